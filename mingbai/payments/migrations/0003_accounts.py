"""What the database holds accounts and plans of use to."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import mingbai.payments.paths
import mingbai.payments.states


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_payments_and_states")]
    operations = [
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["requested", "approved", "arrived", "refused"])),
                name="payments_plan_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(condition=models.Q(("fen__gt", 0)), name="payments_plan_of_something"),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="payments_plan_month_is_its_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("needs_minutes", False), ("minutes__isnull", False), _connector="OR"),
                name="payments_plan_after_the_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", mingbai.payments.states.PlanState["REQUESTED"]),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="payments_plan_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", mingbai.payments.states.PlanState["ARRIVED"]), _negated=True),
                    models.Q(
                        ("arrived_at__isnull", False),
                        ("arrived_by__isnull", False),
                        models.Q(("arrival_document", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="payments_plan_arrived_by_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="payments_plan_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.UniqueConstraint(fields=("region", "document"), name="payments_plan_once"),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="fundrequest_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("arrived_by")), _negated=True),
                name="fundrequest_made_by_is_not_arrived_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", models.F("arrived_by")), _negated=True),
                name="fundrequest_approved_by_is_not_arrived_by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fundrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{approved:arrived,requested:approved,requested:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="5cbba51759f61a9f826f2fce8a0653e599d53e8f",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_f8be2",
                    table="payments_fundrequest",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="specialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "approved", "refused", "closed"])),
                name="payments_special_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", mingbai.payments.states.Listing["PROPOSED"]),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="payments_special_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", mingbai.payments.states.Listing["REFUSED"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="payments_special_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="specialaccount_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("sort__in", ["treasury", "zero", "special", "other"])), name="payments_special_sort"
            ),
        ),
        migrations.AddConstraint(
            model_name="specialaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("holder", ""), _negated=True),
                    models.Q(("bank", ""), _negated=True),
                    models.Q(("profile", ""), _negated=True),
                ),
                name="payments_special_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialaccount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "approved"])),
                fields=("number_index",),
                name="payments_special_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="specialaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{approved:closed,proposed:approved,proposed:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="fc2d42c7423e3a769306f8fb1a1060352dcb8a7b",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_035d9",
                    table="payments_specialaccount",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="accountpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "approved", "refused", "closed"])),
                name="payments_pair_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountpair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", mingbai.payments.states.Listing["PROPOSED"]),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="payments_pair_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountpair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", mingbai.payments.states.Listing["REFUSED"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="payments_pair_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="accountpair_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountpair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("payee__isnull", False), ("payees", mingbai.payments.paths.Payees["SPECIAL"])),
                    models.Q(
                        ("payee", None),
                        (
                            "payees__in",
                            [mingbai.payments.paths.Payees["PERSONS"], mingbai.payments.paths.Payees["INSTITUTIONS"]],
                        ),
                    ),
                    _connector="OR",
                ),
                name="payments_pair_names_its_payee",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountpair",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "approved"])),
                fields=("payer", "payee", "payees"),
                name="payments_pair_once",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountpair",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{approved:closed,proposed:approved,proposed:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="966448e8d4351a7c10e280e415b34281802ccfdb",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_e1104",
                    table="payments_accountpair",
                    when="BEFORE",
                ),
            ),
        ),
    ]
