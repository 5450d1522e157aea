"""A study: a rule that no single condition can state, computed once for the whole month, outside the engines."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any

import duckdb
import pyarrow as pa

from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES
from mingbai.law.citation import cite
from mingbai.rules.finding import COLUMNS, finding
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.rule import BadRule, Rule, UnknownColumn
from mingbai.rules.trial import ABOUT, KNOWN_BY


@dataclass(frozen=True)
class Material:
    """What a study may look at: the frozen month, the parameters of its places, and room to work in."""

    con: duckdb.DuckDBPyConnection
    snapshot: Snapshot
    parameters: PlacedParameters
    scratch: Path


@dataclass(frozen=True)
class Study(Rule):
    """
    A rule found by a function instead of a condition.

    `find` yields, for each finding, a mapping with the columns of `ABOUT` and of its subject (`KNOWN_BY`),
    `amount_fen`, `months`, `tier`, and every name in `shows`.
    """

    find: Callable[[Material], Iterable[Mapping[str, Any]]] = field(kw_only=True)
    uses: tuple[str, ...] = ()  # the parameters it compares with
    most_lines: str | None = None  # the parameter above whose number of lines it must be asked for

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)
        for needed in self.needs:
            if not set(needed.split("|")) <= TABLES.keys():
                raise BadRule(f"{self.id}: needs {needed}, which is no list")
        for message in (self.message, self.message_en):
            for _, spoken, _, _ in Formatter().parse(message):
                if spoken and spoken not in self.shows:
                    raise UnknownColumn(f"{self.id}: the message names {spoken}, which it does not show")

    @property
    def facts(self) -> tuple[str, ...]:
        """Return nothing: a study reads what it likes."""
        return ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the keys of the parameters it compares with."""
        return (*self.uses, *((self.most_lines,) if self.most_lines else ()))


def study_findings(study: Study, material: Material) -> pa.Table:
    """Return the findings of a study (schema `COLUMNS`)."""
    rows = []
    for found in study.find(material):
        row = dict.fromkeys((*ABOUT, *KNOWN_BY[study.subject])) | dict(found)
        row |= {f"{study.name}_{what}": row[column] for what, column in STATED.items()}
        rows.append(finding(study, row, {name: found[name] for name in study.shows}, str(material.snapshot.month)))
    return pa.Table.from_pylist(rows, schema=COLUMNS)


STATED = {"fen": "amount_fen", "months": "months", "tier": "tier"}
