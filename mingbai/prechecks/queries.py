"""What is asked about checks, gates, holds and releases: the only readers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

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


def checks(region: Region, month: Month) -> QuerySet[Check]:
    """Return the checks of a division's month, the latest first."""
    return Check.objects.filter(region=region.code, month=month.first_on).order_by("-pk")


def findings(check_id: int) -> QuerySet[Finding]:
    """Return what a check found, rule by rule."""
    return Finding.objects.filter(check_made_id=check_id).order_by("rule_id", "region", "pk")


def open_gates(roster_id: int) -> list[Finding]:
    """Return what the latest check found unequal on lines still on a roster, or in its township without a line."""
    seen = latest_check(roster_id)
    if seen is None:
        return []
    open_ids = RawSQL("SELECT prechecks_open_gates(%s, %s)", [roster_id, seen.check_made_id])
    return list(Finding.objects.filter(pk__in=open_ids).order_by("rule_id", "pk"))


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
