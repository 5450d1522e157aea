"""The list of problems, the list of what is to be done about them, look-backs, and clues handed over."""

import pgtrigger
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from mingbai.alerts.models import Outcome
from mingbai.config.guards import RegionField, append_only, changes, distinct_people, moves, within
from mingbai.evidence.kept import evidenced
from mingbai.inspections.states import ON_CLUES, ON_POLICIES, Proposal, Receiver, State, transitions
from mingbai.offices.models import Organisation

ANSWERED = "is_carried_out", "is_in_time", "is_accepted"


@evidenced(
    *("region", "unit_id", "outcome_id", "source", "title", "facts_sha256", "amount_fen", "cites", "found_on"),
    *("made_by", "made_at"),
    region="region",
)
@within("region")
@append_only
class Problem(models.Model):
    """One line of 问题清单: what was found, where, in whose unit, against which articles, and by which alert."""

    region = RegionField()
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="problems")
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="problems", null=True)
    source = models.CharField(max_length=80)
    title = models.CharField(max_length=300)  # names no person
    facts_sha256 = models.CharField(max_length=64)
    amount_fen = models.BigIntegerField(default=0)
    cites = models.CharField(max_length=200)
    found_on = models.DateField()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="inspections_alert_listed_once", fields=["outcome"]),
            CheckConstraint(
                name="inspections_problem_says_what", condition=~Q(title="") & ~Q(source="") & ~Q(cites="")
            ),
        ]


@evidenced(
    *("problem_id", "region", "content", "until_on", "in_charge_id", "leader_id", "state", "rounds"),
    *("report", "report_sha256", "reported_by", "reported_at", "accepted_by", "accepted_at", "ordered_by"),
    "ordered_at",
    region="region",
)
@within("region")
@changes("state", "until_on", "rounds", "report", "report_sha256", "reported_by", "reported_at", "accepted_by",
         "accepted_at")  # fmt: skip
class Rectification(models.Model):
    """One line of 整改清单: content, deadline, person in charge, leader (R-808); its rounds are counted."""

    problem = models.OneToOneField(Problem, models.PROTECT, related_name="rectification")
    region = RegionField()
    content = models.CharField(max_length=400)
    until_on = models.DateField()
    in_charge_id = models.BigIntegerField()  # 责任人
    leader_id = models.BigIntegerField()  # 负责人
    state = models.CharField(max_length=8)
    rounds = models.SmallIntegerField(default=1)
    report = models.CharField(max_length=400, default="")
    report_sha256 = models.CharField(max_length=64, default="")
    reported_by = models.BigIntegerField(null=True)
    reported_at = models.DateTimeField(null=True)
    accepted_by = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ordered_by = models.BigIntegerField()
    ordered_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="inspections_known_state", condition=Q(state__in=[state.value for state in State])),
            CheckConstraint(name="inspections_says_what_to_do", condition=~Q(content="")),
            CheckConstraint(
                name="inspections_reported_before_accepted",
                condition=Q(state__in=["ordered", "reopened"]) | Q(reported_by__isnull=False) & ~Q(report=""),
            ),
            CheckConstraint(
                name="inspections_accepted_by_somebody",
                condition=~Q(state__in=["closed", "settled"]) | Q(accepted_by__isnull=False),
            ),
            *distinct_people("reported_by", "accepted_by"),
            *distinct_people("in_charge_id", "leader_id"),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions())]


@evidenced(
    *("item_id", "region", *ANSWERED, "notes", "document_sha256", "reported_by", "made_by", "made_at"), region="region"
)
@within("region")
@append_only
class LookBack(models.Model):
    """回头看: the three questions of QY-2022-51:61, and how the people were asked (R-1009)."""

    item = models.ForeignKey(Rectification, models.PROTECT, related_name="look_backs")
    region = RegionField()
    is_carried_out = models.BooleanField()  # 各项整改措施是否落实到位
    is_in_time = models.BooleanField()  # 列入整改的问题是否按期解决
    is_accepted = models.BooleanField()  # 整改效果群众是否认可
    notes = models.CharField(max_length=400)
    document_sha256 = models.CharField(max_length=64)
    reported_by = models.BigIntegerField()  # who reported the item; never who looks again
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(name="inspections_look_back_says_how", condition=~Q(notes="") & ~Q(document_sha256="")),
            *distinct_people("reported_by", "made_by"),
        ]


