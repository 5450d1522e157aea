"""The deadlines of a month's payment, and whether what they ask for is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingbai.config.guards import scope
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.payments.queries import is_all_paid
from mingbai.receipts.queries import is_closed
from mingbai.rosters.queries import TOWNSHIP, rosters_over
from mingbai.rosters.states import State
from mingbai.standards.deadlines import DEADLINES, About, Deadline, Due
from mingbai.standards.queries import deadlines_of

SUBMITTED = frozenset({State.SUBMITTED, State.REVIEWED, State.AGREED, State.FROZEN, State.RELEASED})
FROZEN = frozenset({State.FROZEN, State.RELEASED})
COUNTY = 6  # digits: a month is closed county by county


@dataclass(frozen=True)
class Shown:
    """A deadline as the page shows it."""

    deadline: Deadline
    is_done: bool

    @property
    def about(self) -> About:
        """Return what it is called, whose it is and its article."""
        return DEADLINES[self.deadline.due]


def deadlines(region: Region, month: Month) -> Mapping[Due, Deadline]:
    """Return the deadlines of a month's payment by what is due."""
    return {one.due: one for one in deadlines_of(region.code, month)}


def shown(region: Region, month: Month, due: Mapping[Due, Deadline]) -> list[Shown]:
    """Return the deadlines of a month in order, each with whether it is met by now."""
    done = frozenset(_done(region, month))
    ordered = sorted(due.values(), key=lambda one: (one.last_working_on, one.last_on))
    return [Shown(one, one.due in done) for one in ordered]


def _done(region: Region, month: Month) -> Iterator[Due]:
    """Yield what is done: all rosters far enough, every payment settled."""
    states = {State(one.state) for one in rosters_over(region, month)}
    if states and states <= SUBMITTED:
        yield from (Due.LEDGER, Due.TOWNSHIP_LIST)
    if states and states <= FROZEN:
        yield Due.ROSTER
    if states == {State.RELEASED} and _is_paid(region, month):
        yield Due.PAYMENT


def _is_paid(region: Region, month: Month) -> bool:
    """Return whether the month is closed, or each of its payments settled: a village's with its township's."""
    place = Region(region.code[:TOWNSHIP])
    with scope(place):
        return is_closed(Region(region.code[:COUNTY]), month) or is_all_paid(place, month)
