"""Decisions: versions of an award, each reckoned by policy, made, reviewed and approved by three people."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint

from mingbai.awards.causes import causes_of
from mingbai.awards.models.award import Award, Batch
from mingbai.awards.reckoning import Words
from mingbai.awards.states import ADVERSE, Kind, State
from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.people.models import Account, Person

CHANGING = ("state", "reason", "effective_month", "until_month", "notice", "publicity_ended_on", "confirmed_on")
SIGNED = ("reviewed_by", "reviewed_at", "approved_by", "approved_at", "decided_on", "review_due_on")
OF_STOCK, NOT_PENDING = Q(is_stock=True), ~Q(state__in=["proposed", "reviewed"])
APPROVED, ADVERSELY = Q(state=State.APPROVED.value), Q(kind__in=[kind.value for kind in ADVERSE])


@append_only
class Wording(models.Model):
    """What explanations say around their figures, once for all whom it explains; the id is the text's digest."""

    id = models.UUIDField(primary_key=True)
    text = models.TextField()


@append_only
class Reckoning(models.Model):
    """What policy says is due for these facts in this place and month, step by step; the id is the content's digest."""

    id = models.UUIDField(primary_key=True)
    programme = models.CharField(max_length=20)
    county = RegionField()
    month = models.DateField()
    facts = models.JSONField()
    amount_fen = models.BigIntegerField(null=True)  # none where policy has no formula, or a fact is unknown
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+", db_index=False)
    figures = models.TextField()
    parameters_sha256 = models.CharField(max_length=64)

    @property
    def explanation(self) -> Any:
        """Return how the amount came about, step by step, as it was said then."""
        return Words(self.wording.text).explanation(self.figures)


def amounts() -> list[BaseConstraint]:
    """Return how each kind of decision moves the amount."""
    moves = {
        Kind.NEW: Q(before_fen=0, amount_fen__gte=0),
        Kind.RAISE: Q(amount_fen__gt=F("before_fen")),
        Kind.LOWER: Q(amount_fen__lt=F("before_fen"), amount_fen__gt=0),
        Kind.STOP: Q(amount_fen=0),
        Kind.RESUME: Q(before_fen=0, amount_fen__gt=0),
        Kind.KEEP: Q(amount_fen=F("before_fen")),
    }
    return [
        CheckConstraint(name=f"awards_{kind.value}_moves_the_amount", condition=~Q(kind=kind.value) | move)
        for kind, move in moves.items()
    ]


def of_known_cause() -> CheckConstraint:
    """Return the constraint that the cause is one that such a decision may have."""
    known = Q()
    for kind in Kind:
        known |= Q(kind=kind.value, cause__in=sorted(causes_of(kind)))
    return CheckConstraint(name="awards_known_cause", condition=known)


