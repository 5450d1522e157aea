"""Accounts by screen: entered by one with the card before him, compared by another, and nothing is paid before."""

import pytest

from mingbai.awards.tests.cases import Office
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.people.queries import persons
from mingbai.web.tests.families import settle
from mingbai.web.tests.seats import Seats

CLERK, SECOND = (Kind.TOWNSHIP, Role.HANDLER), (Kind.TOWNSHIP, Role.REVIEWER)
NUMBER = "6222020000000000001"
BOOK = "105512345671"


@pytest.fixture(scope="module")
def office(seats: Seats) -> Office:
    made = settle(seats, more=2)
    seats.county.listed("keep_data", seats.actors[CLERK], seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER])
    return made


def entered(seats: Seats, person: int, number: str, **more: str) -> tuple[int, str]:
    """Enter an account and return status and where it leads, or what it says."""
    with working_as(seats.actors[CLERK]):
        name = persons([person])[person].name
    typed = {"bank": "明白农商行", "number": number, "holder_name": name, "from_on": "2026-11-01"} | more
    answer = seats.client(*CLERK).post(f"/people/{person}/account", typed)
    return answer.status_code, answer["Location"] if answer.status_code == 302 else answer.content.decode()


@pytest.mark.usefixtures("office")
@pytest.mark.requirement("R-712")
def test_an_account_counts_once_another_compared_it(seats: Seats) -> None:
    status, there = entered(seats, 1, BOOK)
    assert status == 302, there[-3000:]
    address = there.split("?")[0]

    assert "确认账户" not in seats.client(*CLERK).get(address).content.decode()
    assert address in seats.client(*SECOND).get("/people/accounts").content.decode()
    assert "确认账户" in seats.client(*SECOND).get("/").content.decode()
    done = seats.client(*SECOND).post(address, {"act": "confirm"})

    assert done.status_code == 302
    assert "两人经手，可以收款" in seats.client(*CLERK).get(address).content.decode()
    assert address not in seats.client(*SECOND).get("/people/accounts").content.decode()


@pytest.mark.usefixtures("office")
def test_a_mistyped_number_and_a_strangers_name_are_refused_and_what_was_typed_stays(seats: Seats) -> None:
    status, said = entered(seats, 2, NUMBER)
    assert (status, "校验位" in said, NUMBER in said) == (422, True, True)

    status, said = entered(seats, 2, BOOK, holder_name="赵外人")
    assert (status, "赵外人" in said, "代取" in said) == (422, True, True)


@pytest.mark.usefixtures("office")
def test_one_that_is_sent_back_or_ended_says_why(seats: Seats) -> None:
    _status, there = entered(seats, 2, "105512345672")
    address = there.split("?")[0]

    assert seats.client(*SECOND).post(address, {"act": "refuse", "reason": ""}).status_code == 422
    assert seats.client(*SECOND).post(address, {"act": "refuse", "reason": "与存折不符"}).status_code == 302
    assert "与存折不符" in seats.client(*SECOND).get(address).content.decode()

    _status, there = entered(seats, 2, "105512345674")
    used = there.split("?")[0]
    ended = {"act": "close", "until_on": "2026-12-01", "reason": "本人换卡"}
    for what in ({"act": "confirm"}, ended):
        assert seats.client(*SECOND).post(used, what).status_code == 302
    assert "本人换卡" in seats.client(*SECOND).get(used).content.decode()


@pytest.mark.usefixtures("office")
def test_who_is_asked_twice_does_it_once(seats: Seats) -> None:
    _status, there = entered(seats, 1, "105512345673")
    address = there.split("?")[0]
    for _ in range(2):
        assert seats.client(*SECOND).post(address, {"act": "confirm"}).status_code == 302
