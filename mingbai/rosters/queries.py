"""What is asked about rosters: the only readers."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

import mingbai.people.queries.arrays  # noqa: F401 (teaches columns to be `__among` values)
from mingbai.config.guards import scope
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.rosters.digests import Paid, digest
from mingbai.rosters.models import (
    Departure,
    LateSubmission,
    Leaver,
    Minutes,
    Roster,
    RosterLine,
    VillageSignature,
)
from mingbai.rosters.states import Asked, Change, State

TOWNSHIP = 9  # digits
ABOUT = ("region", "programme", "award_id", "decision_id", "household_id", "before_fen")
SIGNED = """
    SELECT FROM rosters_villagesignature AS signature
    WHERE signature.roster_id = %(roster)s AND signature.region = village.region
"""
# What a village's lines come to is reckoned only where its head has signed for something.
UNSIGNED = f"""
SELECT village.region FROM rosters_villages(%(roster)s) AS village (region)
WHERE NOT EXISTS ({SIGNED}) OR NOT EXISTS (
    {SIGNED} AND signature.digest = (SELECT digest FROM rosters_sums(%(roster)s, village.region))
)
ORDER BY 1
"""
SILENT = f"SELECT EXISTS (SELECT FROM rosters_villages(%(roster)s) AS village (region) WHERE NOT EXISTS ({SIGNED}))"


@dataclass(frozen=True)
class Sums:
    """How many live lines, how many fen, and their digest."""

    lines: int
    total_fen: int
    digest: str


@dataclass(frozen=True)
class Difference:
    """How one award's line differs from last month's, and why (R-507)."""

    change: Change
    cause: str
    region: str
    programme: str
    award_id: int
    decision_id: int | None
    household_id: int
    before_fen: int
    now_fen: int


@dataclass(frozen=True)
class Changed:
    """How many lines changed in one way, what they were and what they are."""

    change: Change
    lines: int
    before_fen: int
    now_fen: int


@dataclass(frozen=True)
class Standing:
    """What of a roster is in sight: how it differs from last month's, and how many of its villages have signed."""

    changes: tuple[Changed, ...]
    villages: int
    signed: int

    @property
    def lines(self) -> int:
        """Return how many lines are paid."""
        return sum(one.lines for one in self.changes if one.change is not Change.STOP)

    @property
    def total_fen(self) -> int:
        """Return what is paid."""
        return sum(one.now_fen for one in self.changes)

    @property
    def before_fen(self) -> int:
        """Return what the same awards were paid last month."""
        return sum(one.before_fen for one in self.changes)

    @property
    def more_fen(self) -> int:
        """Return how much more is paid than last month."""
        return self.total_fen - self.before_fen


def roster(roster_id: int) -> Roster | None:
    """Return a roster, None if there is none in sight."""
    return Roster.objects.filter(pk=roster_id).first()


def rosters(region: Region, month: Month) -> QuerySet[Roster]:
    """Return the rosters of a month in a division and below it, but for those set aside."""
    found = Roster.objects.filter(region__startswith=region.code, month=month.first_on)
    return found.exclude(state=State.SET_ASIDE).order_by("region", "number")


def rosters_over(region: Region, month: Month) -> list[Roster]:
    """Return the rosters of a month on which a division stands: a village sees its township's, with its own lines."""
    with scope(Region(region.code[:TOWNSHIP])):
        return list(rosters(Region(region.code[:TOWNSHIP]), month))


def roster_over(region: Region, roster_id: int) -> Roster | None:
    """Return a roster on which a division stands, None if there is none."""
    with scope(Region(region.code[:TOWNSHIP])):
        return roster(roster_id)


def line(line_id: int) -> RosterLine | None:
    """Return a line with its roster, None if there is none in sight."""
    return RosterLine.objects.select_related("roster").filter(pk=line_id).first()


def lines(roster_id: int) -> QuerySet[RosterLine]:
    """Return the live lines of a roster in the order of its digest."""
    return RosterLine.objects.filter(roster_id=roster_id, live=True).order_by("award_id", "month", "instalment")


def lines_of_awards(award_ids: Collection[int]) -> list[tuple[RosterLine, Roster | None]]:
    """Return the live lines of these awards, the latest month first, each with its roster where that is in sight."""
    found = RosterLine.objects.filter(award_id__among=list(award_ids), live=True).order_by("-month", "award_id", "-pk")
    held = list(found)
    sheets = {sheet.pk: sheet for sheet in Roster.objects.filter(pk__in={line.roster_id for line in held})}
    return [(line, sheets.get(line.roster_id)) for line in held]


