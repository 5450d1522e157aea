"""What the database holds rosters and lines to."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rosters", "0001_initial")]
    operations = [
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "drafted",
                            "signed_by_villages",
                            "ledger_submitted",
                            "reviewed",
                            "agreed",
                            "frozen",
                            "released",
                            "set_aside",
                        ],
                    )
                ),
                name="rosters_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["regular", "supplementary"])), name="rosters_known_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "set_aside"), _negated=True),
                fields=("region", "month", "kind", "number"),
                name="rosters_one_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "regular"), ("number", 0)),
                    models.Q(("kind", "supplementary"), ("number__gt", 0)),
                    _connector="OR",
                ),
                name="rosters_supplements_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="rosters_month_is_its_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["drafted", "signed_by_villages", "ledger_submitted", "reviewed", "agreed", "set_aside"],
                    ),
                    ("needs_minutes", False),
                    ("minutes__isnull", False),
                    _connector="OR",
                ),
                name="rosters_frozen_after_the_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["drafted", "signed_by_villages", "ledger_submitted", "reviewed", "agreed", "set_aside"],
                    ),
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("frozen_by__isnull", False),
                        ("reviewed_at__isnull", False),
                        ("reviewed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="rosters_frozen_after_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "set_aside"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="rosters_set_aside_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("reviewed_by")), _negated=True),
                name="roster_made_by_is_not_reviewed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("released_by")), _negated=True),
                name="roster_made_by_is_not_released_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by", models.F("released_by")), _negated=True),
                name="roster_reviewed_by_is_not_released_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(("submitted_by", models.F("reviewed_by")), _negated=True),
                name="roster_submitted_by_is_not_reviewed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(("frozen_by", models.F("released_by")), _negated=True),
                name="roster_frozen_by_is_not_released_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("frozen_by")), _negated=True),
                name="roster_made_by_is_not_frozen_by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roster",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{agreed:frozen,agreed:set_aside,drafted:ledger_submitted,drafted:set_aside,drafted:signed_by_villages,frozen:released,ledger_submitted:reviewed,ledger_submitted:set_aside,reviewed:agreed,reviewed:frozen,reviewed:set_aside,signed_by_villages:ledger_submitted,signed_by_villages:set_aside}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="fd446b8bc8b323deea7a5507ee6baa09aeccfd29",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_8a3c8",
                    table="rosters_roster",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="leaver",
            constraint=models.UniqueConstraint(fields=("roster", "award"), name="rosters_leaves_once"),
        ),
        migrations.AddConstraint(
            model_name="leaver",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause", ""), _negated=True), name="rosters_leaver_has_a_cause"
            ),
        ),
        migrations.AddConstraint(
            model_name="latesubmission",
            constraint=models.UniqueConstraint(fields=("roster", "what"), name="rosters_late_once"),
        ),
        migrations.AddConstraint(
            model_name="latesubmission",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="rosters_late_with_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="latesubmission",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__gte", models.F("due_at"))), name="rosters_late_is_after_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="latesubmission",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["ledger", "roster"])), name="rosters_late_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="rosters_line_pays_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.CheckConstraint(
                condition=models.Q(("member_count__gt", 0)), name="rosters_line_has_members"
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.CheckConstraint(
                condition=models.Q(("instalment__gte", 0)), name="rosters_line_not_before_its_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__in", ["new", "raise", "lower", "stop", "same"])),
                name="rosters_line_known_change",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.CheckConstraint(
                condition=models.Q(("change", "same"), models.Q(("cause", ""), _negated=True), _connector="OR"),
                name="rosters_line_change_has_a_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live", True)),
                fields=("month", "programme", "household", "person", "instalment"),
                name="rosters_line_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live", True)), fields=("award", "month", "instalment"), name="rosters_award_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("live", True), ("makes_up_for__isnull", False)),
                fields=("makes_up_for", "instalment"),
                name="rosters_made_up_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__in", ["held", "moved", "corrected"])), name="rosters_departure_known_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "done", "refused"])), name="rosters_departure_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "done"])), fields=("line",), name="rosters_departs_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="rosters_departure_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "asked"),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="rosters_departure_agreed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_fen__gt", 0), ("why", "held")),
                    models.Q(models.Q(("why", "held"), _negated=True), ("held_fen", 0)),
                    _connector="OR",
                ),
                name="rosters_only_a_hold_keeps_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="departure",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="departure_made_by_is_not_approved_by",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="departure",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:done,asked:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="bde2794f733d758607e9b4ffdd5699dec86fc331",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_ef9ca",
                    table="rosters_departure",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="villagesignature",
            constraint=models.UniqueConstraint(fields=("roster", "region", "digest"), name="rosters_signed_once"),
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[],
            options={"proxy": True, "base_manager_name": "objects", "indexes": [], "constraints": []},
            bases=("rosters.roster",),
        ),
    ]
