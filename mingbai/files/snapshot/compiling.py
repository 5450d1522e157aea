"""Turns the SQL of relations and rules into an engine's: run values, parameters and named formulas filled in."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar, cast

import sqlglot
from sqlglot import exp

from mingbai.files.snapshot.relation import Relation
from mingbai.kernel.month import Month

T = TypeVar("T")
Formula = Callable[..., exp.Expr]  # SQL arguments → SQL


class UnknownName(LookupError):
    """A relation or rule names a run value, a parameter or a formula that does not exist."""


@dataclass(frozen=True)
class Run:
    """What a check is told: the month it checks and the day whose knowledge it judges by."""

    month: Month
    as_of: date
    more: Mapping[str, date | int] = field(default_factory=dict)  # days counted by a calendar, reckoned beforehand

    def values(self) -> dict[str, date | int]:
        """Return what SQL may write as `run.…`."""
        months: dict[str, date | int] = {
            "month": self.month.first_on,
            "month_number": self.month.year * 10000 + self.month.month * 100 + 1,  # 20261101, to reckon ages by
            "month_end": self.month.last_on,
            "previous_month": self.month.plus(-1).first_on,
            "next_month": self.month.plus(1).first_on,
            "year_ago": self.month.plus(-11).first_on,  # twelve months up to and with this one
            "as_of": self.as_of,
        }
        return months | dict(self.more)

    def __hash__(self) -> int:
        return hash((self.month, self.as_of, frozenset(self.more.items())))


@dataclass(frozen=True)
class Compiler:
    """Fills in `run.x`, `param.x` and formulas, and writes the SQL of the engine, of each text once."""

    run: Run
    parameter: Callable[[str, exp.Expr | None], exp.Expr] | None = None  # (key, the row's region code)
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    dialect: str = "duckdb"
    done: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """Return what this compiler makes of something, made the first time it is asked."""
        if what not in self.done:
            self.done[what] = make()
        return cast("T", self.done[what])

    def __call__(self, query: exp.Expr) -> str:
        """Return a relation's SQL for the engine; raise UnknownName for a name nobody defines."""
        return self.fill(query).sql(self.dialect, copy=False)

    def statement(self, relation: Relation) -> str:
        """Return a relation's SQL for the engine; on DuckDB one without parameters and formulas stands as written."""
        return self.once(relation.text, lambda: self._stated(relation))

    def _stated(self, relation: Relation) -> str:
        calls = {"PARAM", *self.formulas}
        if self.dialect != "duckdb" or any(f"{name}(" in relation.text.upper() for name in calls):
            return self(relation.query)
        values = self.run.values()

        def value(found: re.Match[str]) -> str:
            if found[1] not in values:
                raise UnknownName(f"{relation.name}: run.{found[1]}")
            return literal(values[found[1]]).sql("duckdb")

        return re.sub(r"\brun\.(\w+)", value, relation.text)

    def text(self, sql: str, region: exp.Expr) -> str:
        """Return one expression's SQL for the engine; `param.x` in it is that of the row's region."""

        def filled() -> str:
            return self.fill(sqlglot.parse_one(sql, read="duckdb"), region).unalias().sql(self.dialect, copy=False)

        return self.once((sql, region), filled)

    def fill(self, tree: exp.Expr, region: exp.Expr | None = None) -> exp.Expr:
        """Return the tree with run values, parameters and formulas replaced; `param.x` is that of the row's region."""
        values = self.run.values()

        def replace(node: exp.Expr) -> exp.Expr:
            if isinstance(node, exp.Column) and node.table == "run":
                if node.name not in values:
                    raise UnknownName(f"run.{node.name}")
                return literal(values[node.name])
            if isinstance(node, exp.Column) and node.table == "param":
                if self.parameter is None:
                    raise UnknownName(f"param.{node.name}: no parameters here")
                return self.parameter(node.name, region)
            if isinstance(node, exp.Anonymous) and node.name.upper() == "PARAM" and self.parameter is not None:
                key, where = node.expressions
                return self.parameter(key.name, where.transform(replace, copy=False))
            if isinstance(node, exp.Anonymous) and node.name.upper() in self.formulas:
                arguments = [argument.transform(replace, copy=False) for argument in node.expressions]
                return self.formulas[node.name.upper()](*arguments).transform(replace, copy=False)
            return node

        return tree.transform(replace)