@evidenced(
    *("problem_id", "region", "receiver", "receiver_name", "verified_on", "transferred_on", "document"),
    *("feedback", "feedback_on", "feedback_document", "made_by", "approved_by", "made_at"),
    region="region",
)
@within("region")
@changes("feedback", "feedback_on", "feedback_document")
class ClueTransfer(models.Model):
    """线索移交: verified when, handed over when and to whom, and what came of it (R-1013)."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="transfers")
    region = RegionField()
    receiver = models.CharField(max_length=10)
    receiver_name = models.CharField(max_length=80)
    verified_on = models.DateField()
    transferred_on = models.DateField()
    document = models.CharField(max_length=100)
    feedback = models.CharField(max_length=400, default="")
    feedback_on = models.DateField(null=True)
    feedback_document = models.CharField(max_length=100, default="")
    made_by = models.BigIntegerField()
    approved_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="inspections_handed_over_once", fields=["problem", "receiver"]),
            CheckConstraint(
                name="inspections_known_receiver", condition=Q(receiver__in=[each.value for each in Receiver])
            ),
            CheckConstraint(
                name="inspections_verified_before_handed_over", condition=Q(transferred_on__gte=F("verified_on"))
            ),
            CheckConstraint(name="inspections_transfer_has_document", condition=~Q(document="") & ~Q(receiver_name="")),
            CheckConstraint(
                name="inspections_feedback_has_its_day", condition=Q(feedback="") ^ Q(feedback_on__isnull=False)
            ),
            *distinct_people("made_by", "approved_by"),
        ]


DECIDED = ("state", "reason", "decided_by", "decided_at")


class Proposed(models.Model):
    """What all proposals have in common: one makes it; another approves or refuses it, or its maker withdraws it."""

    region = RegionField()
    state = models.CharField(max_length=9, default=Proposal.PROPOSED.value)
    reason = models.CharField(max_length=200, default="")  # of a refusal, or of a withdrawal
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)  # who approved or refused it; its maker, who withdrew it
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def decided_by_another(name: str) -> list[CheckConstraint]:
    """Return what holds for all that one proposes and another decides."""
    waits, own = Q(state=Proposal.PROPOSED.value), Q(decided_by=F("made_by"))
    withdrawn, refused = Q(state=Proposal.WITHDRAWN.value), Q(state=Proposal.REFUSED.value)
    return [
        CheckConstraint(name=f"{name}_known", condition=Q(state__in=[each.value for each in Proposal])),
        CheckConstraint(
            name=f"{name}_decided_by_somebody",
            condition=waits & Q(decided_by=None, decided_at=None)
            | ~waits & Q(decided_by__isnull=False, decided_at__isnull=False),
        ),
        CheckConstraint(name=f"{name}_decider_is_not_proposer", condition=waits | withdrawn | ~own),
        CheckConstraint(name=f"{name}_withdrawn_by_proposer", condition=~withdrawn | own),
        CheckConstraint(name=f"{name}_refused_with_reason", condition=~refused | ~Q(reason="")),
    ]


@evidenced(
    *("problem_id", "region", "receiver", "receiver_name", "verified_on", "document", "grounds", "evidence_sha256"),
    *("transfer_id", "made_by", "made_at", *DECIDED),
    region="region",
)
@within("region")
@changes("transfer", *DECIDED)
class ClueProposal(Proposed):
    """线索移交提议: a clue that one proposes to hand over, to whom, why and on what evidence."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="clues")
    receiver = models.CharField(max_length=10)
    receiver_name = models.CharField(max_length=80)
    verified_on = models.DateField()
    document = models.CharField(max_length=100)
    grounds = models.CharField(max_length=400)  # names no person
    evidence_sha256 = models.CharField(max_length=64)
    transfer = models.OneToOneField(ClueTransfer, models.PROTECT, related_name="proposal", null=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                name="inspections_clue_proposed_once",
                fields=["problem", "receiver"],
                condition=Q(state=Proposal.PROPOSED.value),
            ),
            CheckConstraint(
                name="inspections_clue_to_whom", condition=Q(receiver__in=[each.value for each in Receiver])
            ),
            CheckConstraint(
                name="inspections_clue_says_why",
                condition=~Q(receiver_name="") & ~Q(document="") & ~Q(grounds="") & ~Q(evidence_sha256=""),
            ),
            CheckConstraint(
                name="inspections_clue_approved_is_handed_over",
                condition=Q(state=Proposal.APPROVED.value) ^ Q(transfer=None),
            ),
            *decided_by_another("inspections_clue"),
        ]
        triggers = [moves(transitions(ON_CLUES))]


@evidenced("region", "text", "sha256", "made_by", "made_at", *DECIDED, region="region")
@within("region")
@changes(*DECIDED)
class PolicyProposal(Proposed):
    """见证规则提议: who is to witness the log from now on, and how many of them must."""

    text = models.TextField()  # public keys, names, addresses
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            UniqueConstraint(
                name="inspections_policy_proposed_once", fields=["region"], condition=Q(state=Proposal.PROPOSED.value)
            ),
            CheckConstraint(name="inspections_policy_says_something", condition=~Q(text="") & ~Q(sha256="")),
            *decided_by_another("inspections_policy"),
        ]
        triggers = [moves(transitions(ON_POLICIES))]


@evidenced(
    *("region", "month", "leaves", "checkpoint", "is_whole", "work", "sampled", "matched", "findings"),
    *("made_by", "made_at", "signed_by", "signed_at"),
    region="region",
    month="month",
)
@within("region")
@changes("signed_by", "signed_at")
class LogReview(models.Model):
    """操作日志核查: a month's acts counted and sampled, beside its comparisons, with two signatures (R-912, R-1503)."""

    region = RegionField()
    month = models.DateField()
    leaves = models.BigIntegerField()  # that were replayed
    checkpoint = models.BigIntegerField()  # the size of the last one that enough witnesses cosigned
    is_whole = models.BooleanField()
    work = models.JSONField()  # [kind of act, acts, officers, out of hours, sampled]
    sampled = models.JSONField()  # subjects of the acts to look at, drawn by the log itself
    matched = models.JSONField()  # [comparison, people, hits, verified, confirmed]
    findings = models.JSONField()  # [record, what was found, what was done]
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    signed_by = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(name="inspections_log_reviewed_once", fields=["region", "month"]),
            CheckConstraint(name="inspections_review_of_a_month", condition=Q(month__day=1)),
            CheckConstraint(name="inspections_broken_log_is_a_finding", condition=Q(is_whole=True) | ~Q(findings=[])),
            CheckConstraint(
                name="inspections_review_signed_whole", condition=Q(signed_by=None) ^ Q(signed_at__isnull=False)
            ),
            *distinct_people("made_by", "signed_by"),
        ]
