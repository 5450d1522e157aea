"""工作经费上限: a share of the funds raised, rounded down (YC-2022-2#2.4.7)."""

from fractions import Fraction

from mingbai.kernel.money import floor_fen
from mingbai.policy.dibao.monthly_benefit import BASIS


def working_cost_cap(raised_fen: int, cap_bp: int) -> int:
    """Return the most that may be spent on working in a year, in fen."""
    return floor_fen(Fraction(raised_fen * cap_bp, BASIS))
