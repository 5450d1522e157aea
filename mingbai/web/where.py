"""Which month and division a page shows: asked for in its address, else as last chosen, else now and one's own."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.actor import Actor

COOKIE, KEPT = "mingbai-where", 12 * 3600
COUNTY = 6  # digits
MONTHS_BACK, MONTHS_AHEAD = 35, 1


@dataclass(frozen=True)
class Where:
    """A month and a division within the actor's own."""

    month: Month
    region: Region

    def __str__(self) -> str:
        return f"{self.month}/{self.region.code}"


def where(request: HttpRequest, actor: Actor) -> Where:
    """Return what the address asks for, as far as it can be read and lies within the actor's division."""
    kept_month, _, kept_region = request.COOKIES.get(COOKIE, "").partition("/")
    month = _month(request.GET.get("month", "")) or _month(kept_month) or Month.parse(timezone.localdate())
    asked = _region(request.GET.get("area", ""), actor) or _region(kept_region, actor) or actor.region
    return Where(month, asked)


def county(request: HttpRequest, actor: Actor) -> Where:
    """Return the same for what is reckoned county by county: a township's part is shown with its county's."""
    chosen = where(request, actor)
    return Where(chosen.month, Region(chosen.region.code[:COUNTY]))


def is_asked(request: HttpRequest) -> bool:
    """Return whether the address itself asks for a month or a division."""
    return "month" in request.GET or "area" in request.GET


def keep(response: HttpResponse, chosen: Where) -> None:
    """Have the browser remember the choice for the next pages of the day."""
    response.set_cookie(COOKIE, str(chosen), KEPT, httponly=True, samesite="Lax")


def months_to_choose(today: date, chosen: Month) -> list[Month]:
    """Return the months a page offers, newest first."""
    newest = Month.parse(today).plus(MONTHS_AHEAD)
    months = {newest.plus(-back) for back in range(MONTHS_BACK + MONTHS_AHEAD + 1)} | {chosen}
    return sorted(months, key=lambda month: month.first_on, reverse=True)


def _month(text: str) -> Month | None:
    with suppress(Unreadable):
        return Month.parse(text)
    return None


def _region(text: str, actor: Actor) -> Region | None:
    with suppress(Unreadable):
        region = Region.parse(text)
        return region if actor.region.contains(region) else None
    return None
