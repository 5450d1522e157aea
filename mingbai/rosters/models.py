"""
Rosters, their lines and what was said of them: village signatures, the bureau's minutes, late submissions.

That lines come from awards and nowhere else, and when a roster may be signed off, stands in migrations/0003_lines.sql.
"""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, F, Func, Q, UniqueConstraint

from mingbai.awards.models import Award, Decision
from mingbai.config.guards import RegionField, append_only, changes, distinct_people, within
from mingbai.evidence.kept import evidenced
from mingbai.offices.models import Organisation
from mingbai.people.models import Account, Household, Person
from mingbai.rosters.states import DEPARTURE, ROSTER, Asked, Change, Kinds, State, Why, transitions

STEPS = ("submitted", "reviewed", "agreed", "frozen", "released")
CHANGING = (
    "state",
    "lines",
    "total_fen",
    "digest",
    "minutes",
    "reason",
    *(f"{s}_{x}" for s in STEPS for x in ("by", "at")),
)
LOGGED = tuple("minutes_id" if name == "minutes" else name for name in CHANGING)
BEFORE_FREEZING = Q(state__in=[state.value for state in State if state not in (State.FROZEN, State.RELEASED)])
ENDED = Q(state=State.SET_ASIDE.value)


def known(name: str, column: str, values: type[State | Kinds | Change | Why | Asked]) -> BaseConstraint:
    """Return that a column holds one of the words of its list."""
    return CheckConstraint(name=name, condition=Q(**{f"{column}__in": [value.value for value in values]}))


def plain_key(model: type[models.Model]) -> "models.ForeignKey[models.Model, models.Model]":
    """Return a column whose row is held by the trigger that compares the whole line with its award, set by set."""
    return models.ForeignKey(model, models.PROTECT, related_name="+", db_constraint=False, db_index=False)


@evidenced("region", "number", "held_on", "present", "decision", "document", "made_by", "made_at", region="region")
@within("region")
@append_only
class Minutes(models.Model):
    """局务会议纪要 (R-707): when the bureau met, who was there, what it decided, and the digest of the signed paper."""

    region = RegionField()
    number = models.CharField(max_length=60)
    held_on = models.DateField()
    present = models.JSONField()  # names
    decision = models.CharField(max_length=400)
    document = models.CharField(max_length=64)  # SHA-256 of the signed paper
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(name="rosters_minutes_once", fields=["region", "number"]),
            CheckConstraint(name="rosters_minutes_have_their_paper", condition=Q(document__regex=r"^[0-9a-f]{64}$")),
            CheckConstraint(name="rosters_minutes_say_something", condition=~Q(decision="") & ~Q(present=[])),
        ]


@within("region")
@changes(*CHANGING)
class Roster(models.Model):
    """One township's roster of a month; a supplementary one has a number."""

    region = RegionField()
    month = models.DateField()  # its first day
    kind = models.CharField(max_length=13)
    number = models.SmallIntegerField(default=0)
    needs_signatures = models.BooleanField()  # what the locality asks for, as it was when the roster was made
    needs_minutes = models.BooleanField()
    ledger_due_at = models.DateTimeField()
    roster_due_at = models.DateTimeField()
    state = models.CharField(max_length=18)
    lines = models.IntegerField()
    total_fen = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    minutes = models.ForeignKey(Minutes, models.PROTECT, null=True)
    reason = models.CharField(max_length=200, default="")
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    submitted_by = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    agreed_by = models.BigIntegerField(null=True)
    agreed_at = models.DateTimeField(null=True)
    frozen_by = models.BigIntegerField(null=True)
    frozen_at = models.DateTimeField(null=True)
    released_by = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            known("rosters_known_state", "state", State),
            known("rosters_known_kind", "kind", Kinds),
            UniqueConstraint(
                name="rosters_one_a_month", fields=["region", "month", "kind", "number"], condition=~ENDED
            ),
            CheckConstraint(
                name="rosters_supplements_are_numbered",
                condition=Q(kind="regular", number=0) | Q(kind="supplementary", number__gt=0),
            ),
            CheckConstraint(name="rosters_month_is_its_first_day", condition=Q(month__day=1)),
            CheckConstraint(
                name="rosters_frozen_after_the_meeting",
                condition=BEFORE_FREEZING | Q(needs_minutes=False) | Q(minutes__isnull=False),
            ),
            CheckConstraint(
                name="rosters_frozen_after_review",
                condition=BEFORE_FREEZING
                | Q(
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                    frozen_by__isnull=False,
                    frozen_at__isnull=False,
                ),
            ),
            CheckConstraint(name="rosters_set_aside_with_reason", condition=~ENDED | ~Q(reason="")),
            *distinct_people("made_by", "reviewed_by", "released_by"),
            *distinct_people("submitted_by", "reviewed_by"),
            *distinct_people("frozen_by", "released_by"),
            *distinct_people("made_by", "frozen_by"),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions(ROSTER))]


