"""Whether rosters still are what their records say: every digest reckoned anew, without the database's own function."""

from dataclasses import dataclass

from django.db.models import QuerySet

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.rosters.models import Roster, VillageSignature
from mingbai.rosters.queries import digest_of, rosters
from mingbai.rosters.states import State

KEPT = (State.FROZEN.value, State.RELEASED.value)


@dataclass(frozen=True)
class Altered:
    """A roster whose lines are not those that were frozen, or a signature that no longer fits its roster."""

    roster_id: int
    zh: str
    en: str


def altered_rosters(region: Region, month: Month) -> list[Altered]:
    """Return every frozen or released roster of a month whose lines somebody changed since (R-728)."""
    return _altered_of(rosters(region, month).filter(state__in=KEPT))


def altered_anywhere() -> list[Altered]:
    """Return every frozen or released roster in sight whose lines somebody changed since; look from the nation."""
    return _altered_of(Roster.objects.filter(state__in=KEPT).order_by("pk"))


def _altered_of(kept: QuerySet[Roster]) -> list[Altered]:
    found = ((roster, digest_of(roster.pk)) for roster in kept)
    return [_altered(roster, now) for roster, now in found if now != roster.digest]


def chain_of(roster: Roster) -> list[tuple[str, int | None]]:
    """Return who took which step with a roster, in order (R-1509): villages by their signatures first."""
    signed = VillageSignature.objects.filter(roster=roster).order_by("region", "pk")
    steps = ("made", "submitted", "reviewed", "agreed", "frozen", "released")
    return [(f"signed {one.region}", one.signed_by) for one in signed] + [
        (step, getattr(roster, f"{step}_by")) for step in steps
    ]


def _altered(roster: Roster, now: str) -> Altered:
    return Altered(
        roster.pk,
        f"名册{roster.pk}（{roster.region}，{roster.month:%Y-%m}）的行与封存时不同：封存指纹{roster.digest}，现为{now}。",
        f"The lines of roster {roster.pk} ({roster.region}, {roster.month:%Y-%m}) are not those that were frozen: "
        f"{roster.digest} then, {now} now.",
    )
