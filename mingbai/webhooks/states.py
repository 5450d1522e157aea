"""Where a message stands, and how long is waited before the next try."""

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    TOLD = "told"
    GIVEN_UP = "given_up"


TITLES = {  # Chinese, English
    State.WAITING: ("待送达", "waiting"),
    State.TOLD: ("已送达", "delivered"),
    State.GIVEN_UP: ("多次失败，已停止", "given up"),
}
WAITS = tuple(  # before the second try, the third, …; then it is given up, and told again only if somebody asks
    timedelta(seconds=seconds)
    for seconds in (20, 60, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
