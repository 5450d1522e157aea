"""Arithmetic that means the same for one household (int) and for a whole column (SQL)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import reduce
from typing import Annotated, Any

from sqlglot import exp

from mingbai.kernel.money import ROUNDINGS
from mingbai.policy.refused import Refused

Number = Annotated[Any, "an int of nothing or more, or a SQL expression over an integer column"]
Condition = Annotated[Any, "a bool, or a SQL expression that is true, false or unknown"]
Text = Annotated[Any, "a str, or a SQL expression over a text column"]

YUAN = 100  # fen


class UnknownChoice(Refused):
    """A value that stands for none of the cases a calculation distinguishes."""

    def __init__(self, value: object, known: Iterable[str]) -> None:
        super().__init__(
            f"“{value}”不是可识别的取值，应为：{'、'.join(known)}。",
            f"“{value}” is none of the values known here: {', '.join(known)}.",
        )


def is_column(*values: Any) -> bool:
    """Return whether any of the values is a SQL expression rather than a Python value."""
    return any(isinstance(value, exp.Expr) for value in values)


def where(condition: Condition, then: Number, otherwise: Number) -> Number:
    """
    Return `then` if the condition holds and `otherwise` if it does not.

    In SQL a condition may be unknown: then so is the result. A plain ELSE would
    have paid the other branch, usually zero.
    """
    if is_column(condition):
        case = exp.Case(this=exp.paren(condition.copy()))
        return case.when(exp.true(), _literal(then)).when(exp.false(), _literal(otherwise))
    if not isinstance(condition, bool):
        raise TypeError(f"a condition is true or false, not {condition!r}")
    return then if condition else otherwise


def choose(value: Text, cases: Mapping[str, Number]) -> Number:
    """Return the number that belongs to a text; for any other text raise UnknownChoice, or give NULL in SQL."""
    if is_column(value):
        case = exp.Case(this=value.copy())
        return reduce(lambda case, text: case.when(exp.Literal.string(text), _literal(cases[text])), cases, case)
    if value not in cases:
        raise UnknownChoice(value, cases)
    return cases[value]


def smaller(first: Number, second: Number) -> Number:
    """Return the smaller of two numbers; unknown if either is (SQL's LEAST would ignore the unknown one)."""
    return where(first <= second, first, second)


def larger(first: Number, second: Number) -> Number:
    """Return the larger of two numbers; unknown if either is (SQL's GREATEST would ignore the unknown one)."""
    return where(first >= second, first, second)


def same(first: Any, second: Any) -> Condition:
    """Return whether two values are equal; between columns `==` would compare the expressions themselves."""
    if is_column(first, second):
        return exp.EQ(this=_literal(first), expression=_literal(second))
    return bool(first == second)


def all_of(*conditions: Condition) -> Condition:
    """Return whether every condition holds."""
    return exp.and_(*map(_literal, conditions)) if is_column(*conditions) else all(map(_known, conditions))


def any_of(*conditions: Condition) -> Condition:
    """Return whether at least one condition holds."""
    return exp.or_(*map(_literal, conditions)) if is_column(*conditions) else any(map(_known, conditions))


def rounded_ratio(dividend: Number, divisor: Number, rounding: Text = "exact_fen_half_up") -> Number:
    """
    Return a non-negative ratio of fen as whole fen: the one rounding of a calculation.

    The divisor is positive. `rounding` is a name of `kernel.money.ROUNDINGS`, or a column of such names.
    """
    if not is_column(dividend, divisor, rounding):
        if dividend < 0:
            raise ValueError(f"only amounts of nothing or more are rounded here, not {dividend}/{divisor}")
        return choose(rounding, ROUNDINGS)(Fraction(dividend, divisor))
    cases = {
        "exact_fen_half_up": _floor(2 * dividend + divisor, 2 * divisor),
        "ceil_yuan": _floor(dividend + (YUAN * divisor - 1), YUAN * divisor) * YUAN,
        "round_yuan": _floor(2 * dividend + YUAN * divisor, 2 * YUAN * divisor) * YUAN,
        "floor_fen": _floor(dividend, divisor),
    }
    return choose(rounding, cases)


def _floor(dividend: Number, divisor: Number) -> Number:
    """Return the whole part of a non-negative ratio; the engines cut towards zero, Python towards less."""
    return dividend // divisor


def _literal(value: Any) -> exp.Expr:
    return value.copy() if isinstance(value, exp.Expr) else exp.convert(value)


def _known(condition: Condition) -> bool:
    if not isinstance(condition, bool):
        raise TypeError(f"a condition is true or false, not {condition!r}")
    return condition
