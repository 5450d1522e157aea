"""Everything there is to tell of one check: what was read, what was compared, what was found, and what could not be."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

from mingbai.files.problems import Level, Problem
from mingbai.files.refusals import Refusal
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.tables import TABLES
from mingbai.kernel.region import Region
from mingbai.policy.parameters.entry import NATION
from mingbai.rules.checking import Checked
from mingbai.rules.report.flow import Flow, flow
from mingbai.rules.report.places import Places, places
from mingbai.rules.report.totals import Totals, totals
from mingbai.rules.report.wording.severities import RANK
from mingbai.rules.rule import Rule


@dataclass(frozen=True)
class FileRead:
    """One file or sheet, the list it is, and where each of its columns was read from."""

    file: str
    sheet: str
    table: str
    rows: int | None  # None where a snapshot no longer tells
    mapping: tuple[tuple[str, str, str], ...] = ()  # (column, header or constant, where it stood)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intake:
    """What a folder gave beside its good rows; a frozen month brings none of it along."""

    files: tuple[FileRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Refusal, ...] = ()  # the first of each list
    refused: int = 0

    @property
    def unread(self) -> tuple[Problem, ...]:
        """Return the files and sheets that could not be read."""
        return tuple(problem for problem in self.problems if problem.level is Level.FILE)


@dataclass(frozen=True)
class Outcome:
    """One check, added up and ready to be told."""

    checked: Checked
    intake: Intake
    totals: Totals
    flow: Flow
    places: Places
    language: str = "zh"
    asked_region: str | None = None
    as_of: Mapping[str, tuple[date, date]] = field(default_factory=dict)  # list → first and last day its rows speak of

    @property
    def region(self) -> str:
        """Return the division checked: the one asked for, else the smallest that holds every line."""
        return self.asked_region or self.checked.parameters.region

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that ran, those that found the gravest first, each severity by id."""
        return tuple(sorted(self.checked.run, key=lambda rule: (RANK[rule.severity.value], rule.id)))

    @property
    def partly(self) -> tuple[Rule, ...]:
        """Return the rules that ran on less than the catalogue asks for."""
        return tuple(rule for rule in self.rules if rule.partly)

    def place_name(self, code: str) -> str | None:
        """Return what a division is called, None where nothing says."""
        return self.places.name(code)

    def files_of(self, table: str) -> int:
        """Return how many files and sheets a list was read from."""
        read = sum(file.table == table for file in self.intake.files)
        return read or sum(source["table"] == table for source in self.checked.snapshot.sources)


def outcome(
    con: duckdb.DuckDBPyConnection,
    checked: Checked,
    intake: Intake,
    *,
    language: str = "zh",
    region: str | None = None,
) -> Outcome:
    """Return a check added up."""
    return Outcome(
        checked,
        intake,
        totals(con, checked.findings),
        flow(con, checked.snapshot),
        places(con, checked.snapshot),
        language,
        None if region in (None, NATION) else Region.parse(str(region)).code,
        as_of_days(con, checked.snapshot),
    )


def as_of_days(con: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> dict[str, tuple[date, date]]:
    """Return, for each list that says so, the first and the last day its rows are as of."""
    days: dict[str, tuple[date, date]] = {}
    stored = snapshot.stored()
    for name in TABLES:
        if name in snapshot.given and name in stored and "as_of" in TABLES[name].frozen():
            files = stored[name].files(None)
            sql = "SELECT MIN(as_of), MAX(as_of) FROM read_parquet(?, hive_partitioning = false)"
            first, last = con.execute(sql, [files]).fetchall()[0]
            if first is not None:
                days[name] = (first, last)
    return days


def refused_by_list(result: Outcome) -> dict[str, int]:
    """Return how many rows of each list were refused."""
    refused = Counter({name: count for name, count in result.checked.snapshot.refused.items() if count})
    return {name: refused[name] for name in TABLES if refused[name]}
