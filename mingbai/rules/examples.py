"""Makes the few rows of a rule's example into the tables the engine reads, and tries the rule on them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from mingbai.files.snapshot.by_hand import MONTH, VILLAGE, load
from mingbai.files.snapshot.compiling import FREEZING, Compiler
from mingbai.files.snapshot.mill import quoted
from mingbai.files.snapshot.relation import in_order
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.rules.facts import RELATIONS
from mingbai.rules.finding import findings
from mingbai.rules.formulas import FORMULAS
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.reckoned import run_values
from mingbai.rules.rule import Example, Rule
from mingbai.rules.trial import Trial


def try_example(rule: Rule, case: Example) -> list[dict[str, Any]]:
    """Return the findings of a rule on an example, as rows."""
    con = duckdb.connect()
    month = Month.parse(next((row["month"] for row in case.tables.get("roster", []) if "month" in row), MONTH))
    for name in TABLES:
        load(con, name, case.tables.get(name, []), month)
    parameters = PlacedParameters(shipped(), region_of(case), month.first_on)
    compiler = Compiler(run_values(month.first_on, as_of(case, month), case.tables), parameters, FORMULAS | FREEZING)
    trial = Trial(rule.grain, (rule,))
    for relation in in_order((trial.grain, *trial.facts), RELATIONS):
        con.execute(f"CREATE TEMP TABLE {quoted(relation.name)} AS {compiler(relation.query)}")
    found = findings(trial, con.sql(trial.sql(compiler)).to_arrow_table(), str(month))
    con.close()
    return sorted(found.to_pylist(), key=lambda row: (row["subject_table"], row["subject_id"]))


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
