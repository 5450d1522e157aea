"""What a rule is: an id, its law, one condition over one wide row, and the examples that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from functools import cached_property
from string import Formatter
from typing import Any, Self

import sqlglot
from sqlglot import exp

from mingbai.files.tables import TABLES
from mingbai.law.citation import cite
from mingbai.rules.facts import RELATIONS

Row = Mapping[str, Any]
GRAINS = ("line", "person", "payment", "account", "relief", "overlap", "certificate", "village", "township", "keeper")


class BadRule(ValueError):
    """A rule contradicts itself or names something that does not exist."""


class UnknownColumn(BadRule):
    """A rule names a column that no fact provides."""


class Phase(StrEnum):
    """When the rule can be tried: some need what the bank sends back."""

    BEFORE_PAYMENT = "前置核对"
    AFTER_PAYMENT = "复核比对"


class Severity(StrEnum):
    """How soon a person must look; never what happens to the benefit."""

    RED = "红"  # taken up the same working day, verified within 3
    ORANGE = "橙"  # within 5 working days
    YELLOW = "黄"  # within 20 working days
    BLUE = "蓝"  # a hint, counted only


class Subject(Enum):
    """What a finding is about, and so the key it is known by."""

    LINE = "line"  # the roster line, else the approval, the appropriation, the payment
    ROSTER = "roster"
    ORDER = "order"  # the roster line, else the payment
    APPROVAL = "approvals"
    PAYMENT = "payments"
    PERSON = "person"
    PAYEE_LINE = "payee line"  # the roster line where the person is its payee, else the person
    ACCOUNT = "account"
    REGION = "region"


@dataclass(frozen=True)
class Example:
    """A few rows, and the subjects the rule must find in them; every other row must pass."""

    story: str
    story_en: str
    finds: tuple[str | int, ...]
    tables: Mapping[str, list[Row]]
    at_stake_fen: int | None  # of the first finding, where the example says so


def example(
    story: str,
    story_en: str,
    *,
    finds: tuple[str | int, ...] = (),
    at_stake_fen: int | None = None,
    **tables: list[Row],
) -> Example:
    """Write one example of a rule, in the order a reader wants it: told in Chinese and English, found, from what."""
    return Example(story, story_en, finds, tables, at_stake_fen)


def shown_name(text: str) -> str:
    """Return the name a shown value goes by in messages: the one after AS, else the column's own."""
    return str(sqlglot.parse_one(text, read="duckdb").alias_or_name)


@dataclass(frozen=True)
class Rule:
    """One condition over a row of its grain and the facts known about it."""

    id: str
    title: str
    title_en: str
    plain: str  # the whole rule in words a director and a villager understand
    plain_en: str
    phase: Phase
    severity: Severity
    grain: str
    subject: Subject
    cites: tuple[str, ...]
    needs: tuple[str, ...]  # lists without which it cannot run; `deaths|cremations` is either
    when: str  # SQL; columns are `<grain>.…`, `<fact>.…`, `param.…` or `run.…`
    message: str  # its {names} are the columns in `shows`
    message_en: str
    shows: tuple[str, ...]
    examples: tuple[Example, ...] = field(repr=False)
    at_stake_fen: str | None = None  # SQL; None where no money can be named
    months: str = "1"  # SQL: how many months the money covers
    tier: str = ""  # SQL; empty is the grain's own
    proposes_hold: bool = False  # at release a person is asked to hold this line; nobody is asked by default
    gates: bool = False  # unequal somewhere: no release until corrected
    partly: tuple[str, str] | None = None  # what the catalogue asks for beyond the lists at hand: Chinese, English
    helps: tuple[str, ...] = ()  # lists it can do without, at the price of seeing less
    version: int = 1

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)
        for needed in self.needs:
            if not set(needed.split("|")) <= TABLES.keys():
                raise BadRule(f"{self.id}: needs {needed}, which is no list")
        if self.grain not in GRAINS or not self.cites or not self.examples:
            raise BadRule(f"{self.id}: a rule has a grain, a citation and examples")
        for table, name in self._columns:
            self._check(table, name)
        shown = {shown_name(text) for text in self.shows}
        for message in (self.message, self.message_en):
            for _, spoken, _, _ in Formatter().parse(message):
                if spoken and spoken not in shown:
                    raise UnknownColumn(f"{self.id}: the message names {spoken}, which it does not show")

    @property
    def name(self) -> str:
        """Return the rule's id as a column name."""
        return self.id.lower().replace("-", "")

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every piece of SQL the rule is made of."""
        stake = () if self.at_stake_fen is None else (self.at_stake_fen,)
        return (self.when, *stake, self.months, *((self.tier,) if self.tier else ()), *self.shows)

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the facts it joins to its grain, sorted."""
        return tuple(sorted({table for table, _ in self._columns} - {self.grain, "param", "run"}))

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the keys of the parameters it compares with, sorted."""
        return tuple(sorted({name for table, name in self._columns if table == "param"}))

    def missing(self, given: frozenset[str]) -> tuple[str, ...]:
        """Return the needed lists that are not among those given."""
        return tuple(needed for needed in self.needs if not given & set(needed.split("|")))

    def told_by(self, given: frozenset[str]) -> Self:
        """Return the rule saying in `partly` which helpful lists were not among those given, too."""
        without = [TABLES[name] for name in self.helps if name not in given]
        if not without:
            return self
        zh = f"未提供{'、'.join(table.title for table in without)}，未作相应比对"
        en = f"not compared, for want of them: {', '.join(table.title_en for table in without)}"
        known = (self.partly[0] + "；", self.partly[1] + "; ") if self.partly else ("", "")
        return replace(self, partly=(known[0] + zh, known[1] + en))

    @cached_property
    def _columns(self) -> frozenset[tuple[str, str]]:
        parsed = (sqlglot.parse_one(text, read="duckdb") for text in self.texts)
        return frozenset((column.table, column.name) for tree in parsed for column in tree.find_all(exp.Column))

    def _check(self, table: str, name: str) -> None:
        if table in ("param", "run"):
            return
        relation, grain = RELATIONS.get(table), RELATIONS[self.grain]
        if relation is None or name not in relation.columns:
            raise UnknownColumn(f"{self.id}: {table}.{name}")
        if table != self.grain and relation.key not in grain.columns:
            raise BadRule(f"{self.id}: {table} is keyed by {relation.key}, which {self.grain} does not have")
        if table != self.grain and relation.lives != grain.lives:
            raise BadRule(f"{self.id}: {table} lies by {relation.lives}, and {self.grain} by {grain.lives}")
