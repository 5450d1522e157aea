"""What is asked about checks, gates, holds and releases: the only readers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left

from mingbai.config.guards import scope
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.prechecks.equality import COUNTY
from mingbai.prechecks.hiding import opened_evidence
from mingbai.prechecks.kept import unpack
from mingbai.prechecks.models import Check, CheckedRoster, Finding, Hold, Release
from mingbai.prechecks.refused import NoCheck
from mingbai.prechecks.states import HoldState, ReleaseState
from mingbai.prechecks.trying import Tried, tried
from mingbai.rosters.digests import Paid, digest
from mingbai.rosters.models import Roster, RosterLine
from mingbai.standards.states import Mode

TOWNSHIP = 9  # digits
STANDING = Q(gates=True) & (Q(line=None) | Q(line__live=True))  # a line that left keeps nobody waiting


@dataclass(frozen=True)
class Cell:
    """What a check found of one programme in one place, and what of it keeps rosters from being released."""

    place: str  # a township, or a division above where a finding lies in none
    programme: str  # empty where a finding is about none
    findings: int
    gates: int
    questions: int

    @property
    def stops(self) -> int:
        """Return how much must be put right or answered before a release."""
        return self.gates + self.questions

    @property
    def advice(self) -> int:
        """Return how much is to be looked at and stops nothing."""
        return max(self.findings - self.stops, 0)


@dataclass(frozen=True)
class Seen:
    """The latest check of a roster: its number, and what the roster then was."""

    check_id: int
    digest: str


@dataclass(frozen=True)
class Retried:
    """A check made again from what was kept, and whether it came to the same to the byte (D7)."""

    check_id: int
    found: Tried
    is_same: bool


@dataclass(frozen=True)
class Unready:
    """A line that equals its approval and still cannot be paid: its account is not confirmed, closed, or another's."""

    line_id: int
    region: str  # the village
    payee_name: str
    account_id: int
    state: str  # of the account
    amount_fen: int


def latest_check(roster_id: int) -> CheckedRoster | None:
    """Return the latest check of a roster and the digest it saw, None if there was none."""
    return CheckedRoster.objects.select_related("check_made").filter(roster_id=roster_id).order_by("-pk").first()


def latest_checks(roster_ids: Collection[int]) -> dict[int, Seen]:
    """Return roster → its latest check, of those that were checked; for whoever sees the roster."""
    seen = CheckedRoster.objects.filter(roster_id__in=list(roster_ids)).order_by("roster_id", "-pk")
    found = seen.distinct("roster_id").values_list("roster_id", "check_made_id", "digest")
    return {roster_id: Seen(check_id, digest) for roster_id, check_id, digest in found}


def latest_of_month(region: Region, month: Month) -> int | None:
    """Return the latest check of a division's month, None if there was none; for whoever sees one of its rosters."""
    seen = CheckedRoster.objects.filter(region__startswith=region.code, roster__month=month.first_on)
    latest: int | None = seen.aggregate(latest=Max("check_made_id"))["latest"]
    return latest


def cells(check_id: int, region: Region, month: Month) -> list[Cell]:
    """Return what a check found in a division's month, township by township and programme by programme."""
    found = findings(check_id).filter(region__startswith=region.code).order_by()
    sums = (
        found.annotate(place=Left("region", TOWNSHIP))
        .values_list("place", "programme")
        .annotate(found=Count("pk"), standing=Count("pk", filter=STANDING))
    )
    waiting = holds(region, month).filter(state=HoldState.ASKED.value, line__live=True).order_by()
    asked = waiting.annotate(place=Left("region", TOWNSHIP)).values_list("place", "finding__programme")
    questions = {(place, programme): n for place, programme, n in asked.annotate(n=Count("pk"))}
    here = {(place, programme): (found, standing) for place, programme, found, standing in sums}
    keys = sorted(here.keys() | questions.keys())
    return [Cell(place, programme, *here.get((place, programme), (0, 0)), questions.get((place, programme), 0))
            for place, programme in keys]  # fmt: skip


def found_in(check_id: int, place: str, programme: str) -> QuerySet[Finding]:
    """Return what a check found of a programme in a place, as `cells` counts it, what stops a release first."""
    found = Finding.objects.annotate(place=Left("region", TOWNSHIP)).select_related("line")
    found = found.filter(check_made_id=check_id, place=place, programme=programme)
    return found.order_by("-gates", "-proposes_hold", "severity", "rule_id", "region", "pk")


def holds_of(award_ids: Collection[int], month: Month) -> dict[tuple[int | None, str, bytes], Hold]:
    """Return what was asked and answered about awards' lines of a month: by award, rule and subject, in every check."""
    found = Hold.objects.filter(finding__award_id__in=list(award_ids), finding__month=month.first_on)
    held = found.select_related("finding").order_by("pk")
    return {(one.finding.award_id, one.rule_id, bytes(one.finding.subject_index)): one for one in held}


def check(check_id: int) -> Check | None:
    """Return a check, None if there is none in sight: a county's is not for its townships."""
    return Check.objects.filter(pk=check_id).first()


def checks(region: Region, month: Month) -> QuerySet[Check]:
    """Return the checks of a division's month, the latest first."""
    return Check.objects.filter(region=region.code, month=month.first_on).order_by("-pk")


def findings(check_id: int) -> QuerySet[Finding]:
    """Return what a check found, rule by rule."""
    return Finding.objects.filter(check_made_id=check_id).order_by("rule_id", "region", "pk")


def open_gates(roster_id: int) -> list[Finding]:
    """Return what the latest check found unequal on lines still on a roster, or in its township without a line."""
    seen = latest_check(roster_id)
    return gates_of(roster_id, seen.check_made_id) if seen else []


