"""What becomes of statements, entries, open items and a month's closing: every move, who makes it, by which article."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role


class StatementState(StrEnum):
    """Where a bank's file stands: delivered by one, taken in by another."""

    DELIVERED = "delivered"
    TAKEN_IN = "taken_in"


class EntryState(StrEnum):
    """Where an entry stands."""

    UNMATCHED = "unmatched"
    MATCHED = "matched"
    EXPLAINED = "explained"
    REPEATED = "repeated"  # the bank told the same again under another statement


class ItemState(StrEnum):
    """Where an open item stands."""

    OPEN = "open"
    ANSWERED = "answered"  # the owner says what happened; nobody has agreed yet
    EXPLAINED = "explained"  # two people stand for it
    RESOLVED = "resolved"  # the lists agree by now


class Sign(StrEnum):
    """The steps by which a month is signed off, one after the other (R-718, R-1509)."""

    PREPARED = "prepared"
    CHECKED = "checked"
    FUNDED = "funded"
    CLOSED = "closed"


@dataclass(frozen=True)
class Move:
    """One allowed move: whose role, in which organisations, listed for which step."""

    before: StrEnum
    after: StrEnum
    by: frozenset[Role]
    kinds: frozenset[Kind]
    step: str  # of the list of responsibilities; none where the role is enough
    cites: tuple[str, ...]
    title: str
    title_en: str

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)


HANDLER, REVIEWER, LEADER, TELLER = (
    frozenset({role}) for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER, Role.TELLER)
)
CIVIL, FINANCE, BANK = (frozenset({kind}) for kind in (Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK))
OFFICES = CIVIL | FINANCE | BANK
MATCHING, LOOP, BACK, TREASURY = "YC-2022-2#2.4.2", "ZS-2023#2.3", "QY-2022-51#3.1.3", "YC-2022-2#2.4.6"
S, E, I = StatementState, EntryState, ItemState  # noqa: E741 -- three lists of states

STATEMENT = (
    Move(S.DELIVERED, S.TAKEN_IN, REVIEWER, CIVIL, "close_month", (LOOP,), "接收银行回单", "take in a statement"),
)
DELIVER = Move(S.DELIVERED, S.DELIVERED, TELLER, BANK, "pay_out", (LOOP,), "导入银行回单", "deliver a statement")
ALLOT = Move(
    S.DELIVERED,
    S.DELIVERED,
    HANDLER,
    FINANCE,
    "appropriate",
    (MATCHING, TREASURY),
    "登记拨款明细",
    "enter what was appropriated",
)
REPORT = Move(S.DELIVERED, S.DELIVERED, HANDLER, CIVIL, "", (MATCHING,), "登记统计数", "enter what statistics report")
ENTRY = (
    Move(E.UNMATCHED, E.MATCHED, REVIEWER, CIVIL, "close_month", (MATCHING,), "核对一致", "match an entry"),
    Move(E.UNMATCHED, E.EXPLAINED, REVIEWER, CIVIL, "close_month", (MATCHING,), "说明", "explain an entry"),
    Move(E.UNMATCHED, E.REPEATED, REVIEWER, CIVIL, "close_month", (MATCHING,), "重复送达", "set a repetition aside"),
    Move(E.MATCHED, E.UNMATCHED, REVIEWER, CIVIL, "close_month", (BACK,), "退汇后重核", "look at an entry again"),
    Move(E.MATCHED, E.EXPLAINED, REVIEWER, CIVIL, "close_month", (BACK,), "退汇", "explain by a return"),
)
ITEM = (
    Move(
        I.OPEN, I.ANSWERED, HANDLER | REVIEWER | TELLER, OFFICES, "", (MATCHING,), "说明差异", "answer for a difference"
    ),
    Move(I.ANSWERED, I.EXPLAINED, LEADER, CIVIL, "", (MATCHING,), "认可差异说明", "agree to an explanation"),
    Move(I.ANSWERED, I.OPEN, LEADER, CIVIL, "", (MATCHING,), "退回差异说明", "send an explanation back"),
    Move(I.OPEN, I.RESOLVED, REVIEWER, CIVIL, "close_month", (MATCHING,), "差异消除", "resolve a difference"),
    Move(I.ANSWERED, I.RESOLVED, REVIEWER, CIVIL, "close_month", (MATCHING,), "差异消除", "resolve a difference"),
    Move(I.EXPLAINED, I.RESOLVED, REVIEWER, CIVIL, "close_month", (MATCHING,), "差异消除", "resolve a difference"),
)
SIGNS = {  # in this order, each by another person
    Sign.PREPARED: Move(
        Sign.PREPARED, Sign.PREPARED, HANDLER, CIVIL, "", (MATCHING,), "编制核对结果", "prepare the month's result"
    ),
    Sign.CHECKED: Move(
        Sign.PREPARED, Sign.CHECKED, REVIEWER, CIVIL, "close_month", (MATCHING,), "复核核对结果", "check the result"
    ),
    Sign.FUNDED: Move(
        Sign.CHECKED,
        Sign.FUNDED,
        HANDLER | REVIEWER,
        FINANCE,
        "",
        (MATCHING, TREASURY),
        "财政确认",
        "agree for finance",
    ),
    Sign.CLOSED: Move(Sign.FUNDED, Sign.CLOSED, LEADER, CIVIL, "", (MATCHING, LOOP), "领导审签结账", "close the month"),
}


def transitions(moves: Iterable[Move]) -> list[tuple[str, str]]:
    """Return the moves as pairs of states, for the database's own check."""
    return sorted({(str(move.before), str(move.after)) for move in moves})
