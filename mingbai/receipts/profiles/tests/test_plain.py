"""A list in which every cell is plain is read as it is with care; one cell that is not sends it there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mingbai.files.grids.grid import NUMERIC
from mingbai.files.part import Mapped, Part, Relation
from mingbai.files.typing import typed_select
from mingbai.kernel.identity import check_character
from mingbai.receipts.profiles import read_receipts, sheets
from mingbai.receipts.profiles.plain import NotPlain, plain_columns, read_plainly
from mingbai.receipts.profiles.sheets import COLUMNS, TABLE
from mingbai.receipts.profiles.tests.made import answered, written

PERSON = "23072219700101000" + check_character("23072219700101000")
ROW = dict(
    zip(
        COLUMNS,
        (
            "R1",
            "成功",
            "300.00",
            "2026-10-09",
            None,
            "6217000000000000",
            "张三",
            PERSON,
            "2026-10",
            "农村低保",
            "低保",
            None,
        ),
        strict=True,
    )
)
FIXED = ("source", "row_no", "broken", "rest")
near = st.builds(
    lambda text, place, new, cut: text[:place] + new + text[place + cut :],
    st.sampled_from(
        [cell for cell in ROW.values() if cell] + ["阿里·买买提", "2026-02-28", "1111111111111111", "000123"]
    ),
    st.integers(0, 19),
    st.sampled_from(
        ["", " ", "0", "1", "11", "x", "X", "-", "/", ".", ".5", "·", "１", "\t", "无", NUMERIC, "\u3000", "¥", "元"]
    ),
    st.integers(0, 3),
)
cells = st.one_of(
    near, st.sampled_from(["", "无", "不详", "暂无", "-", "#N/A", "paid", "失败", "退汇", "2999-12-31", "3000-01"])
)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def part_of(con: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]], **facts: Any) -> Part:
    names = [column.name for column in TABLE.columns]
    con.execute(f"CREATE OR REPLACE TEMP TABLE given (source INTEGER, row_no BIGINT, broken VARCHAR, rest VARCHAR, "
                f"{', '.join(f'{name} VARCHAR' for name in names)})")  # fmt: skip
    marks = ", ".join("?" * (len(FIXED) + len(names)))
    said = [(0, number, row.get("broken"), None, *(row[name] for name in names)) for number, row in enumerate(rows)]
    con.executemany(f"INSERT INTO given VALUES ({marks})", said)
    mapping = tuple(Mapped(name, name, position=place) for place, name in enumerate(names))
    return Part("payments", 0, len(rows), 1, mapping, Relation("SELECT * FROM given", **facts))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(COLUMNS), cells), min_size=1, max_size=60))
@example([("payee_name", "不详"), ("paid_on", "2026-02-30"), ("amount_fen", "1,240.50"), ("account_no", "00001234567")])
@example(
    [("amount_fen", NUMERIC + "300"), ("amount_fen", "1234567890123"), ("payee_id", PERSON[:-1]), ("reason", " x")]
)
@example(
    [("account_no", "1111"), ("account_no", "6217000000000000000000"), ("account_no", NUMERIC + "6217000000000000")]
)
def test_what_is_read_plainly_reads_the_same_with_care(
    con: duckdb.DuckDBPyConnection, odd: list[tuple[str, str]]
) -> None:
    rows = [ROW, *(ROW | {name: cell} for name, cell in odd)]
    part = part_of(con, rows)
    select = f"SELECT {', '.join(COLUMNS)}, refused FROM ({typed_select(TABLE, [part])}) ORDER BY row_no"
    for row, (*careful, refused) in zip(rows, con.execute(select).fetchall(), strict=True):
        try:
            plainly = [read_plainly(TABLE[name], [row[name]])[0] for name in COLUMNS]
        except NotPlain:
            assert row is not ROW
            continue
        assert (plainly, refused) == (careful, None)


def test_one_odd_cell_sends_the_whole_list_to_be_read_with_care(con: duckdb.DuckDBPyConnection) -> None:
    ((*columns, rest),) = plain_columns(con, part_of(con, [ROW, ROW]), COLUMNS)
    assert {len(cells) for cells in (*columns, rest)} == {2}
    odd: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({"amount_fen": "1,300.00"}, {}), ({"bank_ref": None}, {}), ({"broken": "short_row 3 12"}, {}),
        ({}, {"units": (("amount_fen", "万元"),)}),
    ]  # fmt: skip
    for changed, facts in odd:
        with pytest.raises(NotPlain):
            list(plain_columns(con, part_of(con, [ROW, ROW | changed], **facts), COLUMNS))


@pytest.mark.parametrize("profile", ["csv", "xlsx"])
def test_a_banks_ordinary_list_is_read_plainly_and_one_that_is_not_says_the_same(
    profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = written(answered(20, profile, returned=1, failed=1), tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(sheets, "_read_plain", lambda *_: [])
        careful = read_receipts(path)
    monkeypatch.setattr(sheets, "_read_with_care", None)
    assert read_receipts(path) == careful
