"""Who looked at what: found by officer, page, row and day, taken away as a workbook, and that is a look again."""

import io
from typing import ClassVar

import pytest
from openpyxl import load_workbook

from mingbai.access.actions import note_look
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.conftest import NOW
from mingbai.web.tests.seats import Seats

AUDITOR, CLERK = (Kind.AUDIT, Role.INSPECTOR), (Kind.CIVIL_AFFAIRS, Role.HANDLER)


@pytest.fixture(scope="module")
def seats(seats: Seats) -> Seats:
    clerk = seats.actors[CLERK]
    with working_as(clerk):
        note_look(page="people.person", by=clerk, at=NOW, subject="people.person/1", reason="=1+1", rows=1)
        note_look(page="alerts.task", by=clerk, at=NOW, subject="alerts.task/7", rows=1)
        note_look(page="imports.workbook", by=clerk, at=NOW, subject="upload/3", rows=40, is_export=True)
    return seats


class TestLooks:
    ASKED: ClassVar = [
        ({}, {"people.person/1", "alerts.task/7", "upload/3"}),
        ({"of": "people.person"}, {"people.person/1"}),
        ({"of": "nothing"}, {"people.person/1", "alerts.task/7", "upload/3"}),
        ({"subject": "alerts.task/7"}, {"alerts.task/7"}),
        ({"only": "export"}, {"upload/3"}),
        ({"since": "2026-11-22", "until": "2026-11-22"}, {"people.person/1", "alerts.task/7", "upload/3"}),
        ({"until": "2026-11-21"}, set()),
        ({"since": "2026-11-23"}, set()),
        ({"q": "没有这个人"}, set()),
    ]

    @pytest.mark.parametrize(("asked", "found"), ASKED)
    def test_looks_are_found_by_officer_page_row_and_day(
        self, seats: Seats, asked: dict[str, str], found: set[str]
    ) -> None:
        page = seats.client(*AUDITOR).get("/looks", asked).content.decode().partition("<tbody>")[2]

        assert {one for one in ("people.person/1", "alerts.task/7", "upload/3") if one in page} == found

    def test_they_are_taken_away_with_nothing_that_a_spreadsheet_runs(self, seats: Seats) -> None:
        client = seats.client(*AUDITOR)
        answer = client.get("/looks", {"of": "people.person", "as": "xlsx"})

        sheet, about = load_workbook(io.BytesIO(answer.content)).worksheets
        (row,) = sheet.iter_rows(min_row=2)
        assert any("1+1" in str(cell.value) for cell in row)
        assert all(cell.data_type != "f" for cell in row)
        code = next(row[1].value for row in about.iter_rows() if row[0].value == "编号")
        assert "of=people.person" in client.get("/find", {"q": code})["Location"]
        assert "looks/2026-11" in client.get("/looks", {"only": "export"}).content.decode()

    def test_a_row_that_was_looked_at_is_followed(self, seats: Seats) -> None:
        page = seats.client(*AUDITOR).get("/looks").content.decode()

        assert 'href="/evidence/rows/people.person/1"' in page
