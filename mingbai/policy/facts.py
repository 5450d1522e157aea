"""Facts are dataclasses; the same dataclass can hold one household or the columns of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, fields
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

import sqlglot
from sqlglot import exp

from mingbai.policy.ops import Condition, Number, Text, UnknownChoice
from mingbai.policy.refused import Refused

F = TypeVar("F", bound="Facts")
MOST = 10**13  # a hundred billion yuan; more is a slip of the pen, and would overflow a product
SQL_TYPES: dict[Any, str] = {Number: "BIGINT", Text: "TEXT", Condition: "BOOLEAN"}


class UnknownFact(Refused):
    """A calculation was asked for while something it needs is not known."""

    def __init__(self, facts: str, fact: str) -> None:
        self.facts, self.fact = facts, fact
        super().__init__(
            f"无法计算：缺少“{fact}”（{facts}），请先补全，系统不会按零处理。",
            f"Cannot be computed: {fact} of {facts} is not known. Complete it first; it is never taken as zero.",
        )


def one_of(known: Iterable[str]) -> Mapping[str, Any]:
    """Return the metadata of a fact that is one of the given words; any other is refused, or unknown in SQL."""
    return {"choices": tuple(known)}


def up_to(most: int) -> Mapping[str, Any]:
    """Return the metadata of a number that is refused above `most`, so that no product of facts leaves 64 bits."""
    return {"most": most}


def choices(fact: Field[Any]) -> tuple[str, ...]:
    """Return the words a fact may be; none for a fact that may be any."""
    return tuple(fact.metadata.get("choices", ()))


def most(fact: Field[Any]) -> int:
    """Return the largest value a number may have."""
    return int(fact.metadata.get("most", MOST))


@dataclass(frozen=True)
class Facts:
    """Base of all facts: every field is known, numbers are whole or exact and within reason."""

    def __post_init__(self) -> None:
        kind: Any = type(self)
        for each in _fields(kind):
            value = getattr(self, each.name)
            if value is None:
                raise UnknownFact(type(self).__name__, each.name)
            if isinstance(value, exp.Binary):
                # sqlglot drops brackets between operators of one kind: a * b * (c - d) would become a * b * c - d
                object.__setattr__(self, each.name, exp.paren(value))
            if isinstance(value, exp.Expr):
                continue
            if each.type == Number:
                self._check_number(each, value)
            elif choices(each) and value not in choices(each):
                raise UnknownChoice(value, choices(each))

    def _check_number(self, fact: Field[Any], value: object) -> None:
        name, facts = fact.name, type(self).__name__
        if isinstance(value, bool) or not isinstance(value, int | Fraction):
            raise TypeError(f"{name} of {facts} is {value!r}: facts are exact numbers")
        if value < 0:
            raise Refused(
                f"“{name}”（{facts}）为{value}，不得为负，请核对。",
                f"{name} of {facts} is {value}: no fact is less than nothing.",
            )
        if value > most(fact):
            raise Refused(
                f"“{name}”（{facts}）为{value}，大得不合常理，请核对单位。",
                f"{name} of {facts} is {value}, more than any real one: check its unit.",
            )


@cache
def _fields(facts: type[Any]) -> tuple[Field[Any], ...]:
    return fields(facts)


def column(name: str, type_: str = "BIGINT") -> exp.Expr:
    """Return a column such as `line.member_count` as a 64-bit number (32 bits overflow on a product), or as `type_`."""
    return exp.cast(exp.to_column(name), type_)


def columns(facts: type[F], table: str, **given: Any) -> F:
    """
    Return the facts with each field bound to the column of the same name, of the type the field declares.

    `given` names the fields that are not such columns: a constant, or another column.
    """
    bound = {each.name: column(f"{table}.{each.name}", SQL_TYPES[each.type]) for each in fields(facts)}
    return facts(**bound | given)


def guarded(result: Any, *facts: Facts) -> Any:
    """
    Return the result; in SQL, unknown (NULL) for every row where one of the facts would be refused.

    That is where it is NULL, a number out of range, or a word that is none of those known: a row of
    the table is unknown exactly where one household would be refused.
    """
    if not isinstance(result, exp.Expr):
        return result
    checks = [check for fact in facts for check in _checks(fact)]
    return exp.Case().when(exp.and_(*checks), result.copy()) if checks else result


def _checks(facts: Facts) -> list[exp.Expr]:
    """Return what must hold of each fact that is a column; no comparison with NULL holds, so one does for both."""
    found = [(each, getattr(facts, each.name)) for each in fields(facts)]
    return [_check(each, value.copy()) for each, value in found if isinstance(value, exp.Expr)]


def _check(fact: Field[Any], value: exp.Expr) -> exp.Expr:
    if fact.type == Number:
        return exp.and_(value >= 0, value <= most(fact))
    return value.isin(*choices(fact)) if choices(fact) else exp.not_(value.is_(exp.null()))


def as_sql(result: Any, dialect: str = "duckdb") -> str:
    """Return a result over columns (or a plain number) as SQL text of the engine's dialect."""
    return result.sql(dialect) if isinstance(result, exp.Expr) else str(int(result))


def parsed(text: str) -> exp.Expr:
    """Return SQL text, such as `COALESCE(line.annual_income_fen, 12 * line.income_fen)`, as a 64-bit number."""
    return exp.cast(sqlglot.parse_one(text, read="duckdb"), "BIGINT")
