"""A month being worked on in the demo county: who acts, out of which purses, when, and where files go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils.timezone import get_current_timezone

from mingbai.cli.demo.cast import Cast
from mingbai.cli.demo.opening import Purse
from mingbai.kernel.month import Month

LEDGER_DAY, MEETING_DAY = 20, 25  # of the month before
LISTS_DAY, PAY_DAY = 6, 8  # of the month itself


@dataclass
class Work:
    """One month: `seed` of the simulated bank grows with every file it answers."""

    month: Month
    cast: Cast
    purses: Mapping[str, Purse]
    outbox: Path
    inbox: Path
    seed: int
    made_by: date | None = None  # the latest day its rosters may be made, where that is not the usual one

    @property
    def made(self) -> datetime:
        """Return when the rosters are made: in the month before, ahead of the cut-off."""
        usual = _moment(self.month.previous(), LEDGER_DAY)
        return min(usual, _at_nine(self.made_by)) if self.made_by else usual

    @property
    def met(self) -> datetime:
        """Return when the bureau's meeting agrees to the rosters."""
        return _moment(self.month.previous(), MEETING_DAY)

    @property
    def compared(self) -> datetime:
        """Return when other departments' lists have come and the rosters are checked against them."""
        return _moment(self.month, LISTS_DAY)

    @property
    def paid(self) -> datetime:
        """Return when the money leaves."""
        return _moment(self.month, PAY_DAY)


def _moment(month: Month, day: int) -> datetime:
    return _at_nine(date(month.year, month.month, day))


def _at_nine(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 9, tzinfo=get_current_timezone())
