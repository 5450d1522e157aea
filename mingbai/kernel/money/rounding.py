"""The roundings by name: from an exact number of fen to a whole one, once, at the end of a calculation."""

from collections.abc import Callable
from fractions import Fraction

Exact = int | Fraction  # fen; a float is not exact and is refused


def half_up_fen(fen: Exact) -> int:
    """Return the nearest whole fen; a half goes away from zero (四舍五入)."""
    return fen if type(fen) is int else _half_up(_exact(fen))


def floor_fen(fen: Exact) -> int:
    """Return the whole fen not above the amount: the rounding of caps."""
    return _exact(fen).__floor__()


def ceil_yuan(fen: Exact) -> int:
    """Return the amount in fen raised to the next whole yuan (见分进元)."""
    return (_exact(fen) / 100).__ceil__() * 100


def round_yuan(fen: Exact) -> int:
    """Return the amount in fen at the nearest whole yuan; a half goes away from zero."""
    return _half_up(_exact(fen) / 100) * 100


# What the parameter `rounding` of a locality may say.
ROUNDINGS: dict[str, Callable[[Exact], int]] = {
    "exact_fen_half_up": half_up_fen,
    "ceil_yuan": ceil_yuan,
    "round_yuan": round_yuan,
    "floor_fen": floor_fen,
}


def _exact(fen: Exact) -> Fraction:
    if isinstance(fen, bool) or not isinstance(fen, int | Fraction):
        raise TypeError(f"money is rounded from an exact int or Fraction of fen, not {type(fen).__name__}")
    return Fraction(fen)


def _half_up(number: Fraction) -> int:
    size = (2 * abs(number) + 1) // 2
    return size if number >= 0 else -size
