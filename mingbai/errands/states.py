"""Where an errand stands, and how it may go on."""

from enum import StrEnum


class State(StrEnum):
    """Where an errand stands; in words in `TITLES`."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"  # the desk said why, and nothing was written
    FAILED = "failed"  # a fault of the program or the machine; nothing was written
    CANCELLED = "cancelled"


TITLES = {
    State.WAITING: ("等待办理", "waiting"),
    State.RUNNING: ("正在办理", "running"),
    State.DONE: ("已办完", "done"),
    State.REFUSED: ("未能办理", "refused"),
    State.FAILED: ("出错", "failed"),
    State.CANCELLED: ("已取消", "cancelled"),
}
OPEN = frozenset({State.WAITING, State.RUNNING})
ENDED = frozenset(State) - OPEN
MOVES = (
    (State.WAITING, State.RUNNING),
    (State.WAITING, State.CANCELLED),
    *((State.RUNNING, state) for state in sorted(ENDED)),
)
