"""Makes the few rows of a rule's example into the tables the engine reads, and tries the rule on them."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from mingbai.files.snapshot.by_hand import MONTH, VILLAGE, load
from mingbai.files.snapshot.compiling import FREEZING, Compiler
from mingbai.files.snapshot.freeze import freeze, laid_out_as
from mingbai.files.snapshot.mill import quoted
from mingbai.files.snapshot.relation import Relation, in_order
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.rules.facts import RELATIONS
from mingbai.rules.finding import findings
from mingbai.rules.formulas import FORMULAS
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.reckoned import run_values
from mingbai.rules.rule import Example, Row, Rule
from mingbai.rules.study import Material, Study, study_findings
from mingbai.rules.trial import Trial


def asked_for(texts: Iterable[str]) -> frozenset[str]:
    """Return the lists that SQL asks whether they were given: `run.has_payments`."""
    return frozenset(re.findall(r"\brun\.has_(\w+)", " ".join(texts)))


BY_RELATIONS = asked_for(relation.text for relation in RELATIONS.values())


def try_example(rule: Rule, case: Example) -> list[dict[str, Any]]:
    """Return the findings of a rule on an example, as rows."""
    if isinstance(rule, Study):
        return try_study(rule, case)
    month = Month.parse(next((row["month"] for row in case.tables.get("roster", []) if "month" in row), MONTH))
    given = frozenset(case.tables) & (BY_RELATIONS | asked_for(rule.texts))
    engine = engine_for(month, as_of(case, month), given, region_of(case))
    trial = Trial(rule.grain, (rule,))
    order = in_order((trial.grain, *trial.facts), RELATIONS)
    asked = (trial.grain, *trial.facts, *trial.telling)
    read = Counter([*(name for relation in order for name in relation.reads), *asked])
    with empty_lists(month).cursor() as con:
        for name in TABLES:
            if name in case.tables and read.keys() & laid_out_as(name, month).keys():
                load(con, name, case.tables[name], month)
        for relation in order:
            kind = "VIEW" if read[relation.name] == 1 else "TABLE"
            con.execute(f"CREATE TEMP {kind} {quoted(relation.name)} AS {engine.statement(relation)}")
        *before, last = engine.trial(trial)
        for statement in before:
            con.execute(statement)
        found = findings(trial, con.sql(last).to_arrow_table(), str(month))
    return sorted(found.to_pylist(), key=lambda row: (row["subject_table"], row["subject_id"]))


@cache
def empty_lists(month: Month) -> duckdb.DuckDBPyConnection:
    """Return a database with every list of a month, empty; an example lays its own over them, on a cursor."""
    con = duckdb.connect()
    for name in TABLES:
        load(con, name, [], month)
        for frozen in laid_out_as(name, month):
            con.execute(f"CREATE TABLE memory.main.{quoted(frozen)} AS FROM temp.main.{quoted(frozen)}")
    return con


@dataclass(frozen=True)
class Engine:
    """A compiler and what it has compiled: most examples are of one month and place."""

    compiler: Compiler
    statements: dict[str, str] = field(default_factory=dict)
    trials: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def statement(self, relation: Relation) -> str:
        """Return a relation's SQL, compiled once."""
        if relation.name not in self.statements:
            self.statements[relation.name] = self.compiler.statement(relation)
        return self.statements[relation.name]

    def trial(self, trial: Trial) -> tuple[str, ...]:
        """Return a trial's statements, compiled once."""
        name = " ".join(text for rule in trial.rules for text in (rule.id, *rule.texts))
        if name not in self.trials:
            self.trials[name] = trial.statements(self.compiler)
        return self.trials[name]


@cache
def engine_for(month: Month, judged_on: date, given: frozenset[str], region: str) -> Engine:
    """Return the engine for examples of a month in a county, judged on a day, with these lists given."""
    parameters = PlacedParameters(shipped(), region, month.first_on)
    run = run_values(month.first_on, judged_on, given)
    return Engine(Compiler(run, parameters, FORMULAS | FREEZING))


def try_study(study: Study, case: Example) -> list[dict[str, Any]]:
    """Return the findings of a study on an example, frozen to disk for it."""
    month = Month.parse(MONTH)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        frozen = Path(folder) / "frozen"
        frozen.mkdir()
        typed = {name: typed_by_hand(con, name, rows, month) for name, rows in case.tables.items()}
        snapshot = freeze(con, typed, month=month, into=frozen, lines=1, sources=[])
        parameters = PlacedParameters(shipped(), region_of(case), month.first_on)
        found = study_findings(study, Material(con, snapshot, parameters, Path(folder)))
    return sorted(found.to_pylist(), key=lambda row: (row["subject_table"], row["subject_id"]))


def typed_by_hand(con: duckdb.DuckDBPyConnection, name: str, rows: list[Row], month: Month) -> str:
    """Return the SQL of an example's rows of one list, as a reader of files would give it."""
    con.register("rows_here", typed_rows(name, rows, month))
    con.execute(f"CREATE TABLE by_hand_{name} AS SELECT * FROM rows_here")
    con.unregister("rows_here")
    return f"SELECT * FROM by_hand_{name}"


def typed_rows(name: str, rows: list[Row], month: Month) -> pa.Table:
    """Return an example's rows of one list, typed; those of a whole county, of which many examples tell, only once."""
    kept = COUNTIES.get((name, id(rows), month))
    if kept is not None and kept[0] is rows:
        return kept[1]
    with duckdb.connect() as con:
        load(con, name, rows, month)
        typed = con.sql(f"SELECT * FROM staged_{name}").to_arrow_table()
    if len(rows) >= A_COUNTY:
        COUNTIES[name, id(rows), month] = (rows, typed)
    return typed


A_COUNTY = 1_000  # rows
COUNTIES: dict[tuple[str, int, Month], tuple[list[Row], pa.Table]] = {}


def region_of(case: Example) -> str:
    """Return the county in which an example plays."""
    rows = [row for name in ("roster", "approvals") for row in case.tables.get(name, [])]
    return str(next((row["region_code"] for row in rows if "region_code" in row), VILLAGE))[:6]


def as_of(case: Example, month: Month) -> date:
    """Return the day an example is judged on: the last day its bank rows speak of, else the month's end."""
    days = [row.get(key) for row in case.tables.get("payments", []) for key in ("paid_on", "returned_on")]
    return max([day for day in days if day], default=month.last_on)


def shown_subject(finding: Mapping[str, Any]) -> str | int:
    """Return a finding's subject the short way examples write it: household, small person number, reference or code."""
    if finding["subject_table"] in ("roster", "approvals", "appropriations"):
        return str(finding["household_id"])
    if finding["subject_table"] == "person":
        number = str(finding["subject_id"])
        return int(number[14:17]) if number.startswith("999901") and number[14:17].isdigit() else number
    return str(finding["subject_id"])
