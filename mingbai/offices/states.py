"""What becomes of an appointment or a listing: every allowed move, who makes it, and by which article."""

from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.roles import Role


class State(StrEnum):
    """Where an appointment or a listing stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    ENDED = "ended"


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


SYSTEM, SECURITY = frozenset({Role.SYSTEM_ADMINISTRATOR}), frozenset({Role.SECURITY_ADMINISTRATOR})
LEADER = frozenset({Role.LEADER})

APPOINTMENT = (  # of a post: one administrator sets it up, another grants it
    Move(State.PROPOSED, State.IN_FORCE, SECURITY, ("YC-2022-2#4.2", "GEN#3.1"), "批准任职", "approve an appointment"),
    Move(State.PROPOSED, State.REFUSED, SECURITY, ("GEN#3.1",), "退回任职", "refuse an appointment"),
    Move(State.IN_FORCE, State.ENDED, SYSTEM | SECURITY, ("GEN#3.1",), "终止任职", "end an appointment"),
)
LISTING = (  # on the list of responsibilities: entered by an administrator, answered for by a leader
    Move(State.PROPOSED, State.IN_FORCE, LEADER, ("GEN#3.1", "YC-2022-2#4.2"), "批准责任分工", "approve a listing"),
    Move(State.PROPOSED, State.REFUSED, LEADER, ("GEN#3.1",), "退回责任分工", "refuse a listing"),
    Move(State.IN_FORCE, State.ENDED, SYSTEM | LEADER, ("GEN#3.1",), "终止责任分工", "end a listing"),
)


def transitions(moves: tuple[Move, ...]) -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(move.before.value, move.after.value) for move in moves]
