"""Forms by screen: offered to who reads their records, in the log before anybody sees them, refused in words."""

import io
from zipfile import ZipFile

import pytest
from django.conf import settings

from mingbai.config.guards import scope
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.printing.offered import FORMS
from mingbai.printing.tracing import printings
from mingbai.rosters.queries import rosters
from mingbai.rosters.tests.world import NOVEMBER
from mingbai.web.month.tests.world import checked_month
from mingbai.web.tests.seats import Seats

BUREAU = Kind.CIVIL_AFFAIRS


@pytest.fixture(scope="module")
def seats(seats: Seats) -> Seats:
    checked_month(seats)
    return seats


def test_every_form_of_the_month_is_offered_to_who_reads_its_records(seats: Seats) -> None:
    for seat in ((BUREAU, Role.HANDLER), (BUREAU, Role.LEADER), (Kind.FINANCE, Role.HANDLER)):
        page = seats.client(*seat).get("/papers?month=2026-11").content.decode()
        for form in FORMS.values():
            offered = form.is_of_a_month and form.is_for(seats.actors[seat])
            assert (f'action="/papers/{form.name}"' in page) == offered, (seat, form.name)


def test_a_roster_is_printed_from_its_page_and_listed_with_its_code(seats: Seats) -> None:
    client = seats.client()
    with scope(COUNTY):
        roster = rosters(COUNTY, NOVEMBER)[0]
    assert f'action="/papers/roster/{roster.pk}"' in client.get(f"/month/{roster.pk}").content.decode()

    answer = client.post(f"/papers/roster/{roster.pk}")

    assert answer["Content-Type"] == "application/zip"
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
        assert len(archive.namelist()) >= 2
    with scope(COUNTY):
        printed = printings(COUNTY, NOVEMBER)
    page = client.get("/papers?month=2026-11").content.decode()
    assert {one.template for one in printed} == {"roster_list", "roster_summary"}
    assert all(one.code in page for one in printed)


def test_a_paper_of_its_own_is_shown_and_english_readers_have_english_on_it(seats: Seats) -> None:
    client = seats.client()

    chinese = client.post("/papers/ledger?month=2026-11")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.post("/papers/ledger?month=2026-11")

    assert chinese["Content-Type"] == english["Content-Type"] == "application/pdf"
    assert chinese["Content-Disposition"].startswith("inline;")
    assert chinese.content.startswith(b"%PDF")
    assert len(english.content) > len(chinese.content)


def test_the_brief_comes_with_a_workbook_of_all_places(seats: Seats) -> None:
    leader = seats.client(BUREAU, Role.LEADER)
    assert 'action="/papers/brief"' in leader.get("/").content.decode()

    answer = leader.post("/papers/brief?month=2026-11")

    with ZipFile(io.BytesIO(answer.content)) as archive:
        (pdf,), (workbook,) = (
            [name for name in archive.namelist() if name.endswith(ending)] for ending in (".pdf", ".xlsx")
        )
        assert archive.read(pdf).startswith(b"%PDF")
        with ZipFile(io.BytesIO(archive.read(workbook))) as sheets:
            assert "合计" in "".join(sheets.read(name).decode() for name in sheets.namelist() if name.endswith(".xml"))


def test_what_is_not_there_is_refused_in_words(seats: Seats) -> None:
    client = seats.client()

    for address in ("/papers/ledger?month=2025-01", "/papers/roster/999999"):
        answer = client.post(address)
        assert answer.status_code == 409, address
        assert "名册" in answer.content.decode()
    for address in ("/papers/nothing", "/papers/ledger/3", "/papers/roster"):
        assert client.post(address).status_code == 404, address


def test_a_form_is_refused_to_who_does_not_read_its_records(seats: Seats) -> None:
    seat = next(
        seat for seat, actor in seats.actors.items() if not FORMS["brief"].is_for(actor) and seat[0] is Kind.TOWNSHIP
    )
    assert seats.client(*seat).post("/papers/brief?month=2026-11").status_code == 409
