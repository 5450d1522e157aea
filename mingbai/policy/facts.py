"""Facts are dataclasses; the same dataclass can hold one household or the columns of a table."""

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, TypeVar

import sqlglot
from sqlglot import exp

from mingbai.policy.ops import Condition, Number, Text
from mingbai.policy.refused import Refused

F = TypeVar("F", bound="Facts")
SQL_TYPES: dict[Any, str] = {Number: "BIGINT", Text: "TEXT", Condition: "BOOLEAN"}


class UnknownFact(Refused):
    """A calculation was asked for while something it needs is not known."""

    def __init__(self, facts: str, fact: str) -> None:
        self.facts, self.fact = facts, fact
        super().__init__(
            f"无法计算:缺少“{fact}”({facts}),请先补全,系统不会按零处理。",
            f"Cannot be computed: {fact} of {facts} is not known. Complete it first; it is never taken as zero.",
        )


@dataclass(frozen=True)
class Facts:
    """Base of all facts: every field is known, numbers are whole or exact, and none is below nothing."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None:
                raise UnknownFact(type(self).__name__, field.name)
            if field.type == Number and not isinstance(value, exp.Expr):
                self._check_number(field.name, value)

    def _check_number(self, name: str, value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int | Fraction):
            raise TypeError(f"{name} of {type(self).__name__} is {value!r}: facts are exact numbers")
        if value < 0:
            facts = type(self).__name__
            raise Refused(
                f"“{name}”({facts})为{value},不得为负,请核对。",
                f"{name} of {facts} is {value}: no fact is less than nothing.",
            )


def column(name: str, type_: str = "BIGINT") -> exp.Expr:
    """Return a column such as `line.member_count` as a 64-bit number (32 bits overflow on a product), or as `type_`."""
    return exp.cast(exp.to_column(name), type_)


def columns(facts: type[F], table: str, **given: Any) -> F:
    """
    Return the facts with each field bound to the column of the same name, of the type the field declares.

    `given` names the fields that are not such columns: a constant, or another column.
    """
    bound = {field.name: column(f"{table}.{field.name}", SQL_TYPES[field.type]) for field in fields(facts)}
    return facts(**bound | given)


def guarded(result: Any, *facts: Facts) -> Any:
    """
    Return the result; in SQL, unknown (NULL) for every row where a fact is unknown or a number negative.

    So a row is unknown in the table exactly where one household would be refused.
    """
    checks = [check for fact in facts for check in _checks(fact)]
    if not checks or not isinstance(result, exp.Expr):
        return result
    return exp.Case().when(exp.and_(*checks), result.copy())


def _checks(facts: Facts) -> list[exp.Expr]:
    """Return what must hold of each fact that is a column; `NULL >= 0` is not true, so one comparison does for both."""
    found = [(field.type == Number, getattr(facts, field.name)) for field in fields(facts)]
    known = [(is_number, value.copy()) for is_number, value in found if isinstance(value, exp.Expr)]
    return [value >= 0 if is_number else exp.not_(value.is_(exp.null())) for is_number, value in known]


def as_sql(result: Any, dialect: str = "duckdb") -> str:
    """Return a result over columns (or a plain number) as SQL text of the engine's dialect."""
    return result.sql(dialect) if isinstance(result, exp.Expr) else str(int(result))


def parsed(text: str) -> exp.Expr:
    """Return SQL text, such as `COALESCE(line.annual_income_fen, 12 * line.income_fen)`, as a 64-bit number."""
    return exp.cast(sqlglot.parse_one(text, read="duckdb"), "BIGINT")
