"""刚性支出扣减: which expenses are deducted from income, and why the others are not (F4, YC-2022-2#2.3.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mingbai.policy.facts import Facts
from mingbai.policy.ops import Condition, Number, Text
from mingbai.policy.parameters import Parameters


class Verdict(StrEnum):
    """What becomes of one expense."""

    DEDUCTED = "deducted"
    WRONG_KIND = "wrong kind"
    NO_VOUCHER = "no voucher"


@dataclass(frozen=True)
class Expense(Facts):
    """One expense of the year, as its papers show it."""

    kind: Text  # in the locality's words: 重病治疗, 残疾康复 ...
    paid_fen: Number  # by the family, before anything was paid back
    paid_back_fen: Number  # by insurance, relief or gifts: what is left is self-paid (自负)
    has_voucher: Condition


def self_paid(expense: Expense) -> int:
    """Return what the family itself bore of an expense, in fen; never less than nothing."""
    return max(int(expense.paid_fen) - int(expense.paid_back_fen), 0)


def verdict(expense: Expense, parameters: Parameters) -> Verdict:
    """Return whether an expense is deducted: of a kind the locality lists, and with a voucher."""
    if expense.kind not in parameters.words("rigid_kinds"):
        return Verdict.WRONG_KIND
    return Verdict.DEDUCTED if expense.has_voucher else Verdict.NO_VOUCHER


def rigid_spending(expenses: Iterable[Expense], parameters: Parameters) -> int:
    """Return the year's deductible rigid spending in fen: self-paid, with a voucher, of the locality's kinds."""
    return sum(self_paid(one) for one in expenses if verdict(one, parameters) is Verdict.DEDUCTED)
