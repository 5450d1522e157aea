"""What becomes of a department's list: every allowed move, who makes it, and by which article."""

from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.roles import ROLES, Role


class State(StrEnum):
    """Where a delivered list stands."""

    RECEIVED = "received"
    IN_USE = "in_use"
    QUARANTINED = "quarantined"
    RELEASED = "released"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


TITLES = {  # Chinese, English
    State.RECEIVED: ("已接收", "received"),
    State.IN_USE: ("使用中", "in use"),
    State.QUARANTINED: ("已隔离", "quarantined"),
    State.RELEASED: ("复核后使用", "released"),
    State.REFUSED: ("已退回", "refused"),
    State.SUPERSEDED: ("已被新版替代", "superseded"),
}
USED = (State.IN_USE.value, State.RELEASED.value)  # what comparisons and rules read


@dataclass(frozen=True)
class Move:
    """One allowed move; what nobody does by hand the import does, and says so."""

    before: State
    after: State
    by: frozenset[Role]
    cites: tuple[str, ...]
    title: str
    title_en: str

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)

    @property
    def who(self) -> tuple[str, str]:
        """Return who makes the move, in Chinese and English."""
        named = sorted(self.by)
        return "或".join(ROLES[role].title for role in named), " or ".join(ROLES[role].title_en for role in named)


IMPORTS, RELEASES = frozenset({Role.HANDLER}), frozenset({Role.REVIEWER, Role.LEADER})
MONTHLY, LAWFULLY, BEFORE_PAYMENT = "ZS-2023#2.3.3", "QY-2022-51#3.1.1.3", "ZS-2023#2.3.4"

DELIVERY = (
    Move(State.RECEIVED, State.IN_USE, IMPORTS, (MONTHLY, LAWFULLY), "启用部门名单", "take a list into use"),
    Move(State.RECEIVED, State.QUARANTINED, IMPORTS, (MONTHLY,), "隔离异常名单", "quarantine a list"),
    Move(State.QUARANTINED, State.RELEASED, RELEASES, (MONTHLY, BEFORE_PAYMENT), "放行名单", "release a list"),
    Move(State.QUARANTINED, State.REFUSED, RELEASES, (MONTHLY, LAWFULLY), "退回名单", "refuse a list"),
    Move(State.IN_USE, State.SUPERSEDED, IMPORTS | RELEASES, (MONTHLY,), "以新版替代", "supersede a list"),
    Move(State.RELEASED, State.SUPERSEDED, IMPORTS | RELEASES, (MONTHLY,), "以新版替代", "supersede a list"),
    Move(State.QUARANTINED, State.SUPERSEDED, IMPORTS, (MONTHLY,), "以新版替代", "supersede a list"),
)


def transitions(moves: tuple[Move, ...]) -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(move.before.value, move.after.value) for move in moves]
