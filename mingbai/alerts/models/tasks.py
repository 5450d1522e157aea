"""A task, the findings it stands for, how they were verified, and how the family was told and heard."""

import pgtrigger
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from mingbai.alerts.causes import Cause
from mingbai.alerts.states import Source, State, transitions
from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.rules.rule import Severity

WORK = ("state", "taken_by", "taken_at", "snoozed_until", "snooze_reason", "snoozed_by")
GROWING = ("severity", "tier", "amount_fen", "due_on", "owner_id", "escalated_at", "escalations")
CLOSED = Q(state=State.CLOSED.value)


@evidenced(
    *("region", "key", "cause", "month", "severity", "tier", "amount_fen", "opened_at", "due_on", "owner_id"),
    *("state", "taken_by", "taken_at", "snoozed_until", "snooze_reason", "snoozed_by", "escalated_at", "relapse_of"),
    region="region",
    month="month",
)
@within("region")
@changes(*WORK, *GROWING)
class Task(models.Model):
    """One household and cause to be looked into: by whom, until when, how certain, how much money at most."""

    region = RegionField()
    key = models.CharField(max_length=90)  # household/12, person/5, or the subject
    household_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    cause = models.CharField(max_length=10)
    month = models.DateField()
    severity = models.CharField(max_length=2)
    tier = models.CharField(max_length=1)
    amount_fen = models.BigIntegerField()
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # none for a hint
    owner_id = models.BigIntegerField(null=True)  # none where nobody is listed
    state = models.CharField(max_length=8)
    taken_by = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    snoozed_until = models.DateField(null=True)
    snooze_reason = models.CharField(max_length=200, default="")
    snoozed_by = models.BigIntegerField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalations = models.SmallIntegerField(default=0)
    relapse_of = models.BigIntegerField(null=True)  # the closed task of the same household and cause before

    class Meta:
        constraints = [
            UniqueConstraint(name="alerts_one_task_a_cause", fields=["key", "cause"], condition=~CLOSED),
            CheckConstraint(name="alerts_known_state", condition=Q(state__in=[state.value for state in State])),
            CheckConstraint(name="alerts_known_cause", condition=Q(cause__in=[cause.value for cause in Cause])),
            CheckConstraint(name="alerts_known_severity", condition=Q(severity__in=[each.value for each in Severity])),
            CheckConstraint(name="alerts_task_tier", condition=Q(tier__in=["A", "B", "C"])),
            CheckConstraint(name="alerts_only_a_hint_has_no_deadline", condition=Q(due_on=None) ^ ~Q(severity="蓝")),
            CheckConstraint(name="alerts_worked_on_by_somebody", condition=Q(state="open") | Q(taken_by__isnull=False)),
            CheckConstraint(
                name="alerts_snoozed_with_reason",
                condition=Q(snoozed_until=None) | ~Q(snooze_reason="") & Q(snoozed_by__isnull=False),
            ),
        ]
        indexes = [models.Index(name="alerts_queue", fields=["region", "state", "due_on"])]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions())]


@within("region")
@append_only
class TaskFinding(models.Model):
    """One finding of a task, with rule, version and the digest of its inputs: enough to compute it again (D7)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="findings")
    region = RegionField()
    month = models.DateField()
    rule_id = models.CharField(max_length=8)
    rule_version = models.SmallIntegerField()
    severity = models.CharField(max_length=2)
    subject_table = models.CharField(max_length=16)
    subject_index = models.BinaryField(max_length=32)
    amount_fen = models.BigIntegerField(null=True)
    months = models.SmallIntegerField()
    message = models.TextField()
    message_en = models.TextField()
    cites = models.CharField(max_length=200)
    match_tier = models.CharField(max_length=1)
    input_digest = models.CharField(max_length=64)
    finding_id = models.BigIntegerField(null=True)  # of prechecks
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="alerts_found_once", fields=["task", "rule_id", "subject_table", "subject_index", "month"]
            )
        ]
        indexes = [models.Index(name="alerts_by_rule", fields=["rule_id"])]


@evidenced(
    *("task_id", "region", "source", "source_name", "supports", "is_same_person", "found", "document_sha256"),
    *("made_by", "made_at"),
    region="region",
)
@within("region")
@append_only
class Verification(models.Model):
    """What one source says of it: a visit, the village, the family, another department, the bank, a document."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="verifications")
    region = RegionField()
    source = models.CharField(max_length=12)
    source_name = models.CharField(max_length=80)
    supports = models.BooleanField(null=True)  # none: it leaves the question open
    is_same_person = models.BooleanField(default=False)
    found = models.TextField()
    document_sha256 = models.CharField(max_length=64, default="")
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="alerts_known_source", condition=Q(source__in=[source.value for source in Source])),
            CheckConstraint(name="alerts_verification_says_what", condition=~Q(found="") & ~Q(source_name="")),
        ]


@evidenced(
    *("task_id", "region", "text_sha256", "delivered_on", "how", "answer_by_on", "made_by", "made_at"),
    region="region",
)
@within("region")
@append_only
class Notice(models.Model):
    """告知: what the family was told, when and how, and until when it may answer (D5)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="notices")
    region = RegionField()
    text_sha256 = models.CharField(max_length=64)  # of the plain text: facts, source, period, sum, how to answer
    delivered_on = models.DateField()
    how = models.CharField(max_length=40)
    answer_by_on = models.DateField()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="alerts_notice_with_its_day", fields=["id", "task", "answer_by_on"]),
            CheckConstraint(name="alerts_time_to_answer", condition=Q(answer_by_on__gt=F("delivered_on"))),
        ]


@evidenced(
    *("task_id", "notice_id", "region", "held_on", "place", "facts", "reply", "accepted", "heard_by", "heard_by_two"),
    "made_at",
    region="region",
)
@within("region")
@append_only
class Hearing(models.Model):
    """听取意见: what the family answered, before two officers; no answer counts only when the time is over."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="hearings")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="hearings")
    region = RegionField()
    answer_by_on = models.DateField()  # the notice's; the database compares the two
    held_on = models.DateField()
    place = models.CharField(max_length=80)
    facts = models.TextField()
    reply = models.TextField(default="")
    accepted = models.TextField(default="")
    heard_by = models.BigIntegerField()
    heard_by_two = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="alerts_silence_only_after_the_time", condition=~Q(reply="") | Q(held_on__gt=F("answer_by_on"))
            ),
            CheckConstraint(name="alerts_reply_is_weighed", condition=Q(reply="") | ~Q(accepted="")),
            *distinct_people("heard_by", "heard_by_two"),
        ]
