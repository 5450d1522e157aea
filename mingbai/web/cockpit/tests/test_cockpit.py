"""The cockpit: every chart with its table, its file and the way to its rows; nothing of other places, nothing stale."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.access.models import Look
from mingbai.cockpit.actions import reckon_due
from mingbai.cockpit.models import COLUMNS, Figure
from mingbai.config.guards import NATION, scope
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.cockpit.charts import CHARTS
from mingbai.web.cockpit.charts.chart import Chart, words
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats

BUREAU, LEADER = Kind.CIVIL_AFFAIRS, Role.LEADER
OTHER = "999901105"  # a township nobody of these tests sits in
HREF = re.compile(r'href="([^"]+)"')
DRAWN = re.compile(r'<script id="of-(\w+)" type="application/json">(.*?)</script>', re.S)


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    furnished = furnish(seats)
    log.brought_up()
    return furnished


@pytest.fixture(autouse=True)
def reckoned(seats: Seats, now: datetime) -> None:
    reckon_due(at=now)


@pytest.fixture
def leader(seats: Seats) -> Client:
    return seats.client(BUREAU, LEADER)


def text(client: Client, address: str = "/cockpit") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def drawn(page: str) -> dict[str, Any]:
    return {name: json.loads(said) for name, said in DRAWN.findall(page)}


def leads(said: Any) -> Iterator[str]:
    """Yield where the marks of what is drawn lead."""
    if isinstance(said, dict):
        yield from [said["href"]] if "href" in said else []
        said = list(said.values())
    if isinstance(said, list):
        for one in said:
            yield from leads(one)


@pytest.mark.requirement("R-1308")
@pytest.mark.requirement("R-1403")
def test_progress_places_and_balances_are_drawn_with_their_tables_and_files(leader: Client) -> None:
    page = text(leader, "/cockpit?month=2026-10")

    shown = drawn(page)
    assert {"progress", "tiles", "balances", "three", "matrix", "flow", "funnel", "clocks", "macro"} <= set(shown)
    for name in shown:
        assert f'aria-labelledby="chart-{name}"' in page
        assert f"/cockpit/{name}.csv?month=2026-10&amp;area=" in page
    assert page.count('<details class="chart-table">') >= len(shown)


@pytest.mark.parametrize("seat", [(BUREAU, LEADER), (BUREAU, Role.REVIEWER), (Kind.TOWNSHIP, LEADER),
                                  (Kind.FINANCE, LEADER), (Kind.AUDIT, Role.INSPECTOR)], ids=str)  # fmt: skip
def test_every_mark_and_every_row_leads_where_its_reader_may_go(seats: Seats, seat: Any) -> None:
    client, own = seats.client(*seat), seats.actors[seat].region
    page = text(client, "/cockpit?month=2026-10")
    main = page[page.index('id="main"') :]

    found = {*leads(drawn(page)), *(link.replace("&amp;", "&") for link in HREF.findall(main))}
    assert len(found) > 10
    for address in sorted(found):
        if address.startswith("/"):
            assert client.get(address).status_code == 200, address
            asked = re.search(r"area=(\d+)", address)
            assert asked is None or asked[1].startswith(own.code), address


def test_the_steps_from_roster_to_account_make_the_sum_to_the_fen(seats: Seats, leader: Client) -> None:
    rows = table(leader, "three", "?month=2026-10")
    first, *between, last = [int(row[2].replace(".", "")) for row in rows]

    assert first - sum(between) == last
    with scope(NATION):
        kept = list(Figure.objects.filter(month="2026-10-01"))
    assert first == sum(one.rostered_fen for one in kept) > 0
    assert between == [sum(one.returned_fen for one in kept)]


def table(client: Client, name: str, query: str = "") -> list[list[str]]:
    """Return the rows of a chart's file, without what stands above them."""
    lines = client.get(f"/cockpit/{name}.csv{query}").content.decode("utf-8-sig").splitlines()
    return [line.split(",") for line in lines[2:]]


