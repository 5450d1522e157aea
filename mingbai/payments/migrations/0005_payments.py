"""What the database holds payments, their changes and exceptions to."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import mingbai.payments.states


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_files")]
    operations = [
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "approved", "refused", "closed"])),
                name="payments_change_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", mingbai.payments.states.Listing["PROPOSED"]),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="payments_change_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", mingbai.payments.states.Listing["REFUSED"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="payments_change_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="accountchange_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("before", models.F("account")), _negated=True), name="payments_change_is_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="payments_change_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "approved"])),
                fields=("payment",),
                name="payments_change_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountchange",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:approved,proposed:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="19437f3b3907146c535fd606a125dda9bc44b635",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_79947",
                    table="payments_accountchange",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentstate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("before", "accepted"), ("state", "rejected")),
                    models.Q(("before", "accepted"), ("state", "settled")),
                    models.Q(("before", "drafted"), ("state", "reserved")),
                    models.Q(("before", "drafted"), ("state", "void")),
                    models.Q(("before", "instructed"), ("state", "accepted")),
                    models.Q(("before", "instructed"), ("state", "rejected")),
                    models.Q(("before", "instructed"), ("state", "settled")),
                    models.Q(("before", "rejected"), ("state", "void")),
                    models.Q(("before", "reserved"), ("state", "instructed")),
                    models.Q(("before", "reserved"), ("state", "void")),
                    models.Q(("before", "returned"), ("state", "void")),
                    models.Q(("before", "settled"), ("state", "returned")),
                    _connector="OR",
                ),
                name="payments_lawful_move",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentrelief",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "approved", "refused", "closed"])),
                name="payments_urgent_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentrelief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", mingbai.payments.states.Listing["PROPOSED"]),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="payments_urgent_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentrelief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", mingbai.payments.states.Listing["REFUSED"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="payments_urgent_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentrelief",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="urgentrelief_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentrelief",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", models.F("limit_fen"))),
                name="payments_urgent_is_small",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentrelief",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__regex", "^[0-9a-f]{64}$"), models.Q(("cause", ""), _negated=True)),
                name="payments_urgent_has_its_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentrelief",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="payments_urgent_month_is_its_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentrelief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("explained_on", None),
                    models.Q(("explained_by__isnull", False), models.Q(("explanation", ""), _negated=True)),
                    _connector="OR",
                ),
                name="payments_urgent_explained_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="urgentrelief",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:approved,proposed:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="072914db1abfc988796cd9163cae2a2c463cb06e",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_948f3",
                    table="payments_urgentrelief",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["drafted", "reserved", "instructed", "accepted", "settled", "rejected", "returned", "void"],
                    )
                ),
                name="payments_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_live", True), ("state__in", ["drafted", "reserved", "instructed", "accepted", "settled"])
                    ),
                    models.Q(("is_live", False), ("state__in", ["rejected", "returned", "void"])),
                    _connector="OR",
                ),
                name="payments_live_as_its_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("amount_fen__lte", 1000000000000000)),
                name="payments_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("line__isnull", False), ("urgent", None)),
                    models.Q(("line", None), ("urgent__isnull", False)),
                    _connector="OR",
                ),
                name="payments_of_a_line_or_urgent",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attempt", 1), ("previous", None)),
                    models.Q(("attempt__gt", 1), ("attempt__lte", 99), ("previous__isnull", False)),
                    _connector="OR",
                ),
                name="payments_first_or_after_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("payee__isnull", False), ("payee_organisation", None)),
                    models.Q(("payee", None), ("payee_organisation__isnull", False)),
                    _connector="OR",
                ),
                name="payments_to_one_payee",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_live", True)), fields=("line",), name="payments_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_live", True)),
                fields=("household_id", "month", "programme", "person_id", "instalment"),
                name="payments_paid_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("previous__isnull", False)), fields=("previous",), name="payments_one_successor"
            ),
        ),
    ]
