"""Proposals of every sort: townships' reserves, adjustments that two approve, year ends, corrections."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What moved but for single payments, by fund and time: a ledger's page reads a hundred entries, not a month's.
INDEX = "CREATE INDEX treasury_fund_moves ON treasury_transfer (fund_id, made_at) WHERE code <> 'pay'"


class Migration(migrations.Migration):
    dependencies = [
        ("treasury", "0005_looked_up"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="proposal",
            name="moves",
        ),
        migrations.RemoveConstraint(
            model_name="proposal",
            name="treasury_known_standing",
        ),
        migrations.RemoveConstraint(
            model_name="proposal",
            name="treasury_proposes_a_fund_or_a_move",
        ),
        migrations.RemoveConstraint(
            model_name="proposal",
            name="treasury_proposal_decided_by_somebody",
        ),
        migrations.RemoveConstraint(
            model_name="proposal",
            name="treasury_approved_is_done",
        ),
        migrations.AddField(
            model_name="proposal",
            name="seconded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="proposal",
            name="seconded_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="proposal",
            name="to_fund",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="treasury.fund"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="wrong_id",
            field=models.UUIDField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN ('proposed:approved', 'proposed:seconded', 'seconded:approved', 'proposed:refused', 'seconded:refused'))",
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:approved,proposed:seconded,seconded:approved,proposed:refused,seconded:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="bf5352d8bf59a4e9c37b99ee612fa17e9bd7ad77",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_e2314",
                    table="treasury_proposal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "seconded", "approved", "refused"])),
                name="treasury_known_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", "open"), ("fen", 0), ("year__isnull", False)),
                    models.Q(("code", "close"), ("fen", 0), ("fund__isnull", False)),
                    models.Q(
                        ("code", "open_township"),
                        ("fen", 0),
                        ("fund__isnull", False),
                        models.Q(("township", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("code__in", ("open", "open_township", "close")), _negated=True),
                        ("fen__gt", 0),
                        ("fund__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="treasury_proposes_what_there_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("code__in", ("lend", "carry_out")),
                        ("to_fund__isnull", False),
                        models.Q(("to_fund", models.F("fund")), _negated=True),
                    ),
                    models.Q(models.Q(("code__in", ("lend", "carry_out")), _negated=True), ("to_fund", None)),
                    _connector="OR",
                ),
                name="treasury_adjusts_two_funds",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", "correction"), ("wrong_id__isnull", False)),
                    models.Q(models.Q(("code", "correction"), _negated=True), ("wrong_id", None)),
                    _connector="OR",
                ),
                name="treasury_corrects_an_entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by", None), ("state__in", ["proposed", "seconded"])),
                    models.Q(
                        models.Q(("state__in", ["proposed", "seconded"]), _negated=True),
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="treasury_proposal_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("code__in", ("lend", "carry_out")), ("state", "approved"), _negated=True),
                        models.Q(("state", "seconded"), _negated=True),
                    ),
                    models.Q(("seconded_at__isnull", False), ("seconded_by__isnull", False)),
                    _connector="OR",
                ),
                name="treasury_adjustment_approved_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(("code__in", ("open", "open_township", "close")), ("fund__isnull", False)),
                    ("entry_id__isnull", False),
                    _connector="OR",
                ),
                name="treasury_approved_is_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("seconded_by")), _negated=True),
                name="proposal_made_by_is_not_seconded_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("seconded_by", models.F("approved_by")), _negated=True),
                name="proposal_seconded_by_is_not_approved_by",
            ),
        ),
        migrations.RunSQL(INDEX),
    ]
