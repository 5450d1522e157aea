"""前置核对与放行: what was found where, what stops a release, who answers, and what two people then released."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.config.guards import scope
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.prechecks import actions
from mingbai.prechecks.queries import cells, findings, holds, latest_of_month
from mingbai.prechecks.tests.world import Desk
from mingbai.rosters.queries import asked_to_leave, lines, roster, rosters
from mingbai.rosters.tests.world import NOVEMBER
from mingbai.web.month import answering, checks
from mingbai.web.month.tests.world import arrived, checked_month
from mingbai.web.tests.seats import Seats
from mingbai.web.tests.toil import do_waiting

BUREAU = Kind.CIVIL_AFFAIRS
CELL = f"/prechecks/found/{TOWN.code}/dibao_rural"


@pytest.fixture(scope="module")
def desk(seats: Seats) -> Desk:
    return checked_month(seats)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def refused(client: Client, address: str, **typed: str) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == 422
    return answer.content.decode()


def done(client: Client, address: str, **typed: str) -> None:
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.content.decode()


def test_the_matrix_counts_what_stops_a_release_and_what_is_advice(seats: Seats, desk: Desk) -> None:
    page = text(seats.client(), "/prechecks")

    assert CELL in page
    assert "处不得放行" in page
    assert "有差异或待答复" in page
    with scope(COUNTY):
        check = latest_of_month(COUNTY, NOVEMBER)
        (cell,) = (one for one in cells(check or 0, COUNTY, NOVEMBER) if one.questions)
    assert (cell.place, cell.programme, cell.stops) == (TOWN.code, "dibao_rural", 1)


def test_a_township_reads_its_own_part_of_the_county_s_check(seats: Seats, desk: Desk) -> None:
    clerk = seats.client(Kind.TOWNSHIP, Role.HANDLER)

    assert CELL in text(clerk, "/prechecks")
    assert "RK-101" in text(clerk, CELL)
    assert "第" in text(clerk, f"/prechecks/release/{desk.roster.pk}")


def test_a_cell_tells_what_was_compared_by_which_article_and_nobody_s_name(seats: Seats, desk: Desk) -> None:
    page = text(seats.client(), CELL)

    assert "RK-101" in page
    assert "/law/" in page
    assert "待答复" in page
    with scope(COUNTY):
        (hold,) = holds(COUNTY, NOVEMBER)
    assert f"· {hold.line.payee_name} ·" not in page
    assert seats.client().get(CELL, headers={"HX-Request": "true"}).content.decode().startswith("<p class=")


@pytest.mark.parametrize(
    "address", [f"/prechecks/found/{TOWN.code}/%00", "/prechecks/found/x/-", "/prechecks/lines/99999999999999999999"]
)
def test_an_address_that_leads_nowhere_says_so(seats: Seats, desk: Desk, address: str) -> None:
    assert seats.client().get(address).status_code == 404


def test_in_english_the_same_is_said_in_english(seats: Seats, desk: Desk) -> None:
    client = seats.client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = text(client, CELL)

    assert "died" in page
    assert "死亡" not in page.partition("<main")[2]


def questions(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_a_question_more_for_a_finding_or_a_roster_more_is_never_asked(seats: Seats, desk: Desk) -> None:
    actor = seats.actors[BUREAU, Role.REVIEWER]
    with scope(COUNTY):
        check = latest_of_month(COUNTY, NOVEMBER)
        found, listed = list(findings(check or 0).select_related("line")), list(rosters(COUNTY, NOVEMBER))
        held = list(holds(COUNTY, NOVEMBER))
        assert len(found) > 1 < len(listed)
        checks.told(found, NOVEMBER)

        def matrix(some: list[Any]) -> Callable[[], object]:
            return lambda: checks.matrix(check, some, COUNTY, NOVEMBER)

        assert questions(lambda: checks.told(found, NOVEMBER)) == questions(lambda: checks.told(found[:1], NOVEMBER))
        assert questions(matrix(listed)) == questions(matrix(listed[:1]))
        assert questions(lambda: answering.questions(held * 3, actor)) == questions(
            lambda: answering.questions(held, actor)
        )


def test_a_month_is_released_by_two_people_once_everything_is_answered(seats: Seats, desk: Desk) -> None:
    handler, reviewer, releaser = (
        seats.client(),
        seats.client(BUREAU, Role.REVIEWER),
        seats.client(BUREAU, Role.RELEASER),
    )
    page, number = f"/prechecks/release/{desk.roster.pk}", desk.roster.pk
    with scope(COUNTY):
        (hold,) = holds(COUNTY, NOVEMBER)
        line = lines(number)[0]
        seen = desk.roster.digest

    assert "条暂缓建议未答复" in text(reviewer, page)
    assert "请复核人逐条写明理由" in refused(reviewer, page, act="ask", seen=seen)
    assert f'href="#reason-{hold.pk}"' in refused(reviewer, f"/prechecks/holds/{hold.pk}/hold", reason="")
    done(reviewer, f"/prechecks/holds/{hold.pk}/hold", reason="待入户核实")
    assert "待入户核实" in text(handler, "/prechecks/asked")

    done(handler, f"/prechecks/lines/{line.pk}", why="moved", reason="户名待核")
    with scope(COUNTY):
        (request,) = asked_to_leave(COUNTY)
    assert "户名待核" in text(reviewer, "/prechecks/asked")
    done(reviewer, f"/prechecks/moves/{request.pk}/agree")
    assert "有变动" in text(reviewer, page)
    assert "重新做前置核对" in refused(reviewer, page, act="ask")
    with arrived(desk):
        done(handler, "/prechecks?month=2026-11")
        do_waiting()

    assert "在您查看之后已有变动" in refused(reviewer, page, act="ask", seen=seen)
    with scope(COUNTY):
        seen = roster(number).digest  # type: ignore[union-attr]
    done(reviewer, page, act="ask", seen=seen)
    assert "准予发放" in text(releaser, page)
    assert 'name="act" value="release"' not in text(reviewer, page)
    assert "已核对行数" in refused(releaser, page, act="release", seen=seen)
    done(releaser, page, act="release", seen=seen, sure="on")

    said = text(handler, page)
    assert "差异0处" in said
    assert "暂缓500.00元留下未发" in said
    assert "申请和放行由两人分别办理" in said
    with scope(COUNTY):
        assert roster(number).state == "released"  # type: ignore[union-attr]
        assert actions.expire_holds(region=COUNTY, at=desk.at + timedelta(days=14)) == 1

    assert "1笔500.00元" in text(handler, "/prechecks/asked")
    made = handler.post(f"/prechecks/pay-back/{TOWN.code}")
    assert "补充名册1" in text(handler, made["Location"])
    assert "没有到期或解除而未补发的暂缓" in refused(handler, f"/prechecks/pay-back/{TOWN.code}")
