"""抽查: how many applications are looked at again (YC-2022-2#2.4.1, MF-2021-43#16)."""

from fractions import Fraction
from math import ceil

from mingbai.policy.dibao.monthly_benefit import BASIS


def spot_check_size(applications: int, share_bp: int) -> int:
    """Return how many of the applications of a township and month are checked: 不低于, so rounded up."""
    if applications < 0 or not 0 <= share_bp <= BASIS:
        raise ValueError(f"{applications} applications cannot be checked at {share_bp} basis points.")
    return ceil(Fraction(applications * share_bp, BASIS))
