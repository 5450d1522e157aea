"""A month made of a few rows, and its benefit lines to be looked at."""

from datetime import date
from typing import Any

import duckdb

from mingbai.files.snapshot.by_hand import MONTH, Row, load
from mingbai.files.snapshot.compiling import Run, freezing
from mingbai.files.snapshot.freeze import MADE
from mingbai.files.snapshot.relation import in_order
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month

SEPTEMBER = date(2026, 9, 1)
ONE, TWO, THREE = "6217000000000000001", "6217000000000000002", "6217000000000000003"
WANTED = ("benefit_line", "payments", "appropriations", "account_uses", "appearances", "history")


class Made:
    """The lines of a month, looked up by household and programme."""

    def __init__(self, **tables: list[Row]) -> None:
        self.con = duckdb.connect()
        for name in TABLES:
            load(self.con, name, tables.get(name, []), Month.parse(MONTH))
        compiler = freezing(Run(Month.parse(MONTH), date(2026, 10, 31)))
        for relation in in_order(WANTED, MADE):
            self.con.execute(f"CREATE TEMP TABLE {relation.name} AS {compiler(relation.query)}")

    def rows(self, relation: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.con.sql(f"SELECT * FROM {relation}").to_arrow_table().to_pylist()
        return found

    def __getitem__(self, key: str | tuple[str, str]) -> dict[str, Any]:
        household, programme = key if isinstance(key, tuple) else (key, None)
        found = [
            row
            for row in self.rows("benefit_line")
            if row["household_id"] == household and programme in (None, row["programme"])
        ]
        assert len(found) == 1, f"{len(found)} lines of {key}"
        return found[0]

    def outside(self) -> list[dict[str, Any]]:
        return [row for row in self.rows("benefit_line") if not row["in_approvals"] and not row["in_roster"]]

    def line_of(self, bank_ref: str) -> str:
        return next(str(row["household_id"]) for row in self.rows("payments") if row["bank_ref"] == bank_ref)


def roster(household: str, payee: Any, fen: int = 50_000, account: str = ONE, **more: Any) -> Row:
    return {"household_id": household, "payee_id": payee, "amount_fen": fen, "account_no": account} | more


def paid(fen: int = 50_000, account: str | None = ONE, **more: Any) -> Row:
    return {"amount_fen": fen, "account_no": account} | more
