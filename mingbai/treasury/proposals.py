"""What becomes of a proposal to open a fund or to move money: who makes it, who approves it, by which articles."""

from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.roles import Role

OPEN = "open"  # the code of a proposal that opens a fund
TITLE = ("开立资金账", "open the books of a fund")


class Standing(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


TITLES = {  # Chinese, English
    Standing.PROPOSED: ("待审批", "waiting for approval"),
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


STEPS = {
    Standing.APPROVED: Step(Standing.PROPOSED, Standing.APPROVED, "审批资金变动", "approve a move of money"),
    Standing.REFUSED: Step(Standing.PROPOSED, Standing.REFUSED, "退回资金变动", "refuse a move of money"),
}


def transitions() -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return [(step.before.value, step.after.value) for step in STEPS.values()]
