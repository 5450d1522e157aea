"""罚款: what a fraud may be fined on the day it is decided (LAW-2026#73, before it SC-649#68)."""

from dataclasses import dataclass

from mingbai.policy.dibao.monthly_benefit import BASIS
from mingbai.policy.parameters import Parameters
from mingbai.policy.refused import Refused


@dataclass(frozen=True)
class FineRange:
    """The least and the most a fraud may be fined, in fen."""

    least_fen: int
    most_fen: int


def fine_range(obtained_fen: int, parameters: Parameters) -> FineRange:
    """Return the fine the law allows for a sum obtained by fraud, on the day of the parameters; raise Refused."""
    if obtained_fen < 0:
        raise Refused("骗取金额不得为负。", f"{obtained_fen} fen cannot have been obtained by fraud.")
    least, most = (obtained_fen * parameters.number(key) for key in ("fine_min_bp", "fine_max_bp"))
    return FineRange(-(-least // BASIS), most // BASIS)