def sums_of(roster_id: int, village: str = "") -> Sums:
    """Return what a roster's live lines, or one village's, come to now, as the database reckons it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lines, total_fen, digest FROM rosters_sums(%s, %s)", [roster_id, village])
        return Sums(*cursor.fetchall()[0])


def digest_of(roster_id: int) -> str:
    """Return the digest of a roster's lines reckoned line by line without the database's own function."""
    return digest(map(paid, lines(roster_id).iterator(chunk_size=10_000)))


def paid(line: RosterLine) -> Paid:
    """Return what of a line is paid."""
    return Paid(
        month=f"{line.month:%Y-%m}",
        programme=line.programme,
        region=line.region,
        award_id=line.award_id,
        decision_id=line.decision_id,
        household_id=line.household_id,
        person_id=line.person_id,
        payee_id=line.payee_id,
        payee_organisation_id=line.payee_organisation_id,
        payee_name=line.payee_name,
        account_id=line.account_id,
        account_index=bytes(line.account_index).hex(),
        holder_name=line.holder_name,
        amount_fen=line.amount_fen,
        member_count=line.member_count,
        instalment=line.instalment,
    )


def unsigned_villages(roster_id: int) -> list[str]:
    """Return the villages with lines on a roster whose head has not signed for what they now are (R-502)."""
    with connection.cursor() as cursor:
        cursor.execute(UNSIGNED, {"roster": roster_id})
        return [region for (region,) in cursor.fetchall()]


def is_silent(roster_id: int) -> bool:
    """Return whether a village with lines on a roster has signed for nothing yet."""
    with connection.cursor() as cursor:
        cursor.execute(SILENT, {"roster": roster_id})
        return bool(cursor.fetchone()[0])


def difference(roster_id: int, changes: Sequence[Change] = tuple(Change)) -> list[Difference]:
    """Return each line's difference to last month with its cause, and who is no longer there; by village and award."""
    asked = [change.value for change in changes]
    here = RosterLine.objects.filter(roster_id=roster_id, live=True, change__in=asked)
    found = [
        Difference(Change(change), *rest) for change, *rest in here.values_list("change", "cause", *ABOUT, "amount_fen")
    ]
    if Change.STOP in changes:
        gone = Leaver.objects.filter(roster_id=roster_id).values_list("cause", *ABOUT)
        ended: list[list[Any]] = [[*row, 0] for row in gone]
        found += [Difference(Change.STOP, *row) for row in ended]
    return sorted(found, key=lambda one: (one.region, one.programme, one.award_id))


def changed(differences: Sequence[Difference]) -> list[Changed]:
    """Return the differences added up: every kind of change, also where there was none."""
    return [
        Changed(
            change,
            sum(1 for one in differences if one.change is change),
            sum(one.before_fen for one in differences if one.change is change),
            sum(one.now_fen for one in differences if one.change is change),
        )
        for change in Change
    ]


def leavers(roster_id: int) -> QuerySet[Leaver]:
    """Return who was on last month's roster and is not on this one, village by village."""
    return Leaver.objects.filter(roster_id=roster_id).order_by("region", "programme", "award_id")


def standings(roster_ids: Collection[int]) -> dict[int, Standing]:
    """Return roster → what of it is in sight; three questions to the database, however many rosters there are."""
    asked = list(roster_ids)
    here = RosterLine.objects.filter(roster_id__in=asked, live=True).order_by()
    gone = Leaver.objects.filter(roster_id__in=asked).order_by()
    signed = VillageSignature.objects.filter(roster_id__in=asked).order_by()
    sums = {(key, change): (0, 0, 0) for key in asked for change in Change}
    villages: dict[int, set[str]] = defaultdict(set)
    heads = set(signed.values_list("roster_id", "region"))
    parts = here.values_list("roster_id", "region", "change")
    for key, village, change, *part in parts.annotate(Count("pk"), Sum("before_fen"), Sum("amount_fen")):
        many, before, now = sums[key, Change(change)]
        sums[key, Change(change)] = (many + part[0], before + part[1], now + part[2])
        villages[key].add(village)
    for key, count, before in gone.values_list("roster_id").annotate(Count("pk"), Sum("before_fen")):
        sums[key, Change.STOP] = (count, before, 0)
    return {
        key: Standing(
            tuple(Changed(change, *sums[key, change]) for change in Change),
            len(villages[key]),
            sum(1 for roster_id, _region in heads if roster_id == key),
        )
        for key in asked
    }


def signatures(roster_id: int) -> QuerySet[VillageSignature]:
    """Return what villages have signed for, the latest first."""
    return VillageSignature.objects.filter(roster_id=roster_id).order_by("region", "-pk")


def minutes(region: Region, since: date) -> QuerySet[Minutes]:
    """Return the minutes of a division's bureau since a day."""
    return Minutes.objects.filter(region=region.code, held_on__gte=since).order_by("held_on", "pk")


def late(region: Region, month: Month) -> QuerySet[LateSubmission]:
    """Return what of a month came after its day in a division and below it (R-703)."""
    found = LateSubmission.objects.filter(region__startswith=region.code, roster__month=month.first_on)
    return found.order_by("region", "pk")


def asked_to_leave(region: Region) -> QuerySet[Departure]:
    """Return the lines somebody asked to take out and nobody has decided on."""
    found = Departure.objects.filter(region__startswith=region.code, state=Asked.ASKED)
    return found.select_related("line", "roster").order_by("pk")


def departure(departure_id: int) -> Departure | None:
    """Return a request that a line leave its roster, None if there is none in sight."""
    return Departure.objects.filter(pk=departure_id).first()


def altered(region: Region, month: Month) -> Mapping[int, str]:
    """Return roster → digest of its lines now, of those that are no longer what was frozen (RK-309)."""
    found = rosters(region, month).filter(Q(state=State.FROZEN) | Q(state=State.RELEASED))
    now = {one.pk: sums_of(one.pk).digest for one in found}
    return {one.pk: now[one.pk] for one in found if now[one.pk] != one.digest}


@dataclass(frozen=True)
class Bridge:
    """From last month's rosters to this month's: what changed must explain what differs, to the fen."""

    before_fen: int
    changed_fen: int
    now_fen: int

    @property
    def gap_fen(self) -> int:
        """Return what no change explains."""
        return self.now_fen - self.before_fen - self.changed_fen


def bridge(region: Region, month: Month) -> Bridge:
    """Return how a division's regular rosters of a month come from those of the month before."""
    regular = rosters(region, month).filter(number=0)
    before = rosters(region, month.previous())
    told = [one for each in regular for one in difference(each.pk)]
    return Bridge(
        before_fen=sum(one.total_fen for one in before),
        changed_fen=sum(one.now_fen - one.before_fen for one in told),
        now_fen=sum(one.total_fen for one in regular),
    )
