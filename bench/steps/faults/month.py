"""The whole month, from an approved stop to the signature that closes it; begun again, it goes on where it stands."""

from collections.abc import Callable, Sequence

from steps.faults.paying import PAYING
from steps.faults.rostering import ROSTERING, check
from steps.faults.township import MONTH
from steps.faults.work import Hand

from mingbai.receipts.queries import is_closed

Steps = Sequence[Callable[[Hand], None]]
STEPS: Steps = (*ROSTERING, *PAYING)
CHECKED = STEPS[: STEPS.index(check) + 1]  # the dear part of the month; what follows moves money


def go_on(hand: Hand, steps: Steps) -> None:
    """Do whatever of these steps is not done yet, after what was asked for and never answered."""
    hand.site.catch_up()
    if hand.see(lambda: is_closed(hand.cast.region, MONTH)):
        return
    for step in steps:
        hand.points.phase = step.__name__
        step(hand)
