"""Lists in whatever they come in: a zip, a workbook with titles and two sheets; cells are mended where they stand."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from mingbai.awards.models import Award
from mingbai.awards.tests.cases import Office, office
from mingbai.awards.tests.test_stock import FOURTH, dibao
from mingbai.config.guards import NATION, scope
from mingbai.imports import actions
from mingbai.imports.queries import upload_of
from mingbai.imports.tests.test_looking import BAD, dropped, files, seen
from mingbai.imports.workbook import annotated
from mingbai.people.tests.lists import family

MENDED = {4: FOURTH["户主身份证号"], 10: "320.00"}


@pytest.fixture
def town(desk: str) -> Iterator[Office]:
    with scope(NATION):
        yield office()


def zipped(path: Path) -> tuple[str, bytes]:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files(path, [dibao(), BAD], family()):
            archive.writestr(name, content)
    return "十月.zip", made.getvalue()


def titled() -> tuple[str, bytes]:
    """Return a workbook with two lines of titles above each of two lists, and a cover."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("封面").write(0, 0, "明白县2026年10月社会救助资料")
        for name, rows in (("审批台账", [dibao(), BAD]), ("家庭成员", family())):
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, f"明白县{name}")
            sheet.write(1, 0, "填报单位：河东镇")
            for number, row in enumerate([list(rows[0]), *(list(row.values()) for row in rows)], start=2):
                sheet.write_row(number, 0, row)
    return "十月.xlsx", made.getvalue()


@pytest.mark.parametrize("how", ["zip", "titles"])
def test_cells_are_mended_where_they_stand_and_taken_in(town: Office, tmp_path: Path, how: str) -> None:
    given = zipped(tmp_path) if how == "zip" else titled()
    upload = dropped(town, [given])

    cells: dict[tuple[str, str], dict[int, dict[int, str]]] = {}
    for one in seen(upload).findings:
        if one.is_blocking and one.row:
            cells.setdefault((one.file, one.sheet), {}).setdefault(one.row, {})[one.column] = MENDED[one.column]
    assert sum(len(row) for rows in cells.values() for row in rows.values()) == len(MENDED)
    actions.mend(upload_id=upload, cells=cells, by=town.bureau.handler, at=town.at)
    actions.take(upload_id=upload, by=town.bureau.handler, at=town.at)

    assert Award.objects.count() == 2


def test_a_workbook_with_titles_is_given_back_with_its_titles(town: Office) -> None:
    upload = dropped(town, [titled()])

    name, content, rows = annotated(upload_of(upload), by=town.bureau.handler, at=town.at, language="zh")

    assert (name, rows) == ("十月-核对.xlsx", 2 + 3)
    again = seen(dropped(town, [(name, content)]))
    assert again.counts["failed"] == 1
    assert {one.sheet: one.header_row for one in again.sheets if one.table} == {"十月 审批台账": 3, "十月 家庭成员": 3}
