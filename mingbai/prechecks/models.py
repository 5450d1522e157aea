"""
Checks, what they found, what is held, and what was released.

When a roster may be released and what may be held stands in migrations/0002_gates.sql.
"""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint

from mingbai.awards.models import Award, Decision
from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.people.models import Household, Person
from mingbai.prechecks.states import HOLD, HOLDABLE, RELEASE, HoldState, ReleaseState
from mingbai.rosters.models import Departure, Roster, RosterLine
from mingbai.rosters.states import transitions


@within("region")
@append_only
class Check(models.Model):
    """One check of a county's month: of which frozen tables, by which rules and parameters, and what it came to."""

    region = RegionField()
    month = models.DateField()
    as_of = models.DateField()
    snapshot_digest = models.CharField(max_length=64)  # of all rows the month was frozen from
    snapshot_sha256 = models.CharField(max_length=64)  # of the sealed file that keeps it
    rule_versions = models.JSONField()  # id → version and on|advisory
    parameters_digest = models.CharField(max_length=64)
    fuzzy = models.BooleanField(null=True)  # whether studies that large months leave out were asked for
    not_run = models.JSONField()  # id → what was missing
    lists = models.JSONField()  # list → rows
    findings = models.IntegerField()
    findings_digest = models.CharField(max_length=64)
    made_by = models.BigIntegerField(null=True)  # none: the nightly job
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="prechecks_latest", fields=["region", "month", "made_at"])]


if TYPE_CHECKING:
    Outcomes = models.Manager["Outcome"]
else:
    Outcomes = models.Manager  # Django's own classes take no types while they run


class OutcomeManager(Outcomes):
    """Reads a check together with the digest of its findings as they are stored now."""

    def get_queryset(self) -> "models.QuerySet[Outcome]":
        """Return checks with the digest of their findings."""
        digest = Func(F("id"), function="prechecks_digest", output_field=models.CharField())
        return super().get_queryset().annotate(stored_sha256=digest)


@evidenced(
    *(
        "region",
        "month",
        "as_of",
        "snapshot_digest",
        "snapshot_sha256",
        "rule_versions",
        "parameters_digest",
        "not_run",
    ),
    *("lists", "findings", "findings_digest", "stored_sha256", "made_by", "made_at"),
    region="region",
    month="month",
)
class Outcome(Check):
    """A check as the log keeps it: one leaf, whose digest covers every finding stored of it."""

    objects: ClassVar[OutcomeManager] = OutcomeManager()

    class Meta:
        proxy = True
        base_manager_name = "objects"