def literal(value: date | int | str) -> exp.Expr:
    """Return a value as SQL."""
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    return exp.convert(value)


def line_key(programme: exp.Expr, household_key: exp.Expr, payee_key: exp.Expr) -> exp.Expr:
    """Return the key of a benefit line: never negative, and used on DuckDB only, where months are frozen."""
    hashed = exp.Anonymous(this="hash", expressions=[programme, household_key, payee_key])
    return exp.cast(exp.BitwiseRightShift(this=hashed, expression=exp.Literal.number(1)), "bigint")


UNKNOWN_CHARACTERS = "?□■▢◻○〓\ufffd%_"  # what systems write for a character they lack; % and _ would match anything
SHORTEST_CUT = 4  # characters: no bank's name field is narrower than 8 bytes, two for each Chinese character


def same_name(name: exp.Expr, other: exp.Expr) -> exp.Expr:
    """
    Return whether two normal names may be one: NULL where either is missing.

    Equal; or one is the other cut to a bank's field; or they differ only where a character could not be
    written (kernel.names.same_name, without private-use characters, which SQL cannot list).
    """
    text = """CASE WHEN a = b THEN TRUE WHEN a IS NULL OR b IS NULL OR a = '' OR b = '' THEN NULL
        WHEN LENGTH(a) >= {least} AND LENGTH({a_head}) >= {least}
            AND SUBSTRING(b, 1, LENGTH({a_head})) = {a_head} THEN TRUE
        WHEN LENGTH(b) >= {least} AND LENGTH({b_head}) >= {least}
            AND SUBSTRING(a, 1, LENGTH({b_head})) = {b_head} THEN TRUE
        WHEN NOT REGEXP_MATCHES(a, '[{unknown}]') AND NOT REGEXP_MATCHES(b, '[{unknown}]') THEN FALSE
        WHEN REPLACE({a_plain}, '?', '') NOT IN ('', {a_plain}) AND (b LIKE REPLACE({a_plain}, '?', '_')
            OR b LIKE REPLACE(REPLACE({a_plain}, '??', '?'), '?', '_')) THEN TRUE
        WHEN REPLACE({b_plain}, '?', '') NOT IN ('', {b_plain}) AND (a LIKE REPLACE({b_plain}, '?', '_')
            OR a LIKE REPLACE(REPLACE({b_plain}, '??', '?'), '?', '_')) THEN TRUE
        ELSE FALSE END"""
    marks = "?" * len(UNKNOWN_CHARACTERS)
    parts: dict[str, str | int] = {"least": SHORTEST_CUT, "unknown": UNKNOWN_CHARACTERS}
    for one in "ab":
        parts[f"{one}_plain"] = f"TRANSLATE({one}, '{UNKNOWN_CHARACTERS}', '{marks}')"
        parts[f"{one}_head"] = f"RTRIM({one}, '{UNKNOWN_CHARACTERS}')"
    given = {"a": name, "b": other}
    tree = sqlglot.parse_one(text.format(**parts), read="duckdb")
    return exp.paren(tree.transform(lambda node: given[node.name].copy() if isinstance(node, exp.Column) else node))


FREEZING: dict[str, Formula] = {"LINE_KEY": line_key, "SAME_NAME": same_name}


@lru_cache(maxsize=8)
def freezing(run: Run) -> Compiler:
    """Return the compiler of what a month is frozen by; what it compiled stays for the next freezing of the month."""
    return Compiler(run, formulas=FREEZING)