@within("region")
@changes(*CHANGING, *SIGNED)
class Decision(models.Model):
    """One version of an award: what is due from a month on, why, and who made, reviewed and approved it."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="decisions", db_constraint=False, db_index=False)
    programme = models.CharField(max_length=20)  # as the award's; the database compares the two
    version = models.SmallIntegerField()
    region = RegionField()  # of the award when it was decided
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="decisions", db_index=False)
    is_stock = models.BooleanField()
    kind = models.CharField(max_length=6)
    cause = models.CharField(max_length=20)
    evidence = models.CharField(max_length=400)
    evidence_sha256 = models.CharField(max_length=64, default="")
    effective_month = models.DateField()  # provisional until approved
    until_month = models.DateField(null=True)  # the last month, where the award ends by its own term
    grace_until = models.DateField(null=True)  # the last month of grace
    amount_fen = models.BigIntegerField()
    before_fen = models.BigIntegerField()
    reckoned_fen = models.BigIntegerField(null=True)  # what policy gives; none where it gives nothing to compare
    reckoning = models.ForeignKey(Reckoning, models.PROTECT, related_name="+", db_index=False)
    has_formula = models.BooleanField()  # whether policy reckons this programme
    member_count = models.SmallIntegerField()
    priority_member_count = models.SmallIntegerField(null=True)
    annual_income_fen = models.BigIntegerField(null=True)
    standard_fen = models.BigIntegerField(null=True)
    case_kind = models.CharField(max_length=6, default="")  # whole, single
    supply_mode = models.CharField(max_length=9, default="")  # central, dispersed
    care_level = models.CharField(max_length=7, default="")  # able, partial, total
    reason_code = models.CharField(max_length=100, default="")  # 救助事由
    payee = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    members = ArrayField(models.BigIntegerField())  # persons covered from this decision on
    is_unstable = models.BooleanField(default=False)  # income varies, or somebody is able to work: R-505
    publicity_ended_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)  # of an opening stock: as listed; else the day it was decided
    hearing = models.ForeignKey(
        "awards.Hearing", models.PROTECT, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    notice = models.ForeignKey(
        "awards.Notice", models.PROTECT, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    review_due_on = models.DateField(null=True)
    state = models.CharField(max_length=8)
    reason = models.CharField(max_length=200, default="")  # of a refusal
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(name="awards_one_version", fields=["award", "version"]),
            UniqueConstraint(name="awards_decision_of_award", fields=["id", "award"]),
            CheckConstraint(name="awards_known_state", condition=Q(state__in=[state.value for state in State])),
            of_known_cause(),
            *amounts(),
            CheckConstraint(
                name="awards_first_version_is_new",
                condition=Q(kind="new", version=1) | ~Q(kind="new") & Q(version__gt=1),
            ),
            CheckConstraint(name="awards_evidence_given", condition=OF_STOCK | ~Q(evidence="")),
            CheckConstraint(name="awards_only_new_is_stock", condition=~OF_STOCK | Q(kind="new", cause="stock")),
            CheckConstraint(name="awards_stock_is_a_cause", condition=OF_STOCK | ~Q(cause="stock")),
            CheckConstraint(
                name="awards_amount_as_reckoned",
                condition=OF_STOCK
                | Q(kind="stop")
                | Q(kind="keep", cause__in=["account", "payee"])
                | Q(has_formula=False)
                | Q(amount_fen=F("reckoned_fen")),
            ),
            CheckConstraint(
                name="awards_reviewed_before_approved",
                condition=~Q(state__in=["reviewed", "approved"])
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            CheckConstraint(
                name="awards_approved_by_somebody",
                condition=~APPROVED | Q(approved_by__isnull=False, approved_at__isnull=False, decided_on__isnull=False),
            ),
            CheckConstraint(name="awards_refused_with_reason", condition=~Q(state="refused") | ~Q(reason="")),
            CheckConstraint(
                name="awards_heard_and_told",
                condition=~(APPROVED & ADVERSELY) | Q(hearing__isnull=False, notice__isnull=False),
            ),
            CheckConstraint(
                name="awards_starts_after_confirmation",
                condition=~APPROVED
                | OF_STOCK
                | ~Q(kind__in=["new", "resume"])
                | Q(effective_month__gt=F("decided_on")),
            ),
            CheckConstraint(
                name="awards_ends_after_it_begins",
                condition=Q(until_month=None) | Q(until_month__gte=F("effective_month")),
            ),
            CheckConstraint(
                name="awards_counts_its_members",
                condition=Q(member_count__gte=0) & ~Q(member_count=0, amount_fen__gt=0),
            ),
            *distinct_people("made_by", "reviewed_by", "approved_by"),
        ]
        indexes = [
            models.Index(name="awards_decided_in", fields=["batch"]),
            models.Index(
                name="awards_waiting", fields=["state", "region"], condition=Q(state__in=["proposed", "reviewed"])
            ),
        ]

    @property
    def explanation(self) -> Any:
        """Return how the amount came about, step by step."""
        return self.reckoning.explanation
