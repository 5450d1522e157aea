"""Files are read as somebody mended them: other cells, columns under other headers, the rows that are meant."""

from pathlib import Path

import duckdb

from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.mending import Mending
from mingbai.files.problems import Place
from mingbai.files.refusals import refused_rows
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.kernel.identity import check_character

FILE, SHEET = "死亡名单.csv", ("死亡名单.csv", "")
NUMBERS = [body + check_character(body) for body in ("99990119500101101", "99990119500101102")]
LIST = f"姓名,身份证号,死亡日期\n赵一,{NUMBERS[0]},2026-10-03\n钱二,{NUMBERS[1]},十月\n"


def read(con: duckdb.DuckDBPyConnection, tmp_path: Path, text: str, mending: Mending) -> Inbox:
    folder, scratch = tmp_path / "folder", tmp_path / "scratch"
    for place in (folder, scratch):
        place.mkdir(exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    return open_folder(con, folder, month=None, scratch=scratch, mending=mending)


def rows(tmp_path: Path, text: str, mending: Mending) -> tuple[list[str], list[int | None], str]:
    """Return who is read, which rows are refused, and the digest the list is told by."""
    with duckdb.connect() as con:
        inbox = read(con, tmp_path, text, mending)
        typed = typed_select(TABLES["deaths"], inbox.parts_of("deaths"))
        good = [name for (name,) in con.execute(f"SELECT name FROM ({typed}) WHERE refused IS NULL").fetchall()]
        return good, [one.place.row for one in refused_rows(con, inbox, "deaths")], inbox.sources[0].sha256


def test_a_mended_cell_is_read_in_place_of_what_stands_there_and_the_list_is_another(tmp_path: Path) -> None:
    as_it_came = rows(tmp_path, LIST, Mending())
    assert as_it_came[:2] == (["赵一"], [3])

    mended = rows(tmp_path, LIST, Mending(cells={SHEET: {3: {2: "2026-10-05"}}}))

    assert mended[:2] == (["赵一", "钱二"], [])
    assert mended[2] != as_it_came[2]


def test_only_the_rows_that_are_meant_are_read(tmp_path: Path) -> None:
    assert rows(tmp_path, LIST, Mending(only={SHEET: frozenset({3})}))[:2] == ([], [3])


def test_a_row_all_of_whose_cells_were_emptied_is_no_row(tmp_path: Path) -> None:
    assert rows(tmp_path, LIST, Mending(cells={SHEET: {3: {0: "", 1: "", 2: ""}}}))[:2] == (["赵一"], [])


def test_a_row_that_could_not_be_split_is_whole_once_somebody_mended_it(tmp_path: Path) -> None:
    broken = LIST.replace(f"钱二,{NUMBERS[1]},十月", "钱二,十月")
    assert rows(tmp_path, broken, Mending())[1] == [3]

    mended = Mending(cells={SHEET: {3: {1: NUMBERS[1], 2: "2026-10-05"}}})

    assert rows(tmp_path, broken, mended)[:2] == (["赵一", "钱二"], [])


def test_a_column_under_a_header_nobody_knows_is_read_as_what_it_is_said_to_be(tmp_path: Path) -> None:
    strange = LIST.replace("死亡日期", "那一天").replace("十月", "2026-10-05")
    mending = Mending(cells={SHEET: {1: {2: "死亡日期"}}}, tables={SHEET: "死亡名单"})

    assert rows(tmp_path, strange, mending)[:2] == (["赵一", "钱二"], [])
    assert mending.heads[Place(FILE)][0].cells == ["姓名", "身份证号", "死亡日期"]
