"""What the charts of one page are about, and the figures they share, each looked up once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from mingbai.cockpit.queries.funds import Stream, streams
from mingbai.cockpit.queries.history import History, history
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.places import names_of
from mingbai.policy.parameters.parameter_set import Parameters
from mingbai.standards.queries import parameters
from mingbai.web.access import ADDRESSES, may_open

YEAR = 12  # months


@dataclass(frozen=True)
class Asked:
    """A division and month somebody looks at, at a moment."""

    region: Region
    month: Month
    actor: Actor
    at: datetime
    is_whole: bool = False  # a file has every row; a page shows as many as people read

    @property
    def today(self) -> date:
        """Return the day it is."""
        return timezone.localdate(self.at)

    @property
    def year(self) -> tuple[Month, ...]:
        """Return the twelve months up to the one shown."""
        return self.history.months[-YEAR:]

    @cached_property
    def history(self) -> History:
        """Return three years of the division."""
        return history(self.region, self.month)

    @cached_property
    def streams(self) -> list[Stream]:
        """Return the money of the year's funds."""
        return streams(self.region, self.month.year)

    @cached_property
    def parameters(self) -> Parameters:
        """Return what is in force in the division in the month."""
        return parameters().at(self.region.code, self.month.first_on)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return code → what the places of the division are called."""
        return self.named(self.history.places)

    def named(self, codes: Collection[str]) -> dict[str, str]:
        """Return what places are called."""
        return {region.code: name for region, name in names_of(map(Region, codes)).items()}

    def link(self, name: str, *, area: str = "", month: Month | None = None, **query: str) -> str:
        """Return where a mark's rows are listed; empty where there is no such page or no right to it."""
        if name not in ADDRESSES or not may_open(self.actor, name):
            return ""
        more = f"&{urlencode(query)}" if query else ""
        return f"{reverse(name)}?month={month or self.month}&area={area or self.region.code}{more}"
