"""What becomes of lists that somebody dropped."""

from enum import StrEnum


class State(StrEnum):
    """Where what was dropped stands."""

    OPEN = "open"  # looked at, mended, not yet taken in
    TAKEN = "taken"
    PUT_AWAY = "put_away"  # its officer wants it no longer


TITLES = {  # Chinese, English
    State.OPEN: ("待导入", "to be imported"),
    State.TAKEN: ("已导入", "imported"),
    State.PUT_AWAY: ("已放弃", "put away"),
}
