"""退款: the principal comes back in bearable instalments; writing off needs a reason (F13, LAW-2026#74)."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from mingbai.kernel.money import floor_fen
from mingbai.policy.dibao.monthly_benefit import BASIS
from mingbai.policy.facts import Facts
from mingbai.policy.ops import Number
from mingbai.policy.refused import Refused


class WriteOffReason(StrEnum):
    """Why money is given up (松阳 audit: death and destitution)."""

    DECEASED = "对象死亡且无遗产"
    DESTITUTE = "确无偿还能力"
    OFFICIAL_ERROR = "经办错误且对象善意"


@dataclass(frozen=True)
class Repaid(Facts):
    """Money that came back."""

    amount_fen: Number


@dataclass(frozen=True)
class WrittenOff(Facts):
    """Money given up, and why."""

    amount_fen: Number
    reason: WriteOffReason

    def __post_init__(self) -> None:
        super().__post_init__()
        WriteOffReason(self.reason)  # ValueError for anything that is no reason


@dataclass(frozen=True)
class Recovery:
    """The principal to recover and what became of it so far."""

    principal_fen: int
    events: tuple[Repaid | WrittenOff, ...] = field(default=())

    @property
    def outstanding_fen(self) -> int:
        """Return what is still to come; raise Refused if more came back or was given up than was owed."""
        left = self.principal_fen - sum(event.amount_fen for event in self.events)
        if left < 0:
            raise Refused("退回和核销超过应退本金。", f"{-left} fen more came back or was given up than was owed.")
        return int(left)


def instalment_cap(monthly_benefit_fen: int, cap_bp: int) -> int:
    """Return the most that may be taken back in one month, in fen: a share of the benefit, rounded down."""
    return floor_fen(Fraction(monthly_benefit_fen * cap_bp, BASIS))


def instalments(principal_fen: int, cap_fen: int) -> tuple[int, ...]:
    """
    Return the monthly instalments in fen: each at the cap, the last what is left; they add up to the principal.

    Raises Refused where nothing may be taken back monthly though something is owed.
    """
    if principal_fen < 0 or cap_fen < 0 or (principal_fen and not cap_fen):
        raise Refused(
            f"{principal_fen}分的本金无法按每月{cap_fen}分归还。",
            f"{principal_fen} fen cannot be paid back in instalments of {cap_fen}.",
        )
    full, rest = divmod(principal_fen, cap_fen) if cap_fen else (0, 0)
    return (cap_fen,) * full + ((rest,) if rest else ())