if TYPE_CHECKING:
    Sheets = models.Manager["Sheet"]
else:
    Sheets = models.Manager  # Django's own classes take no types while they run


class SheetManager(Sheets):
    """Reads a roster together with the digest of its lines as they are now."""

    def get_queryset(self) -> "models.QuerySet[Sheet]":
        """Return rosters with the digest of their lines."""
        digest = Func(F("id"), function="rosters_digest", output_field=models.CharField())
        return super().get_queryset().annotate(lines_sha256=digest)


@evidenced(
    *("region", "month", "kind", "number", "needs_signatures", "needs_minutes", "ledger_due_at", "roster_due_at"),
    *("made_by", "made_at", "lines_sha256", *LOGGED),
    region="region",
    month="month",
)
class Sheet(Roster):
    """A roster as the log keeps it: one leaf, whose digest covers every line that is live on it."""

    objects: ClassVar[SheetManager] = SheetManager()

    class Meta:
        proxy = True
        base_manager_name = "objects"


@within("region")
@changes("live")
class RosterLine(models.Model):
    """One payment to be: whose award, by which decision, to whom, how much, and how it differs from last month."""

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="all_lines", db_constraint=False, db_index=False)
    region = RegionField()  # the village
    month = models.DateField()
    programme = models.CharField(max_length=20)
    award = models.ForeignKey(Award, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    household = plain_key(Household)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_constraint=False, db_index=False, null=True)
    payee = plain_key(Person)  # whom the decision names
    payee_organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_constraint=False, db_index=False, null=True
    )  # whose account it is, where a home is paid for who lives there
    account = plain_key(Account)
    payee_name = models.CharField(max_length=80)  # as they were when the line was made: what is paid is what was signed
    holder_name = models.CharField(max_length=80)
    account_index = models.BinaryField(max_length=32)
    amount_fen = models.BigIntegerField()
    member_count = models.SmallIntegerField()
    instalment = models.SmallIntegerField(default=0)  # 0 the month's own; more: what makes up for a part held or missed
    change = models.CharField(max_length=5)
    cause = models.CharField(max_length=40)
    before_fen = models.BigIntegerField()
    makes_up_for = models.ForeignKey("Departure", models.PROTECT, null=True, db_index=False, related_name="made_up")
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            CheckConstraint(name="rosters_line_pays_something", condition=Q(amount_fen__gt=0)),
            CheckConstraint(name="rosters_line_has_members", condition=Q(member_count__gt=0)),
            CheckConstraint(name="rosters_line_not_before_its_month", condition=Q(instalment__gte=0)),
            known("rosters_line_known_change", "change", Change),
            CheckConstraint(name="rosters_line_change_has_a_cause", condition=Q(change="same") | ~Q(cause="")),
            UniqueConstraint(
                name="rosters_line_once",
                fields=["month", "programme", "household", "person", "instalment"],
                condition=Q(live=True),
                nulls_distinct=False,
            ),
            UniqueConstraint(
                name="rosters_award_once", fields=["award", "month", "instalment"], condition=Q(live=True)
            ),
            UniqueConstraint(
                name="rosters_made_up_once",
                fields=["makes_up_for", "instalment"],
                condition=Q(live=True, makes_up_for__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="rosters_line_of_village", fields=["roster", "region"]),
            models.Index(  # holds all that is asked of a whole month, so that its lines need not be read
                name="rosters_lines_of_month",
                fields=["month", "programme"],
                include=["id", "roster", "region", "amount_fen"],
                condition=Q(live=True),
            ),
        ]


