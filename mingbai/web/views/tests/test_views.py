"""Views of lists: kept as seen, shared with one's office only, first after signing in, said to be stale."""

import re

import pytest
from django.test import Client

from mingbai.access.models import View
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.doors import session as sessions
from mingbai.web.tests.seats import Seats
from mingbai.web.views.lists import LISTS

INBOX = "/alerts"
BUREAU = Kind.CIVIL_AFFAIRS


@pytest.fixture(autouse=True)
def nothing_kept(seats: Seats) -> None:
    View.objects.all().delete()


def kept(
    client: Client, title: str, query: str = "severity=red&columns=due&columns=state&order=due", **more: str
) -> str:
    said = {"act": "keep", "page": "alerts", "path": INBOX, "query": query, "title": title, **more}
    answer = client.post("/views", said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def tabs(page: str) -> list[str]:
    (nav,) = re.findall(r'<nav class="choices" aria-label="视图">(.*?)</nav>', page, re.S) or [""]
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<a .*?</a>", nav, re.S)]


def test_a_list_as_it_is_seen_is_kept_under_a_name_and_stands_above_it(seats: Seats) -> None:
    client = seats.client(role=Role.REVIEWER)
    seen = text(client, f"{INBOX}?severity=red&columns=due&columns=state&order=due&page=2&month=2026-10")
    (query,) = re.findall(r'name="query" value="([^"]*)"', seen)
    assert query == "severity=red&amp;columns=due&amp;columns=state&amp;order=due", "nothing of the page or the month"

    way = kept(client, "红色，时限近的")

    page = text(client, way)
    assert tabs(page) == ["默认", "红色，时限近的"]
    assert 'class="main no-7 no-6 no-5 no-3 no-2"' in page
    assert '<option value="due" selected>' in page
    assert '<input type="hidden" name="order" value="due">' in page, "another question keeps columns and order"


def test_a_view_is_ones_own_unless_it_is_shared_with_ones_office(seats: Seats) -> None:
    mine, colleague = seats.client(role=Role.REVIEWER), seats.client(role=Role.LEADER)
    elsewhere = seats.client(Kind.TOWNSHIP, Role.REVIEWER)
    kept(mine, "我的")
    kept(mine, "大家的", shared="on")

    assert tabs(text(mine, INBOX)) == ["默认", "我的", "大家的"]
    assert [one.partition(" ")[0] for one in tabs(text(colleague, INBOX))] == ["默认", "大家的"]
    assert tabs(text(elsewhere, INBOX)) == []
    view = str(View.objects.get(title="大家的").pk)
    assert colleague.post("/views", {"act": "forget", "view_id": view}).status_code == 422
    assert mine.post("/views", {"act": "forget", "view_id": view}).status_code == 302
    assert tabs(text(colleague, INBOX)) == []


def test_one_of_the_same_name_is_replaced_and_one_without_a_name_refused(seats: Seats) -> None:
    client = seats.client()
    kept(client, "逾期", "late=1")
    kept(client, "逾期", "late=1&order=amount")
    assert View.objects.get().query == "late=1&order=amount"

    for wrong in ({"title": " "}, {"title": "长" * 21}, {"title": "x", "page": "nowhere"}):
        said = {"act": "keep", "page": "alerts", "path": INBOX, "query": "", **wrong}
        assert client.post("/views", said).status_code == 422
    away = client.post(
        "/views", {"act": "keep", "page": "alerts", "path": "//evil.example/", "query": "", "title": "y"}
    )
    assert away["Location"].startswith("/views?")


def test_a_view_that_asks_what_the_list_knows_no_longer_says_so(seats: Seats) -> None:
    client = seats.client()
    way = kept(client, "旧的", "severity=red&county=999901&columns=due&columns=village&order=village")

    page = text(client, way)

    assert "这个视图里的“county、village、village”已不能再用" in page
    assert "条件已失效" in tabs(page)[1]
    assert "条件已失效" in text(client, "/views")
    assert 'no-4"' not in page.partition("<main")[2][:90], "the column that is left is shown"


def test_a_view_is_what_its_officer_sees_first_and_only_where_he_may(seats: Seats) -> None:
    actor = seats.actors[BUREAU, Role.HANDLER]
    client = seats.signed_in(actor)
    kept(client, "先看这个", "owner=mine")
    client.post("/views", {"act": "begin", "view_id": str(View.objects.get().pk)})
    assert "登录后先打开" in text(client, "/views")

    def entered() -> str:
        session = client.session
        session.pop(sessions.POST, None)
        session.save()
        return str(client.get("/enter/post")["Location"])

    assert entered() == f"{INBOX}?owner=mine&view={View.objects.get().pk}"
    kept(client, "不能看的", "", page="looks")
    client.post("/views", {"act": "begin", "view_id": str(View.objects.get(page="looks").pk)})
    assert entered() == "/", "a list he may not open is not what he sees first"
    client.post("/views", {"act": "today"})
    assert not View.objects.filter(is_home=True).exists()


@pytest.mark.parametrize("page", ["looks", "evidence.search"])
def test_every_list_offers_its_columns(seats: Seats, page: str) -> None:
    kind, role, address = {
        "looks": (Kind.DISCIPLINE, Role.INSPECTOR, "/looks"),
        "evidence.search": (Kind.DISCIPLINE, Role.INSPECTOR, "/evidence/search"),
    }[page]
    shown = text(seats.client(kind, role), address)
    assert re.findall(r'name="columns" value="(\w+)"', shown) == list(LISTS[page].columns)


def test_columns_are_as_many_as_the_lists_have(seats: Seats) -> None:
    """What hides a column counts from the last: a list that gains one gains it here too."""
    from pathlib import Path

    web = Path(__file__).parents[2]
    files = {
        "alerts": "alerts/list.html", "looks": "evidence/looks.html", "evidence.search": "evidence/search.html",
        "receipts": "receipts/items.html", "payments.file": "payments/file.html", "month.roster": "month/roster.html",
    }  # fmt: skip
    for page, file in files.items():
        (head, *_) = re.findall(r'<c-slot name="head">(.*?)</c-slot>', (web / file).read_text("utf-8"), re.S)
        ticks = head.count('class="tick"')
        assert head.count("<th ") - ticks == len(LISTS[page].columns) + 1, page
