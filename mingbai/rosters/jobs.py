"""What of rosters the calendar must know: nobody is reminded of a ledger or a roster that is there."""

from collections.abc import Collection

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.rosters.queries import rosters
from mingbai.rosters.states import State
from mingbai.standards.deadlines import Due
from mingbai.standards.reminding import done_when

SUBMITTED = frozenset({State.SUBMITTED, State.REVIEWED, State.AGREED, State.FROZEN, State.RELEASED})
STANDING = frozenset({State.FROZEN, State.RELEASED})


def all_are(states: Collection[State], region: Region, month: Month) -> bool:
    """Return whether a division has rosters of a month and each has come so far."""
    found = list(rosters(region, month).filter(number=0).values_list("state", flat=True))
    return bool(found) and all(State(state) in states for state in found)


done_when(Due.LEDGER, lambda region, month: all_are(SUBMITTED, region, month))
done_when(Due.TOWNSHIP_LIST, lambda region, month: all_are(SUBMITTED, region, month))
done_when(Due.ROSTER, lambda region, month: all_are(STANDING, region, month))