@within("region")
@changes("gone_on")
class KeptMonth(models.Model):
    """A frozen month that a check ran on: the digest of its sealed file, and since when that is no longer held."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    region = RegionField()
    month = models.DateField()
    kept_at = models.DateTimeField()
    gone_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(name="prechecks_still_kept", fields=["region", "month"], condition=Q(gone_on=None))]


@within("region")
@append_only
class CheckedRoster(models.Model):
    """A roster as a check saw it."""

    check_made = models.ForeignKey(Check, models.PROTECT, related_name="rosters")
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="checks")
    region = RegionField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [UniqueConstraint(name="prechecks_checked_once", fields=["check_made", "roster"])]


@within("region")
@append_only
class Finding(models.Model):
    """What a rule says of one subject, with no number of a person or account in the clear."""

    check_made = models.ForeignKey(Check, models.PROTECT, related_name="found")
    region = RegionField()
    month = models.DateField()
    programme = models.CharField(max_length=20, default="")
    rule_id = models.CharField(max_length=8)
    rule_version = models.SmallIntegerField()
    is_advisory = models.BooleanField()  # the rule was switched to advisory: it neither gates nor holds
    severity = models.CharField(max_length=2)
    gates = models.BooleanField()
    proposes_hold = models.BooleanField()
    subject_table = models.CharField(max_length=16)
    subject_index = models.BinaryField(max_length=32)  # of the subject's key, by the installation's own key
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", null=True)
    award = models.ForeignKey(Award, models.PROTECT, related_name="+", null=True)
    line = models.ForeignKey(RosterLine, models.PROTECT, related_name="findings", null=True)
    amount_fen = models.BigIntegerField(null=True)
    months = models.SmallIntegerField()
    message = models.TextField()
    message_en = models.TextField()
    evidence_sealed = models.BinaryField()
    cites = models.CharField(max_length=200)
    match_tier = models.CharField(max_length=1)
    input_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            UniqueConstraint(
                name="prechecks_found_once", fields=["check_made", "rule_id", "subject_table", "subject_index"]
            ),
            UniqueConstraint(name="prechecks_finding_as_held", fields=["id", "line", "rule_id", "match_tier"]),
            CheckConstraint(name="prechecks_known_tier", condition=Q(match_tier__in=["A", "B", "C"])),
            CheckConstraint(
                name="prechecks_hold_only_if_certain",
                condition=Q(proposes_hold=False) | Q(match_tier="A", rule_id__in=HOLDABLE),
            ),
            CheckConstraint(
                name="prechecks_advice_stops_nothing",
                condition=Q(is_advisory=False) | Q(gates=False, proposes_hold=False),
            ),
        ]


HOLD_CHANGES = (
    "state",
    "held_fen",
    "held_by",
    "held_at",
    "reason",
    "until_on",
    "departure",
    "ended_by",
    "ended_at",
    "outcome",
    "decision",
)


@evidenced(
    *(
        "finding_id",
        "line_id",
        "region",
        "rule_id",
        "match_tier",
        "state",
        "held_fen",
        "asked_at",
        "held_by",
        "held_at",
    ),
    *("reason", "until_on", "departure_id", "ended_by", "ended_at", "outcome", "decision_id"),
    region="region",
)
@within("region")
@changes(*HOLD_CHANGES)
class Hold(models.Model):
    """暂缓: one line, or one member's part of it, kept back by a named person for a few days; never a stop (D2)."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="holds", db_constraint=False)
    line = models.ForeignKey(RosterLine, models.PROTECT, related_name="holds", db_constraint=False)
    region = RegionField()
    rule_id = models.CharField(max_length=8)
    match_tier = models.CharField(max_length=1)
    state = models.CharField(max_length=9)
    held_fen = models.BigIntegerField()  # what is in doubt: other members are paid
    asked_at = models.DateTimeField()
    held_by = models.BigIntegerField(null=True)
    held_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, default="")
    until_on = models.DateField()  # the last working day; the next day the line is paid
    departure = models.ForeignKey(Departure, models.PROTECT, null=True, related_name="holds")
    ended_by = models.BigIntegerField(null=True)  # none where the days ran out
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=400, default="")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            UniqueConstraint(name="prechecks_hold_once", fields=["finding"]),
            CheckConstraint(name="prechecks_known_hold", condition=Q(state__in=[state.value for state in HoldState])),
            CheckConstraint(name="prechecks_closed_list", condition=Q(rule_id__in=HOLDABLE, match_tier="A")),
            CheckConstraint(name="prechecks_hold_is_of_money", condition=Q(held_fen__gt=0)),
            CheckConstraint(
                name="prechecks_held_by_a_person_with_reason",
                condition=Q(state__in=["asked", "expired", "back_paid"]) | Q(held_by__isnull=False) & ~Q(reason=""),
            ),
            CheckConstraint(
                name="prechecks_confirmed_by_a_decision", condition=~Q(state="confirmed") | Q(decision__isnull=False)
            ),
            *distinct_people("held_by", "ended_by"),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions(HOLD))]


@evidenced(
    *("roster_id", "check_made_id", "region", "month", "state", "checked_digest", "released_digest", "lines"),
    *("total_fen", "held_fen", "proof", "asked_by", "asked_at", "released_by", "released_at", "reason"),
    region="region",
    month="month",
)
@within("region")
@changes("state", "released_digest", "lines", "total_fen", "held_fen", "proof", "released_by", "released_at", "reason")
class Release(models.Model):
    """放行: one asks, another releases, and the proof that approvals and roster are equal in every column stays."""

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="releases")
    check_made = models.ForeignKey(Check, models.PROTECT, related_name="releases")
    region = RegionField()
    month = models.DateField()
    state = models.CharField(max_length=9)
    checked_digest = models.CharField(max_length=64)  # of the roster as it was checked
    released_digest = models.CharField(max_length=64, default="")  # of what is paid: without what is held
    lines = models.IntegerField()
    total_fen = models.BigIntegerField()
    held_fen = models.BigIntegerField(default=0)
    proof = models.JSONField()
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    released_by = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, default="")  # of a withdrawal

    class Meta:
        constraints = [
            UniqueConstraint(name="prechecks_release_once", fields=["roster"], condition=~Q(state="withdrawn")),
            CheckConstraint(
                name="prechecks_known_release", condition=Q(state__in=[state.value for state in ReleaseState])
            ),
            CheckConstraint(
                name="prechecks_released_by_somebody",
                condition=~Q(state="released")
                | Q(released_by__isnull=False, released_at__isnull=False) & ~Q(released_digest=""),
            ),
            *distinct_people("asked_by", "released_by"),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions(RELEASE))]
