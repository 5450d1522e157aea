"""A number on paper typed into the search box leads back to the rows it was printed of, and to nobody else's."""

import pytest
from django.db import connection

from mingbai.access.printed import LENGTH, address_printed, printed_code
from mingbai.config.guards import NATION, scope
from mingbai.evidence.actions import Record, record_contents
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.payments.queries import file, payments_of
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats

AUDITOR, CLERK = (Kind.AUDIT, Role.INSPECTOR), (Kind.CIVIL_AFFAIRS, Role.HANDLER)


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    furnished = furnish(seats)
    log.brought_up()
    return furnished


def code_on(page: str) -> str:
    return page.partition('class="page-code"')[2].partition("<code>")[2].partition("</code>")[0]


@pytest.mark.usefixtures("desk")
class TestCodes:
    def test_an_address_has_one_code_and_a_code_one_address(self) -> None:
        code = printed_code("/alerts?month=2026-11&area=999901")

        assert printed_code("/alerts?month=2026-11&area=999901") == code
        assert printed_code("/alerts?month=2026-10&area=999901") != code
        assert len(code) == LENGTH + 1
        assert address_printed(code) == "/alerts?month=2026-11&area=999901"

    def test_a_code_is_read_however_it_was_typed(self) -> None:
        codes = [printed_code(f"/x?{number}") for number in range(50)]

        for code in codes:
            wanted = address_printed(code)
            typed = code.replace("-", " ").lower().replace("0", "o").replace("1", "l")
            assert address_printed(f" {typed} ") == wanted is not None

    def test_one_wrong_digit_leads_nowhere(self) -> None:
        code = printed_code("/alerts")

        for place, digit in enumerate(code):
            if digit != "-":
                other = "2" if digit != "2" else "3"
                assert address_printed(code[:place] + other + code[place + 1 :]) is None

    @pytest.mark.parametrize(
        "text", ["", "王某", "2307041952", "46C0-2F62-6607-4716", "AAAAA-AAAAA", "-----", "١٢٣٤٥٦٧٨٩٠"]
    )
    def test_what_is_no_code_is_none(self, text: str) -> None:
        assert address_printed(text) is None


@pytest.mark.parametrize(
    "name", ["/alerts?severity=red", "/month", "/receipts", "/payments", "/evidence/search?stage=alerts"]
)
def test_the_code_on_a_page_leads_back_to_it_with_its_month_division_and_filters(seats: Seats, name: str) -> None:
    client = seats.client(*AUDITOR)
    page = client.get(f"{name}{'&' if '?' in name else '?'}month=2026-11&area=999901101").content.decode()
    code = code_on(page)

    for way in (f"/find?q={code}", f"/evidence/codes/{code.replace('-', '').lower()}"):
        answer = client.get(way)
        assert answer.status_code == 302
        for part in (*name.replace("?", "&").split("&"), "month=2026-11", "area=999901101"):
            assert part in answer["Location"]
    assert code_on(client.get(client.get(f"/find?q={code}")["Location"]).content.decode()) == code


def test_whom_somebody_searched_for_is_in_no_code(seats: Seats) -> None:
    seats.client(*AUDITOR).get("/evidence/search", {"person": "王某某", "officer": "人员"})
    seats.client(*CLERK).get("/people", {"q": "王某某"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM access_printed")
        assert not [address for (address,) in cursor.fetchall() if "%E7" in address or "王" in address]


def test_the_numbers_of_files_and_payments_lead_to_them(seats: Seats) -> None:
    with scope(NATION):
        payment, sent = next(iter(payments_of(1))), file(1)
    assert sent is not None
    client = seats.client(*AUDITOR)

    assert client.get("/find", {"q": payment.end_to_end_id})["Location"] == "/payments/files/1"
    assert client.get("/find", {"q": sent.message_id})["Location"] == "/payments/files/1"
    watcher = seats.client(Kind.CIVIL_AFFAIRS, Role.SYSTEM_ADMINISTRATOR)
    assert "没有找到这个编号" in watcher.get("/find", {"q": payment.end_to_end_id}).content.decode()


def test_the_code_at_the_foot_of_a_paper_leads_to_the_rows_it_was_printed_of(seats: Seats) -> None:
    told = Record(
        f"papers.roster_list/46C0-2F62-6607-4716/{'0' * 64}",
        {"about": "x"},
        {"region": "999901101", "month": "2026-11-01"},
    )
    with scope(NATION):
        record_contents(type="papers.printed", records=[told], by=1, at=seats.county.at)

    answer = seats.client(*AUDITOR).get("/find", {"q": "46c0 2f62 6607 4716"})

    assert answer["Location"] == "/month?month=2026-11&area=999901101"


def test_whatever_else_is_typed_is_looked_for_among_people(seats: Seats) -> None:
    assert seats.client(*AUDITOR).get("/find", {"q": "王某 1234"})["Location"] == "/people?q=%E7%8E%8B%E6%9F%90+1234"
    teller = seats.client(Kind.BANK, Role.TELLER).get("/find", {"q": "王某"})
    assert "没有找到这个编号" in teller.content.decode()


def test_a_code_that_leads_nowhere_is_not_there(seats: Seats) -> None:
    assert seats.client(*AUDITOR).get("/evidence/codes/00000-00000").status_code == 404