@evidenced(
    *("line_id", "roster_id", "region", "why", "held_fen", "reason", "state"),
    *("made_by", "made_at", "approved_by", "approved_at"),
    region="region",
)
@within("region")
@changes("state", "approved_by", "approved_at")
class Departure(models.Model):
    """A line leaves its roster before release: one asks with a reason, another agrees; nobody's right is touched."""

    line = models.ForeignKey(RosterLine, models.PROTECT, related_name="departures")
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="departures")
    region = RegionField()
    why = models.CharField(max_length=9)
    held_fen = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=400)
    state = models.CharField(max_length=7)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            known("rosters_departure_known_reason", "why", Why),
            known("rosters_departure_known_state", "state", Asked),
            UniqueConstraint(
                name="rosters_departs_once",
                fields=["line"],
                condition=Q(state__in=[Asked.ASKED.value, Asked.DONE.value]),
            ),
            CheckConstraint(name="rosters_departure_has_a_reason", condition=~Q(reason="")),
            CheckConstraint(
                name="rosters_departure_agreed_by_somebody",
                condition=Q(state=Asked.ASKED.value) | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            CheckConstraint(
                name="rosters_only_a_hold_keeps_money",
                condition=Q(why=Why.HELD.value, held_fen__gt=0) | ~Q(why=Why.HELD.value) & Q(held_fen=0),
            ),
            *distinct_people("made_by", "approved_by"),
        ]
        triggers = [pgtrigger.FSM(name="moves", field="state", transitions=transitions(DEPARTURE))]


@within("region")
@append_only
class Leaver(models.Model):
    """Who was on last month's roster and is not on this one, with the cause (停发)."""

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="leavers")
    region = RegionField()
    month = models.DateField()
    programme = models.CharField(max_length=20)
    award = plain_key(Award)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", null=True, db_index=False)
    household = plain_key(Household)
    cause = models.CharField(max_length=40)
    before_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(name="rosters_leaves_once", fields=["roster", "award"]),
            CheckConstraint(name="rosters_leaver_has_a_cause", condition=~Q(cause="")),
        ]


@evidenced("roster_id", "region", "lines", "total_fen", "digest", "signed_by", "signed_at", region="region")
@within("region")
@append_only
class VillageSignature(models.Model):
    """村（社区）主任签字 (R-502): the head of a village signs what its lines come to, known by their digest."""

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="signatures")
    region = RegionField()
    lines = models.IntegerField()
    total_fen = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    signed_by = models.BigIntegerField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(name="rosters_signed_once", fields=["roster", "region", "digest"])]


@evidenced("roster_id", "region", "what", "due_at", "done_at", "reason", "made_by", region="region")
@within("region")
@append_only
class LateSubmission(models.Model):
    """逾期提报 (R-703): what came after its day, when, and why."""

    roster = models.ForeignKey(Roster, models.PROTECT, related_name="late")
    region = RegionField()
    what = models.CharField(max_length=6)  # ledger, roster
    due_at = models.DateTimeField()
    done_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    made_by = models.BigIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(name="rosters_late_once", fields=["roster", "what"]),
            CheckConstraint(name="rosters_late_with_reason", condition=~Q(reason="")),
            CheckConstraint(name="rosters_late_is_after_due", condition=Q(done_at__gte=models.F("due_at"))),
            CheckConstraint(name="rosters_late_known", condition=Q(what__in=["ledger", "roster"])),
        ]
