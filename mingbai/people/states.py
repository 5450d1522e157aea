"""What becomes of an account, a filing and an import: every allowed move, who makes it, and by which article."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.roles import Role


class State(StrEnum):
    """Where a record stands: entered by one, confirmed by another, ended when it no longer holds."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    CLOSED = "closed"


TITLES = {  # Chinese, English
    State.PROPOSED: ("待确认", "waiting for confirmation"),
    State.CONFIRMED: ("已确认", "confirmed"),
    State.REFUSED: ("已退回", "refused"),
    State.CLOSED: ("已终止", "closed"),
}


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


HANDLES = frozenset({Role.HANDLER})
CONFIRMS = frozenset({Role.REVIEWER, Role.LEADER})
EITHER = HANDLES | CONFIRMS
PAYS, FILES = ("YC-2022-2#2.4.5",), ("YC-2022-2#2.1.7", "YC-2022-2#2.4.5", "MF-2021-57#26", "ZS-2023#3.4")

ACCOUNT = (  # captured by one, compared with the bank's card or book by another
    Move(State.PROPOSED, State.CONFIRMED, CONFIRMS, PAYS, "确认账户", "confirm an account"),
    Move(State.PROPOSED, State.REFUSED, CONFIRMS, PAYS, "退回账户", "refuse an account"),
    Move(State.CONFIRMED, State.CLOSED, EITHER, PAYS, "停用账户", "close an account"),
)
FILING = (  # filed by whom it concerns, accepted one tier above
    Move(State.PROPOSED, State.CONFIRMED, CONFIRMS, FILES, "受理备案", "accept a filing"),
    Move(State.PROPOSED, State.REFUSED, CONFIRMS, FILES, "退回备案", "refuse a filing"),
    Move(State.CONFIRMED, State.CLOSED, EITHER, FILES, "终止备案", "end a filing"),
)
IMPORT = (
    Move(State.PROPOSED, State.CONFIRMED, CONFIRMS, ("GEN#2.1",), "确认导入", "confirm an import"),
    Move(State.PROPOSED, State.REFUSED, CONFIRMS, ("GEN#2.1",), "退回导入", "refuse an import"),
)


def transitions(moves: Iterable[Move]) -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(move.before.value, move.after.value) for move in moves]
