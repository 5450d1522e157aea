"""What stands round every page: the menu, the month and the division, language and type, and nothing from elsewhere."""

import pytest
from django.test import Client

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.rosters.tests.world import VILLAGE
from mingbai.web.access import ADDRESSES, may_open
from mingbai.web.frame import MENU
from mingbai.web.tests.seats import Seats, stranger


def page(client: Client, address: str = "/", **asked: str) -> str:
    return client.get(address, asked).content.decode()


def test_the_menu_shows_the_pages_that_are_there_and_open_to_the_reader(seats: Seats) -> None:
    actor = seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]
    shown = page(seats.signed_in(actor))
    for group in MENU:
        for item in group.items:
            opens = item.name in ADDRESSES and may_open(actor, item.name)
            assert (f">{item.title}</a></li>" in shown) == opens


def test_the_page_says_whose_it_is_where_and_when(seats: Seats) -> None:
    shown = page(seats.client(Kind.TOWNSHIP, Role.HANDLER), month="2026-10")

    assert "河东镇人民政府" in shown
    assert "经办人" in shown
    assert "<span>2026年10月</span>" in shown
    assert "<span>河东镇</span>" in shown
    assert "2026-11-22 10:00" in shown


def test_month_and_division_are_remembered(seats: Seats) -> None:
    client = seats.client()
    page(client, month="2026-10", area=TOWN.code)

    assert "<span>2026年10月</span>" in page(client)
    assert "<span>河东镇</span>" in page(client)


@pytest.mark.parametrize("asked", [COUNTY.code, "370830", "", "x" * 5000, "999901102", "'; DROP"])
def test_a_division_that_is_not_ones_own_is_not_shown(seats: Seats, asked: str) -> None:
    assert "<span>河东镇</span>" in page(seats.client(Kind.TOWNSHIP, Role.HANDLER), area=asked)


@pytest.mark.parametrize("asked", ["", "2026-13", "0000-00", "99999999", "'; DROP", "2026-11" * 900])
def test_a_month_that_cannot_be_read_is_this_one(seats: Seats, asked: str) -> None:
    assert "<span>2026年11月</span>" in page(seats.client(), month=asked)


def test_one_may_go_to_what_lies_directly_below_and_back_up(seats: Seats) -> None:
    client = seats.client()

    def offered(area: str) -> list[str]:
        lines = page(client, area=area).partition('id="where-area"')[2].partition("</select>")[0]
        return [line.partition('value="')[2].partition('"')[0] for line in lines.split("<option")[1:]]

    assert offered(COUNTY.code) == [COUNTY.code, TOWN.code]
    assert offered(TOWN.code) == [COUNTY.code, TOWN.code, VILLAGE.code]
    assert offered(VILLAGE.code) == [COUNTY.code, TOWN.code, VILLAGE.code]


@pytest.mark.parametrize(("chosen", "said", "lang"), [("en", "Today's tasks", "en"), ("zh-hans", "今日待办", "zh-CN")])
def test_the_language_is_chosen_once_for_all_pages(seats: Seats, chosen: str, said: str, lang: str) -> None:
    client = seats.client()
    back = client.post("/look", {"language": chosen, "next": "/?month=2026-10"})

    assert (back.status_code, back["Location"]) == (302, "/?month=2026-10")
    shown = page(client)
    assert said.replace("'", "&#x27;") in shown or said in shown
    assert f'<html lang="{lang}"' in shown


def test_large_type_is_turned_on_and_off_and_lasts(seats: Seats) -> None:
    client = seats.client()

    client.post("/look", {"turn": "large"})
    assert 'class="large ' in page(client)
    client.post("/look", {"turn": "narrow"})
    assert 'class="large narrow"' in page(client)
    client.post("/look", {"turn": "large"})
    assert 'class="narrow"' in page(client)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_nobody_is_sent_elsewhere(elsewhere: str) -> None:
    assert stranger().post("/look", {"turn": "large", "next": elsewhere})["Location"] == "/"


def test_a_page_that_is_not_there_says_so_in_words(seats: Seats) -> None:
    answer = seats.client().get("/nowhere")

    assert answer.status_code == 404
    assert "地址有误" in answer.content.decode()


@pytest.mark.usefixtures("database")
def test_a_form_from_elsewhere_or_too_late_is_said_in_words() -> None:
    client = stranger(enforce_csrf_checks=True)

    answer = client.post("/look", {"turn": "large"})

    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


@pytest.mark.usefixtures("database")
def test_who_watches_the_desk_hears_that_it_is_well() -> None:
    answer = stranger().get("/health")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_pages_load_nothing_but_what_we_serve(seats: Seats) -> None:
    answer = seats.client().get("/")

    policy = {rule.partition(" ")[::2] for rule in answer["Content-Security-Policy"].split("; ")}
    assert policy == {
        ("default-src", "'self'"),
        ("object-src", "'none'"),
        ("base-uri", "'self'"),
        ("form-action", "'self'"),
        ("frame-ancestors", "'none'"),
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
