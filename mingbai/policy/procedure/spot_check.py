"""抽查: how many applications are looked at again (YC-2022-2#2.4.1, MF-2021-43#16)."""

from fractions import Fraction
from math import ceil

from mingbai.policy.dibao.monthly_benefit import BASIS
from mingbai.policy.refused import Refused


def spot_check_size(applications: int, share_bp: int) -> int:
    """Return how many applications of a township and month are checked: 不低于, so rounded up. Raises Refused."""
    if applications < 0 or not 0 <= share_bp <= BASIS:
        raise Refused(
            f"抽查件数或比例有误：{applications}件、{share_bp}基点。",
            f"{applications} applications cannot be checked at {share_bp} basis points.",
        )
    return ceil(Fraction(applications * share_bp, BASIS))
