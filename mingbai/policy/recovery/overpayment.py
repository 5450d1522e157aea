"""多发金额: what was paid less what was due with the facts that were true in each month (F12)."""

from collections.abc import Iterable
from dataclasses import dataclass

from mingbai.kernel.month import Month
from mingbai.policy.dibao.monthly_benefit import Household, Standard, monthly_benefit
from mingbai.policy.facts import Facts, guarded
from mingbai.policy.ops import Number


@dataclass(frozen=True)
class PaidMonth(Facts):
    """One month of one household: what it got, and what it was due as things really were."""

    month: Month
    paid_fen: Number
    due_fen: Number


def overpayment(months: Iterable[PaidMonth]) -> Number:
    """Return the sum overpaid in fen; below nothing when the household got less than it was due."""
    return sum(month.paid_fen - month.due_fen for month in months)


def overpayment_for_the_dead(with_all: Household, without: Household, standard: Standard) -> Number:
    """
    Return what one month's benefit was too high for counting members who had died, in fen.

    The difference of two whole-household benefits, not a share per head: the
    household is computed once with everyone and once without the dead.
    """
    difference = monthly_benefit(with_all, standard) - monthly_benefit(without, standard)
    return guarded(difference, with_all, without, standard)
