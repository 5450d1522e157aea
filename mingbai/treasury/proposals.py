"""What may be proposed, and what becomes of it: who makes it, who approves it, by which articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.treasury.states import CORRECTION, MOVE, PAIRS

OPEN, OPEN_TOWNSHIP, CLOSE = "open", "open_township", "close"  # codes of what is no move


@dataclass(frozen=True)
class Sort:
    """One sort of act that is proposed first: what it is called, and the articles it rests on."""

    title: str
    title_en: str
    cites: tuple[str, ...]

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)


SORTS: Mapping[str, Sort] = {  # by the code of a proposal
    OPEN: Sort("开立资金账", "open the books of a fund", ("SC-649#5.p2", "JN-2020-21#2.4")),
    OPEN_TOWNSHIP: Sort("开立乡镇备用金", "open a township's reserve", ("JN-2020-21#2.3", "YC-2022-2#2.4.4")),
    CLOSE: Sort("年终结账", "close the fund's year", ("JN-2020-21#3.1",)),
    **{code: Sort(move.title, move.title_en, move.cites) for code, move in MOVE.items()},
    "lend": Sort("资金调剂", "lend to another fund", MOVE["lend"].cites),
    "carry_out": Sort("结转下年", "carry over to the next year's fund", MOVE["carry_out"].cites),
    CORRECTION: Sort("更正分录", "correct an entry", ("YC-2022-2#2.4.2",)),
}
BETWEEN_FUNDS = tuple(PAIRS)  # two approve these
BY_HAND = {  # by whom → the moves that follow from no roster, file or receipt
    Kind.FINANCE: (
        *("quota", "cut_quota", "supply_township", "draw_township", "unplan", "recover", "remit_returned"),
        "remit_recovered",
    ),
    Kind.TOWNSHIP: ("hand_out",),
}


class Standing(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    SECONDED = "seconded"  # one of the two who approve an adjustment has
    APPROVED = "approved"
    REFUSED = "refused"


TITLES = {  # Chinese, English
    Standing.PROPOSED: ("待审批", "waiting for approval"),
    Standing.SECONDED: ("待第二人审批", "waiting for a second approval"),
    Standing.APPROVED: ("已审批", "approved"),
    Standing.REFUSED: ("已退回", "refused"),
}
MAKERS = frozenset({Role.HANDLER, Role.RELEASER, Role.TELLER})
APPROVERS = frozenset({Role.REVIEWER, Role.LEADER, Role.TELLER})  # of the same office, and another person


@dataclass(frozen=True)
class Step:
    """One allowed move of a proposal."""

    before: Standing
    after: Standing
    title: str
    title_en: str
    cites: tuple[str, ...] = ("YC-2022-2#2.4.4", "YC-2022-2#4.2")  # each step of the money by its own person

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)


STEPS = (
    Step(Standing.PROPOSED, Standing.APPROVED, "审批资金变动", "approve a move of money"),
    Step(Standing.PROPOSED, Standing.SECONDED, "审批资金调剂", "approve an adjustment"),
    Step(Standing.SECONDED, Standing.APPROVED, "第二人审批资金调剂", "approve an adjustment as the second"),
    Step(Standing.PROPOSED, Standing.REFUSED, "退回资金变动", "refuse a move of money"),
    Step(Standing.SECONDED, Standing.REFUSED, "退回资金调剂", "refuse an adjustment"),
)
WAITING = (Standing.PROPOSED, Standing.SECONDED)


def step_of(code: str, before: str, *, refused: bool = False) -> Step | None:
    """Return the move a proposal of a code makes from a state when it is approved, or refused; None if it is over."""
    seconds = code in BETWEEN_FUNDS and before == Standing.PROPOSED
    after = Standing.REFUSED if refused else Standing.SECONDED if seconds else Standing.APPROVED
    return next((step for step in STEPS if (step.before, step.after) == (before, after)), None)


def transitions() -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(step.before.value, step.after.value) for step in STEPS]
