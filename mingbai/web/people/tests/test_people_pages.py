"""The pages of people: nobody without a question, masked, with the reckoning, the log, and who looked."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.access.queries import looks
from mingbai.awards.queries import held_by
from mingbai.awards.tests.cases import Office
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.people.queries import account_history, opened_numbers, persons
from mingbai.people.tests.families import id_number
from mingbai.rosters.tests.world import VILLAGE
from mingbai.web.evidence.calling import ACTS
from mingbai.web.people.acts import FAMILIES
from mingbai.web.tests.families import settle
from mingbai.web.tests.seats import Seats

AUDIT = (Kind.AUDIT, Role.INSPECTOR)


@pytest.fixture(scope="module")
def office(seats: Seats) -> Office:
    return settle(seats, more=2)


@pytest.fixture(scope="module")
def number(seats: Seats, office: Office) -> str:
    assert office
    with working_as(office.leader):
        return opened_numbers([1])[1]


def body(seats: Seats, address: str, **asked: str) -> str:
    answer = seats.client().get(address, asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


@pytest.mark.usefixtures("office")
def test_without_a_question_nobody_is_shown(seats: Seats) -> None:
    for asked in ({}, {"q": "   "}):
        shown = body(seats, "/people", **asked)
        assert "/people/1" not in shown


@pytest.mark.usefixtures("office")
def test_a_whole_number_opens_the_person_at_once_in_whatever_spelling(seats: Seats, number: str) -> None:
    for typed in (number, number.lower(), f" {number[:6]} {number[6:14]} {number[14:]} "):
        answer = seats.client().get("/people", {"q": typed})
        assert (answer.status_code, answer["Location"]) == (302, "/people/1")


@pytest.mark.usefixtures("office")
def test_the_end_of_a_number_a_name_both_and_the_households_number_find(seats: Seats, number: str) -> None:
    with working_as(seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]):
        name = persons([1])[1].name
        (card,) = (account.number_hint for account in account_history(1))
    for typed in (number[-4:], number[-6:], name, f"{name} {number[-4:]}", "H3", card[-4:]):
        answer = seats.client().get("/people", {"q": typed})
        there = answer.content.decode() if answer.status_code == 200 else answer["Location"]
        assert "/people/1" in there, typed
    assert "没有查到" in body(seats, "/people", q=f"{name} 0000")


@pytest.mark.usefixtures("office")
def test_a_certificate_finds_its_family(seats: Seats) -> None:
    with working_as(seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]):
        (held,) = held_by([1])
    assert held.award.certificate_no
    assert 'href="/people/1"' in body(seats, "/people", q=held.award.certificate_no)


@pytest.mark.requirement("R-1505")
def test_each_search_and_opening_is_kept_and_no_number_in_what_is_kept(
    seats: Seats, office: Office, number: str
) -> None:
    seats.client().get("/people", {"q": number})
    seats.client().get("/people/1")

    with working_as(seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER]):
        kept = [one.subject for one in looks(COUNTY, seats.county.at, office.at.replace(year=2027))]
    assert "people.person/1" in kept
    assert f"people/****{number[-4:]}" in kept
    assert not any(number in one for one in kept)


@pytest.mark.usefixtures("office")
def test_a_person_is_shown_with_everything_but_whole_numbers(seats: Seats, number: str) -> None:
    shown = body(seats, "/people/1")
    for words in ("农村低保", "620.00", "金额怎么来的", "决定经过", "家庭成员", "账户", "新增", "已确认"):
        assert words in shown, words
    assert number not in shown
    assert "13800138000" not in shown
    assert f'masked-text">{number[:6]}****{number[-4:]}<' in shown


@pytest.mark.usefixtures("office")
def test_the_amount_is_told_step_by_step_with_its_articles(seats: Seats) -> None:
    shown = body(seats, "/people/1")
    with working_as(seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]):
        (held,) = held_by([1])
    steps = held.decisions[-1].explanation["steps"]
    assert len(steps) > 1
    assert shown.count("<li>") >= len(steps)
    assert any(step["cites"] for step in steps)
    assert 'class="cites"' in shown


@pytest.mark.requirement("R-1505")
@pytest.mark.usefixtures("office")
def test_a_whole_value_takes_a_reason_and_is_in_the_log_before(seats: Seats, number: str) -> None:
    client = seats.client()
    asked = client.get("/people/1/whole/id_number", headers={"HX-Request": "true"}).content.decode()
    assert number not in asked
    assert "<html" not in asked

    refused = client.post("/people/1/whole/id_number", {"reason": "看"}, headers={"HX-Request": "true"})
    assert (refused.status_code, number in refused.content.decode()) == (422, False)
    assert "至少4个字" in refused.content.decode()

    shown = client.post("/people/1/whole/id_number", {"reason": "核对身份证原件"}, headers={"HX-Request": "true"})
    assert (shown.status_code, number in shown.content.decode()) == (200, True)
    assert "查看完整信息" in body(seats, "/people/1/history", only="people")


@pytest.mark.usefixtures("office")
def test_health_is_not_for_those_who_watch(seats: Seats) -> None:
    client = seats.client(*AUDIT)
    assert "您的岗位不能查看" in client.get("/people/1/whole/health").content.decode()
    refused = client.post("/people/1/whole/health", {"reason": "审计需要核对"})
    assert refused.status_code == 422
    assert "/people/1/whole/health" not in client.get("/people/1").content.decode()
    assert client.get("/people/1/whole/nothing").status_code == 404


@pytest.mark.usefixtures("office")
def test_an_account_is_seen_whole_on_the_same_terms(seats: Seats) -> None:
    client = seats.client()
    assert client.post("/people/accounts/1/whole", {"reason": ""}).status_code == 422
    shown = client.post("/people/accounts/1/whole", {"reason": "核对一卡通账号"}).content.decode()
    assert re.search(r"whole-value[^>]*>1234567\d+<", shown)
    assert client.get("/people/accounts/999/whole").status_code == 404


@pytest.mark.usefixtures("office")
def test_what_was_done_is_told_with_who_did_it_and_its_place_in_the_log(seats: Seats) -> None:
    shown = body(seats, "/people/1/history")
    for what in ("登记人员", "登记账户", "确认账户", "提出确认", "复核"):
        assert what in shown, what
    assert "其他办理" not in shown
    assert "people.person/1" in shown
    assert "明白县民政局社会救助科" in shown
    assert "待入日志" in shown
    assert "登记人员" not in body(seats, "/people/1/history", only="awards")


@pytest.mark.usefixtures("office")
def test_who_looked_is_told_to_those_who_watch_over_it(seats: Seats) -> None:
    seats.client().get("/people/1")
    assert "查看页面" in seats.client(*AUDIT).get("/people/1/history").content.decode()
    assert "查看页面" not in body(seats, "/people/1/history")


@pytest.mark.usefixtures("office")
def test_a_household_is_shown_with_all_of_its_members(seats: Seats) -> None:
    shown = body(seats, "/people/households/1")
    assert 'href="/people/1"' in shown
    assert 'href="/people/2"' in shown
    assert "加入家庭" in body(seats, "/people/households/1/history")


@pytest.mark.usefixtures("office")
def test_whoever_is_out_of_sight_is_not_there(seats: Seats) -> None:
    for address in ("/people/999", "/people/999/history", "/people/households/999", "/people/999/whole/phone"):
        assert seats.client().get(address).status_code == 404


@pytest.mark.usefixtures("office")
def test_a_reviewer_of_a_third_party_searches_nobody(seats: Seats) -> None:
    assert seats.client(Kind.THIRD_PARTY, Role.INSPECTOR).get("/people").status_code == 403


def test_no_page_of_people_asks_more_when_there_are_more(seats: Seats, office: Office) -> None:
    client = seats.client()

    def questions(address: str, **asked: str) -> int:
        with CaptureQueriesContext(connection) as told:
            assert client.get(address, asked).status_code == 200
        return len(told)

    pages = ("/people/1", "/people/1/history", "/people/households/1")
    before = [questions("/people", q="张三"), *map(questions, pages)]
    with working_as(office.bureau.handler):
        for _ in range(4):
            person = office.bureau.person(region=VILLAGE)
            office.bureau.member(1, person)
            office.bureau.account(person, persons([person])[person].name, number=office.card(), confirmed=False)
    after = [questions("/people", q="张三"), *map(questions, pages)]
    assert before == after


def test_every_title_is_said_twice() -> None:
    for zh, en in (*ACTS.values(), *FAMILIES.values()):
        assert zh
        assert en.isascii()
    assert id_number(1)
