"""A list that says nothing of the month is not given: its rows are not missing, it is."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from mingbai.files.snapshot.freeze import freeze
from mingbai.files.snapshot.snapshot import open_snapshot
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month

MONTH = Month.parse("2026-10")


def payments(month: date | None) -> str:
    """Return the SQL of a bank list of one row of a month."""
    known = {"bank_ref": "'T1'", "month": f"DATE '{month}'" if month else "NULL", "row_no": "2", "source": "0"}
    columns = ", ".join(
        f"CAST({known.get(name, 'NULL')} AS {kind}) AS {name}" for name, kind in TABLES["payments"].frozen().items()
    )
    return f"SELECT {columns}, CAST(NULL AS VARCHAR) AS refused"


@pytest.mark.parametrize(
    ("month", "given"),
    [(date(2026, 10, 1), True), (None, True), (date(2026, 9, 1), False), (date(2026, 11, 1), False)],
)
def test_a_bank_list_is_given_if_it_pays_for_the_month(month: date | None, given: bool, tmp_path: Path) -> None:
    made = freeze(duckdb.connect(), {"payments": payments(month)}, month=MONTH, into=tmp_path, lines=1, sources=[])
    assert made.rows == {"payments": 1}
    assert ("payments" in made.given) is given
    assert open_snapshot(tmp_path) == made
