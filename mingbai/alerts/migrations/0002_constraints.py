"""What the database holds each row of alerts to."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_tables")]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:locked,locked:open,locked:verified,verified:heard,verified:decided,heard:decided,decided:closed,closed:decided}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="ef9f85f5f01bbbe880861addf94067d73187676d",
                    operation="UPDATE",
                    pgid="pgtrigger_moves_16c3d",
                    table="alerts_task",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("consequence", "recover")), name="alerts_demand_follows_its_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_official_error", False), models.Q(("despite_document", ""), _negated=True), _connector="OR"
                ),
                name="alerts_official_error_not_charged",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("cap_fen__gte", 0), ("principal_fen__gt", 0)), name="alerts_demand_of_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", ""), _negated=True), name="alerts_demand_has_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="recovery_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("plan", "repaid", "written_off", "legal_step"))),
                name="alerts_known_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", ""), _negated=True), name="alerts_event_has_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_fen", 0), ("kind", "legal_step")),
                    models.Q(models.Q(("kind", "legal_step"), _negated=True), ("amount_fen__gt", 0)),
                    _connector="OR",
                ),
                name="alerts_event_of_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "written_off"), _negated=True),
                    ("reason__in", ["对象死亡且无遗产", "确无偿还能力", "经办错误且对象善意"]),
                    _connector="OR",
                ),
                name="alerts_given_up_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["repaid", "written_off"]), _negated=True),
                    ("entry_id__isnull", False),
                    _connector="OR",
                ),
                name="alerts_money_is_booked",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "plan")), fields=("recovery", "due_on"), name="alerts_instalment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by", models.F("approved_by")), _negated=True),
                name="recoveryevent_made_by_is_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["funds", "procedure", "lawful", "false_alarm", "unverifiable"])),
                name="alerts_known_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("money__in", ["none", "over", "missed", "wrong"])), name="alerts_known_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("finding__in", ["none", "omitted", "wrongly_covered", "payment_error"])),
                name="alerts_known_finding",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("fault__in", ["none", "subjective", "objective"])), name="alerts_known_fault"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("consequence__in", ["nothing", "raise", "lower", "stop", "recover", "put_right"])),
                name="alerts_known_consequence",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(
                condition=models.Q(("overturns", None)), fields=("task",), name="alerts_one_first_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(
                fields=("id", "consequence", "amount_fen"), name="alerts_outcome_as_recovered"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="alerts_outcome_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result__in", ["funds", "procedure"]), _negated=True),
                    models.Q(("evidence_sha256", ""), _negated=True),
                    _connector="OR",
                ),
                name="alerts_outcome_has_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", "funds"), models.Q(("money", "none"), _negated=True), ("amount_fen__gt", 0)),
                    models.Q(models.Q(("result", "funds"), _negated=True), ("amount_fen", 0), ("money", "none")),
                    _connector="OR",
                ),
                name="alerts_money_where_money_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result__in", ["funds", "procedure"]), models.Q(("fault", "none"), _negated=True)),
                    models.Q(
                        models.Q(("result__in", ["funds", "procedure"]), _negated=True),
                        ("fault", "none"),
                        ("finding", "none"),
                    ),
                    _connector="OR",
                ),
                name="alerts_fault_where_fault_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("result__in", ["funds", "procedure"]), ("consequence__in", ["nothing", "raise"]), _connector="OR"
                ),
                name="alerts_nothing_follows_from_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consequence", "recover"), _negated=True),
                    ("money__in", ["over", "wrong"]),
                    _connector="OR",
                ),
                name="alerts_money_comes_back_only_where_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("verified_by", models.F("decided_by")), _negated=True),
                name="outcome_verified_by_is_not_decided_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("overturned_decider", models.F("decided_by")), _negated=True),
                name="outcome_overturned_decider_is_not_decided_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("id", "task", "answer_by_on"), name="alerts_notice_with_its_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer_by_on__gt", models.F("delivered_on"))), name="alerts_time_to_answer"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reply", ""), _negated=True), ("held_on__gt", models.F("answer_by_on")), _connector="OR"
                ),
                name="alerts_silence_only_after_the_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("reply", ""), models.Q(("accepted", ""), _negated=True), _connector="OR"),
                name="alerts_reply_is_weighed",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("heard_by", models.F("heard_by_two")), _negated=True),
                name="hearing_heard_by_is_not_heard_by_two",
            ),
        ),
        migrations.AddIndex(
            model_name="taskfinding",
            index=models.Index(fields=["rule_id"], name="alerts_by_rule"),
        ),
        migrations.AddConstraint(
            model_name="taskfinding",
            constraint=models.UniqueConstraint(
                fields=("task", "rule_id", "subject_table", "subject_index", "month"), name="alerts_found_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source__in", ["visit", "village", "family", "department", "bank", "document", "same_list"])
                ),
                name="alerts_known_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found", ""), _negated=True), models.Q(("source_name", ""), _negated=True)
                ),
                name="alerts_verification_says_what",
            ),
        ),
    ]