def gates_of(roster_id: int, check_id: int) -> list[Finding]:
    """Return what of a check's findings keeps a roster from being released."""
    open_ids = RawSQL("SELECT prechecks_open_gates(%s, %s)", [roster_id, check_id])
    return list(Finding.objects.filter(pk__in=open_ids).select_related("line").order_by("rule_id", "pk"))


def questions(roster_id: int) -> list[Hold]:
    """Return the questions about lines of a roster whether to hold them that nobody has answered."""
    found = Hold.objects.filter(line__roster_id=roster_id, line__live=True, state=HoldState.ASKED.value)
    return list(found.select_related("finding").order_by("pk"))


def held_lines(roster_id: int) -> list[Hold]:
    """Return the holds on lines that are or were on a roster, while they last."""
    found = Hold.objects.filter(line__roster_id=roster_id, state=HoldState.HELD.value)
    return list(found.select_related("finding", "line").order_by("pk"))


def holds(region: Region, month: Month) -> QuerySet[Hold]:
    """Return all holds of a division's month, whatever became of them."""
    found = Hold.objects.filter(region__startswith=region.code, finding__month=month.first_on)
    return found.select_related("finding", "line").order_by("pk")


def hold_numbered(hold_id: int) -> Hold | None:
    """Return a hold or the question about one, None if there is none in sight."""
    return Hold.objects.filter(pk=hold_id).select_related("finding", "line").first()


def open_holds() -> int:
    """Return how many lines in sight are held, or asked to be held and nobody has answered."""
    return Hold.objects.filter(state__in=[HoldState.ASKED.value, HoldState.HELD.value]).count()


def to_pay_back(region: Region) -> dict[str, tuple[int, int]]:
    """Return township → how many of its holds are over and not paid back, and their fen."""
    over = [HoldState.LIFTED.value, HoldState.EXPIRED.value]
    found = Hold.objects.filter(region__startswith=region.code, state__in=over, departure__isnull=False).order_by()
    sums = (
        found.annotate(place=Left("region", TOWNSHIP)).values_list("place").annotate(n=Count("pk"), fen=Sum("held_fen"))
    )
    return {place: (n, fen) for place, n, fen in sums.order_by("place")}


def unready_lines(roster_id: int) -> list[Unready]:
    """Return the live lines of a roster that could not be paid: no second person has confirmed their accounts."""
    region = Roster.objects.filter(pk=roster_id).values_list("region", flat=True).first() or ""
    with scope(Region(region[:COUNTY])), connection.cursor() as cursor:  # an account may lie in another township
        cursor.execute(
            "SELECT line.id, line.region, line.payee_name, line.account_id, coalesce(account.state, ''),"
            " line.amount_fen FROM rosters_rosterline AS line"
            " LEFT JOIN people_account AS account ON account.id = line.account_id"
            " WHERE line.id = ANY (ARRAY(SELECT prechecks_unready_lines(%s))) ORDER BY 2, 1",
            [roster_id],
        )
        return [Unready(*row) for row in cursor.fetchall()]


def release_of(roster_id: int) -> Release | None:
    """Return a roster's release, None before it is released."""
    return Release.objects.filter(roster_id=roster_id, state=ReleaseState.RELEASED.value).first()


def releases(roster_ids: Collection[int]) -> dict[int, Release]:
    """Return roster → its request for release, of those that were not withdrawn."""
    found = Release.objects.filter(roster_id__in=list(roster_ids)).exclude(state=ReleaseState.WITHDRAWN.value)
    return {one.roster_id: one for one in found}


def releases_in(region: Region, month: Month) -> QuerySet[Release]:
    """Return all requests for release of a division's month, those that were withdrawn among them."""
    return Release.objects.filter(region__startswith=region.code, month=month.first_on).order_by("pk")


def released_lines(roster_id: int) -> QuerySet[RosterLine]:
    """Return the lines of a roster that may be paid, each its amount: none unless it was released."""
    released = Release.objects.filter(state=ReleaseState.RELEASED.value).values("roster_id")
    return RosterLine.objects.filter(roster_id=roster_id, roster_id__in=released, live=True).order_by("pk")


def is_as_released(roster_id: int, paid: Iterable[Paid]) -> bool:
    """Return whether rows about to be paid are those that were released, by their digest (RK-309, R-728)."""
    released = release_of(roster_id)
    return released is not None and digest(paid) == released.released_digest


def evidence(finding: Finding) -> str:
    """Return the compared values of a finding as JSON, numbers in the clear: whoever asks logs it."""
    index, sealed = bytes(finding.subject_index), bytes(finding.evidence_sealed)
    return opened_evidence(finding.check_made_id, finding.rule_id, index, sealed)


def evidence_of(finding_ids: Collection[int]) -> dict[int, str]:
    """Return finding → its compared values as JSON, numbers in the clear: whoever shows them masks them or logs it."""
    return {finding.pk: evidence(finding) for finding in Finding.objects.filter(pk__in=list(finding_ids))}


def retried(check_id: int, room: Path) -> Retried:
    """Return a check made again from the month kept, in the empty folder `room`; raise NoCheck or NotKept."""
    check = Check.objects.filter(pk=check_id).first()
    if check is None:
        raise NoCheck(check_id)
    folder = room / "frozen"
    folder.mkdir()
    parameters = unpack(check.snapshot_sha256, folder)
    modes = {rule: Mode(mode) for rule, (_, mode) in check.rule_versions.items()}
    found = tried(folder, parameters, check.region, modes, check.fuzzy)
    return Retried(check_id, found, found.digest == check.findings_digest)
