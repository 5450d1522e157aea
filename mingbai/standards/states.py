"""What becomes of a value or a switch: every allowed move, who makes it, and by which article."""

from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.roles import Role


class State(StrEnum):
    """Where a value or a switch stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    ENDED = "ended"  # another follows it from a day on
    REPLACED = "replaced"  # another stands in its place from its first day: it was wrong and counts no longer


TITLES = {  # Chinese, English
    State.PROPOSED: ("待批准", "waiting for approval"),
    State.IN_FORCE: ("执行中", "in force"),
    State.REFUSED: ("已退回", "refused"),
    State.ENDED: ("已接续", "followed by another"),
    State.REPLACED: ("已更正", "replaced"),
}


class Mode(StrEnum):
    """What a rule does in a division."""

    ON = "on"
    ADVISORY = "advisory"  # its findings are shown and open no task
    OFF = "off"


@dataclass(frozen=True)
class Move:
    """One allowed move."""

    before: State
    after: State
    by: frozenset[Role]
    cites: tuple[str, ...]
    title: str
    title_en: str

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)


# Rules that stages keep beside their tables (<stage>/rules): switched like the others, which files alone can try.
DESK_RULES = (
    *("RK-309", "RK-316", "RK-415", "RK-416", "RK-502", "RK-507"),
    *("RK-606", "RK-607", "RK-702", "RK-703", "RK-707", "RK-806"),
)

HANDLER, LEADER = frozenset({Role.HANDLER}), frozenset({Role.LEADER})
ONE_STANDARD = ("GEN#1.p2",)

MOVES = (  # the same for values and for switches; what a later one ends or replaces moves with that one's approval
    Move(State.PROPOSED, State.IN_FORCE, LEADER, ONE_STANDARD, "批准标准", "approve a standard"),
    Move(State.PROPOSED, State.REFUSED, LEADER, ONE_STANDARD, "退回标准", "refuse a standard"),
    Move(State.IN_FORCE, State.ENDED, LEADER, ONE_STANDARD, "以新标准接续", "let a standard end where another begins"),
    Move(State.IN_FORCE, State.REPLACED, LEADER, ONE_STANDARD, "更正标准", "put another in a standard's place"),
    Move(State.ENDED, State.REPLACED, LEADER, ONE_STANDARD, "更正标准", "put another in a standard's place"),
)


def transitions() -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(move.before.value, move.after.value) for move in MOVES]