def test_a_file_runs_nothing_and_it_is_kept_who_took_it(leader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def chart(_asked: object) -> Chart:
        return Chart("three", "三方", "", ["=1+1", "b"], [[words("=cmd|' /C calc'!A0"), words("-12.50")]] * 3, {})

    monkeypatch.setattr("mingbai.web.cockpit.views.CHARTS", {"three": chart})
    answer = leader.get("/cockpit/three.csv?month=2026-10")

    said = answer.content.decode("utf-8-sig")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "'=cmd|' /C calc'!A0,-12.50" in said
    assert "'=1+1" in said
    assert answer["Content-Disposition"] == 'attachment; filename="three-2026-10-999901.csv"'
    with scope(NATION):
        kept = Look.objects.filter(page="cockpit.table").latest("pk")
    assert (kept.is_export, kept.rows, kept.subject) == (True, 3, "three/2026-10/999901")


def test_a_file_bears_the_code_of_the_page_it_was_taken_from(leader: Client) -> None:
    head = leader.get("/cockpit/three.csv?month=2026-10").content.decode("utf-8-sig").splitlines()[0]
    code = head.rpartition(",")[2]

    assert f"<code>{code}</code>" in text(leader, "/cockpit?month=2026-10")
    led = leader.get(f"/find?q={code}", follow=True)
    assert led.redirect_chain[-1][0].startswith("/cockpit?")


def test_there_is_no_file_of_a_chart_that_does_not_exist(leader: Client) -> None:
    assert leader.get("/cockpit/nothing.csv").status_code == 404


def test_sums_that_are_old_are_called_so_and_reckoned_when_asked(
    leader: Client, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    assert "汇总于" in text(leader)
    later = now + timedelta(minutes=25)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert "数据不是最新" in text(leader)

    assert leader.post("/cockpit?month=2026-11").status_code == 302

    assert "数据不是最新" not in text(leader)
    assert "还没有汇总" in text(leader, "/cockpit?month=2026-05")


def test_a_township_sees_its_own_sums_and_no_others(seats: Seats) -> None:
    of_october = "/cockpit?month=2026-10"
    assert set(drawn(text(seats.client(Kind.TOWNSHIP, LEADER), of_october))) & {"flow", "balances", "macro"} == set()
    assert OTHER in text(seats.client(BUREAU, LEADER), of_october)
    assert OTHER not in text(seats.client(Kind.TOWNSHIP, LEADER), of_october)
    elsewhere = text(seats.client(Kind.TOWNSHIP, LEADER), f"/cockpit?month=2026-10&area={OTHER}")
    assert OTHER not in json.dumps(drawn(elsewhere))


def test_with_many_places_questions_do_not_grow_and_a_page_shows_what_people_read(leader: Client) -> None:
    text(leader)
    with CaptureQueriesContext(connection) as few:
        text(leader)
    nothing = dict.fromkeys(COLUMNS, 0)
    one = {
        "rostered_lines": 1,
        "rostered_fen": 5,
        "lines": 1,
        "fen": 5,
        "unsent_lines": 1,
        "unsent_fen": 5,
        "persons": 1,
    }
    with scope(NATION):
        Figure.objects.bulk_create(
            Figure(region=f"999901{300 + place}", month=f"2026-{month:02d}-01", **(nothing | one))
            for place in range(60)
            for month in range(1, 11)
        )
    with CaptureQueriesContext(connection) as many:
        text(leader)

    assert len(many) == len(few)
    page = text(leader, "/cockpit?month=2026-10")
    assert len(drawn(page)["matrix"]["yAxis"]["data"]) == 40
    assert "只画到账率最低的40处" in page
    assert len(table(leader, "matrix", "?month=2026-10")) > 600


def test_the_wall_names_nobody_leads_nowhere_and_asks_for_itself_anew(leader: Client) -> None:
    page = text(leader, "/wall")

    body = page[page.index('id="main"') :]
    assert 'data-refresh="300"' in page
    assert HREF.findall(body) == []
    assert set(drawn(page)) <= set(CHARTS)
    assert "郑" not in body


@pytest.mark.parametrize("seat", [(Kind.THIRD_PARTY, Role.INSPECTOR), (Kind.BANK, Role.TELLER),
                                  (BUREAU, Role.HANDLER), (BUREAU, Role.SYSTEM_ADMINISTRATOR)], ids=str)  # fmt: skip
def test_who_has_no_right_to_the_cockpit_gets_neither_charts_nor_files(seats: Seats, seat: Any) -> None:
    client = seats.client(*seat)
    for address in ("/cockpit", "/wall", "/cockpit/three.csv"):
        assert client.get(address).status_code == 403


def test_pages_hold_nothing_that_our_policy_would_refuse(leader: Client) -> None:
    for address in ("/cockpit", "/wall"):
        page = text(leader, address)
        assert " style=" not in page
        assert re.findall(r"<script(?! id=\"of-\w+\" type=\"application/json\"| src=)", page) == []


def test_a_screen_on_a_wall_is_shown_the_wall_wherever_it_goes_and_nothing_else(seats: Seats) -> None:
    screen = seats.client(BUREAU, Role.DISPLAY)

    assert 'data-refresh="300"' in text(screen, "/wall")
    assert 'data-refresh="300"' in text(screen, "/")
    for address in ("/cockpit", "/cockpit/three.csv", "/people", "/offices", "/rules", "/month", "/errands", "/looks"):
        assert screen.get(address).status_code == 403, address
