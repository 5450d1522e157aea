"""Who comes in: the right number, password and code, not too often wrong, not blocked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from mingbai.access import actions
from mingbai.access.limits import FROM_ONE_ADDRESS, OF_ONE_OFFICER, WITHIN
from mingbai.access.models import Key, Try
from mingbai.access.queries import still_opens, tries_seen_by
from mingbai.access.refused import Blocked, NotEntered, TooMany, WrongCode
from mingbai.access.tests.doors import HERE, Door, a_door
from mingbai.offices.refused import NotYours, Refused

WRONG = "不是这个密码"


@pytest.fixture
def door(desk: str) -> Door:
    return a_door()


def test_the_right_password_opens(door: Door) -> None:
    entered = door.enter()
    assert (entered.officer_id, entered.must_change, entered.needs_code) == (door.handler.id, True, False)
    assert still_opens(entered.officer_id, entered.version)


@pytest.mark.parametrize("number", ["", "没有这个工号"])
def test_wrong_number_and_wrong_password_are_told_alike(door: Door, number: str) -> None:
    with pytest.raises(NotEntered) as told:
        door.enter(WRONG, number=number)
    assert told.value.zh == NotEntered().zh


def test_after_five_wrong_passwords_not_even_the_right_one_opens(door: Door) -> None:
    for _ in range(OF_ONE_OFFICER):
        with pytest.raises(NotEntered):
            door.enter(WRONG)
    first = Try.objects.order_by("at").values_list("at", flat=True)[0]
    with pytest.raises(TooMany) as told:
        door.enter()
    assert told.value.until == first + WITHIN
    door.county.at = first + WITHIN - timedelta(seconds=2)
    with pytest.raises(TooMany):
        door.enter()
    door.county.at = first + WITHIN
    assert door.enter()


def test_tries_while_the_door_is_closed_do_not_keep_it_closed(door: Door) -> None:
    for _ in range(OF_ONE_OFFICER):
        with pytest.raises(NotEntered):
            door.enter(WRONG)
    for _ in range(3 * OF_ONE_OFFICER):
        with pytest.raises(TooMany):
            door.enter(WRONG)
    door.county.later(minutes=15)
    assert door.enter()


def test_coming_in_forgets_the_failures_before(door: Door) -> None:
    for _ in range(3):
        for _ in range(OF_ONE_OFFICER - 1):
            with pytest.raises(NotEntered):
                door.enter(WRONG)
        assert door.enter()


def test_numbers_are_not_guessed_from_one_address(door: Door) -> None:
    for guess in range(FROM_ONE_ADDRESS):
        with pytest.raises(NotEntered):
            door.enter(WRONG, number=f"猜{guess}", address="203.0.113.9")
    with pytest.raises(TooMany):
        door.enter(WRONG, number="再猜", address="203.0.113.9")
    assert door.enter(address=HERE), "others are not kept out"


def test_a_blocked_key_opens_nothing_and_ends_what_is_open(door: Door) -> None:
    entered = door.enter()
    actions.block(officer_id=door.handler.id, by=door.system, at=door.at)
    assert not still_opens(entered.officer_id, entered.version)
    with pytest.raises(Blocked):
        door.enter()
    actions.unblock(officer_id=door.handler.id, by=door.security, at=door.at)
    assert door.enter()
    assert not still_opens(entered.officer_id, entered.version), "what was open before stays closed"


def test_every_try_is_kept_and_nothing_that_was_typed(door: Door) -> None:
    door.enter()
    for number in (door.number, "我的密码打错了地方"):
        with pytest.raises(NotEntered):
            door.enter(WRONG, number=number)
    with pytest.raises(NotYours):
        tries_seen_by(door.handler, door.at, door.at)
    kept = list(tries_seen_by(door.security, door.at - timedelta(hours=1), door.at + timedelta(seconds=1)))
    assert [(one.officer_id, one.outcome) for one in kept] == [
        (None, "unknown"),
        (door.handler.id, "wrong"),
        (door.handler.id, "entered"),
    ]
    columns = {field.name for field in Try._meta.fields}
    assert columns == {"id", "officer", "at", "address", "outcome"}


# ------------------------------------------------------------------ codes of a telephone


def test_who_has_a_telephone_needs_its_code(door: Door) -> None:
    secret = door.set_factor()
    assert door.enter().needs_code
    actions.confirm_code(officer_id=door.handler.id, code=door.code(secret), address=HERE, at=door.at)
    assert list(Try.objects.order_by("pk").values_list("outcome", flat=True))[-2:] == ["code_next", "entered"]


@pytest.mark.parametrize(("drift", "opens"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(door: Door, drift: int, opens: bool) -> None:
    secret = door.set_factor()
    door.county.at += timedelta(minutes=5)
    code = door.code(secret, seconds=drift)
    if opens:
        actions.confirm_code(officer_id=door.handler.id, code=code, address=HERE, at=door.at)
    else:
        with pytest.raises(WrongCode):
            actions.confirm_code(officer_id=door.handler.id, code=code, address=HERE, at=door.at)


def test_no_code_opens_twice(door: Door) -> None:
    secret = door.set_factor()
    code = door.code(secret)
    actions.confirm_code(officer_id=door.handler.id, code=code, address=HERE, at=door.at)
    with pytest.raises(WrongCode):
        actions.confirm_code(officer_id=door.handler.id, code=code, address=HERE, at=door.at)
    earlier = door.code(secret, seconds=-30)
    with pytest.raises(WrongCode):
        actions.confirm_code(officer_id=door.handler.id, code=earlier, address=HERE, at=door.at)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34", "-12345"])
def test_what_is_no_code_does_not_open(door: Door, code: str) -> None:
    door.set_factor()
    with pytest.raises(WrongCode):
        actions.confirm_code(officer_id=door.handler.id, code=code, address=HERE, at=door.at)


def test_codes_are_not_guessed(door: Door) -> None:
    secret = door.set_factor()
    wrong = "000000" if door.code(secret) != "000000" else "000001"
    for _ in range(OF_ONE_OFFICER):
        with pytest.raises(WrongCode):
            actions.confirm_code(officer_id=door.handler.id, code=wrong, address=HERE, at=door.at)
    with pytest.raises(TooMany):
        actions.confirm_code(officer_id=door.handler.id, code=door.code(secret), address=HERE, at=door.at)


@pytest.mark.usefixtures("fresh_desk")
def test_many_guesses_at_once_are_counted_one_after_another() -> None:
    door = a_door()
    at = door.county.later(seconds=1)

    def guess(_: int) -> type[Refused] | None:
        try:
            actions.enter(number=door.number, password=WRONG, address=HERE, at=at)
        except Refused as refused:
            return type(refused)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(guess, range(2 * OF_ONE_OFFICER)))
    assert outcomes.count(NotEntered) == OF_ONE_OFFICER
    assert outcomes.count(TooMany) == OF_ONE_OFFICER
    assert Key.objects.count() == 1
