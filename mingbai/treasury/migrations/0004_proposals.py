"""Proposals to open a fund or to move money, which another of the same office approves."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import mingbai.config.guards.fields


class Migration(migrations.Migration):
    dependencies = [
        ("treasury", "0003_sets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", mingbai.config.guards.fields.RegionField(db_collation="C", max_length=12)),
                ("party", models.CharField(max_length=13)),
                ("code", models.CharField(max_length=20)),
                ("fen", models.BigIntegerField(default=0)),
                ("name", models.CharField(default="", max_length=60)),
                ("township", mingbai.config.guards.fields.RegionField(db_collation="C", default="", max_length=12)),
                ("year", models.SmallIntegerField(null=True)),
                ("source", models.CharField(default="", max_length=10)),
                ("programme", models.CharField(max_length=20)),
                ("document", models.CharField(max_length=100)),
                ("state", models.CharField(default="proposed", max_length=8)),
                ("reason", models.CharField(default="", max_length=200)),
                ("entry_id", models.UUIDField(null=True)),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("fund", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="treasury.fund")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved", "refused"])),
                        name="treasury_known_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", "open"), ("fen", 0), ("year__isnull", False)),
                            models.Q(
                                models.Q(("code", "open"), _negated=True), ("fen__gt", 0), ("fund__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="treasury_proposes_a_fund_or_a_move",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", None), ("state", "proposed")),
                            models.Q(
                                models.Q(("state", "proposed"), _negated=True),
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="treasury_proposal_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("code", "open"), ("fund__isnull", False)),
                            ("entry_id__isnull", False),
                            _connector="OR",
                        ),
                        name="treasury_approved_is_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="treasury_refused_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                        name="proposal_made_by_is_not_approved_by",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state AND OLD.state || ':' || NEW.state NOT IN ('proposed:approved', 'proposed:refused'))",
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:approved,proposed:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="79f9355b76c41db952da7a494b8c44efb673ec9e",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_e2314",
                    table="treasury_proposal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
