"""Long work on the screen: asked for once, followed, stopped, found again; nobody sees another's."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from mingbai.access.models import Look
from mingbai.config.guards import scope
from mingbai.errands.models import Errand
from mingbai.errands.states import State
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.web.month.tests.world import checked_month
from mingbai.web.tests.seats import Seats
from mingbai.web.tests.toil import OVER, UNDER_WAY, do_waiting, toiling

BUREAU = Kind.CIVIL_AFFAIRS
HTMX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def seats(seats: Seats) -> Seats:
    checked_month(seats)
    toiling(seats.actors[BUREAU, Role.HANDLER])
    return seats


def text(client: Client, address: str, **headers: Any) -> str:
    answer = client.get(address, **headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_under_way_tells_its_phase_how_far_and_how_long(seats: Seats) -> None:
    page = text(seats.client(), f"/errands/{UNDER_WAY}")

    assert "逐条规则核对，第2遍" in page
    assert 'value="37"' in page
    assert "6 / 16" in page
    assert "大约还要" in page
    assert "停止并撤回" in page


def test_it_is_told_in_english_too(seats: Seats) -> None:
    client = seats.client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = text(client, f"/errands/{UNDER_WAY}")

    assert "Trying the rules, pass 2" in page
    assert "Pre-payment check" in page


def test_nobody_opens_or_stops_anothers(seats: Seats) -> None:
    other = seats.client(BUREAU, Role.REVIEWER)
    for address in (f"/errands/{UNDER_WAY}", f"/errands/{OVER}", f"/errands/{OVER}/files/0"):
        assert other.get(address).status_code == 404
    assert other.post(f"/errands/{UNDER_WAY}").status_code == 404
    assert "导出清单" not in text(other, "/errands")


def test_a_file_that_came_of_it_is_handed_out_and_that_is_kept(seats: Seats) -> None:
    answer = seats.client().get(f"/errands/{OVER}/files/0")

    assert answer.content.decode() == "项目,金额\r\n"
    assert answer["Content-Disposition"].startswith("attachment;")
    with scope(COUNTY):
        assert Look.objects.filter(page="errands.file", is_export=True).exists()
    assert seats.client().get(f"/errands/{OVER}/files/1").status_code == 404


def test_the_top_line_counts_what_is_new_until_it_was_seen(seats: Seats) -> None:
    client = seats.client()
    text(client, f"/errands/{OVER}")

    page = text(client, "/errands")

    assert "导出17条。" in page
    assert '<span class="count">1</span>' in page


def test_stopping_asks_the_worker_to_undo(seats: Seats) -> None:
    answer = seats.client().post(f"/errands/{UNDER_WAY}")

    assert answer.status_code == 302
    assert Errand.objects.get(pk=UNDER_WAY).cancel_asked_at is not None
    assert "正在停止" in text(seats.client(), f"/errands/{UNDER_WAY}")


def test_what_is_asked_for_every_second_holds_nothing_that_has_the_focus_and_ends_in_the_whole_page(
    seats: Seats,
) -> None:
    client = seats.client()

    fragment = client.get(f"/errands/{UNDER_WAY}", headers=HTMX).content.decode()
    over = client.get(f"/errands/{OVER}", headers=HTMX)

    assert "every 1s" in fragment
    assert "<button" not in fragment
    assert over["HX-Refresh"] == "true"


def test_a_check_is_asked_for_once_and_leads_to_what_it_found(seats: Seats) -> None:
    client = seats.client()
    first = client.post("/prechecks?month=2026-11")["Location"]
    assert client.post("/prechecks?month=2026-11")["Location"] == first
    assert Errand.objects.filter(state=State.WAITING).count() == 1
    assert "等待办理" in text(client, first)
    assert '<span class="muted">2026年11月</span>' in text(client, first)

    do_waiting()
    followed = client.get(first, headers=HTMX)

    assert followed["HX-Redirect"].startswith("/prechecks?month=2026-11&checked=")
    assert "核对完成" in text(client, followed["HX-Redirect"])
    assert "看核对结果" in text(client, first)


def test_a_check_of_a_month_without_a_frozen_roster_is_refused_at_once(seats: Seats) -> None:
    answer = seats.client().post("/prechecks?month=2026-08")

    assert answer.status_code == 422
    assert "2026-08" in answer.content.decode()
    assert not Errand.objects.filter(subject="2026-08").exists()
