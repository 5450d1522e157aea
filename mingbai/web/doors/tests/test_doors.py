"""The way in: password, code, first password, post; out again by hand, by time, and as soon as a key is taken away."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from mingbai.access import actions
from mingbai.access.codes import code_at
from mingbai.access.limits import CODE_WITHIN, IDLE, LONGEST, OF_ONE_OFFICER
from mingbai.access.queries import key_standing
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests.seats import Seats, stranger

CHOSEN = "秋天的橘子落在旧书桌上"
LEADER = (Kind.CIVIL_AFFAIRS, Role.LEADER)


@pytest.fixture
def somebody(seats: Seats, now: datetime) -> tuple[str, Actor]:
    """Return a fresh handler's staff number, and who it is; the password is CHOSEN."""
    county = seats.county
    actor = county.post(county.office(Kind.FINANCE, name=f"财政所{county.people}"), Role.HANDLER)
    first = actions.give_key(officer_id=actor.id, by=county.administrator(), at=now)
    actions.change_password(officer_id=actor.id, old=first, new=CHOSEN, at=now)
    return f"N{county.people}", actor


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, now: datetime) -> "Later":
    return Later(monkeypatch, now)


class Later:
    """Lets time pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
        self.monkeypatch, self.at = monkeypatch, now

    def by(self, much: timedelta) -> datetime:
        self.at += much
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: self.at)
        return self.at


def entered(number: str, password: str = CHOSEN, **more: str) -> tuple[Client, str]:
    """Return a client after number and password, and where it was led."""
    client = stranger()
    answer = client.post("/enter", {"number": number, "password": password, **more})
    assert answer.status_code == 302, answer.content.decode()
    return client, answer["Location"]


def test_number_and_password_lead_to_the_page_one_wanted(somebody: tuple[str, Actor]) -> None:
    client, onwards = entered(somebody[0], next="/?month=2026-10")

    through = client.get(onwards)

    assert (through.status_code, through["Location"]) == (302, "/?month=2026-10")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("number", ["known", "X999", "", " ", "x" * 200, "N1' OR 1=1 --"])
def test_a_wrong_password_is_said_above_the_form_and_never_which_of_the_two_was_wrong(
    somebody: tuple[str, Actor], number: str
) -> None:
    answer = stranger().post("/enter", {"number": somebody[0] if number == "known" else number, "password": "wrong"})

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert 'class="problems"' in shown
    assert "data-focus" in shown
    assert "wrong" not in shown.replace("has-problem", "")
    if number in ("known", "X999"):
        assert "工号或密码不对" in shown


def test_what_was_typed_is_there_again_but_for_the_password(somebody: tuple[str, Actor]) -> None:
    shown = stranger().post("/enter", {"number": somebody[0], "password": "geheim"}).content.decode()

    assert f'value="{somebody[0]}"' in shown
    assert "geheim" not in shown


def test_after_five_wrong_ones_even_the_right_one_waits(somebody: tuple[str, Actor]) -> None:
    client = stranger()
    for _ in range(OF_ONE_OFFICER):
        client.post("/enter", {"number": somebody[0], "password": "wrong"})

    answer = client.post("/enter", {"number": somebody[0], "password": CHOSEN})

    assert answer.status_code == 422
    assert "输错次数过多" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_a_first_password_opens_nothing_but_the_page_where_it_is_changed(seats: Seats) -> None:
    number, first = next((number, one) for number, one in seats.passwords.items() if number.startswith("N"))
    client, onwards = entered(number, first)
    assert onwards.startswith("/enter/password?")
    assert client.get("/")["Location"].startswith("/enter/password?")

    different = client.post("/enter/password", {"old": first, "new": CHOSEN, "again": "anders"})
    weak = client.post("/enter/password", {"old": first, "new": "1234567890", "again": "1234567890"})
    done = client.post("/enter/password", {"old": first, "new": CHOSEN, "again": CHOSEN})

    assert (different.status_code, weak.status_code) == (422, 422)
    assert "两次输入的新密码不一致" in different.content.decode()
    assert "新密码不合格" in weak.content.decode()
    assert done["Location"].startswith("/enter/post?")
    client.get(done["Location"])
    assert client.get("/").status_code == 200


def test_with_a_telephone_the_password_alone_opens_nothing(somebody: tuple[str, Actor], later: Later) -> None:
    number, actor = somebody
    secret = actions.begin_factor(officer_id=actor.id, at=later.at)
    actions.confirm_factor(officer_id=actor.id, code=code_at(secret, later.at), at=later.at)
    later.by(timedelta(minutes=2))

    client, onwards = entered(number)
    assert onwards.startswith("/enter/code?")
    assert client.get("/")["Location"].startswith("/enter/code?")
    assert client.get("/enter/post")["Location"].startswith("/enter/code?")
    assert client.post("/enter/code", {"code": "000000"}).status_code == 422
    assert client.post("/enter/code", {"code": code_at(secret, later.at)})["Location"].startswith("/enter/post?")
    client.get("/enter/post")
    assert client.get("/").status_code == 200


def test_a_code_that_comes_too_late_asks_for_the_password_again(somebody: tuple[str, Actor], later: Later) -> None:
    number, actor = somebody
    secret = actions.begin_factor(officer_id=actor.id, at=later.at)
    actions.confirm_factor(officer_id=actor.id, code=code_at(secret, later.at), at=later.at)
    later.by(timedelta(minutes=2))
    client, _ = entered(number)

    later.by(CODE_WITHIN)

    answer = client.post("/enter/code", {"code": code_at(secret, later.at)})
    assert answer["Location"].startswith("/enter?")


def test_who_holds_two_posts_chooses_one(seats: Seats, somebody: tuple[str, Actor]) -> None:
    number, actor = somebody
    second = seats.county.post(seats.county.office(Kind.AUDIT, name="第二单位"), Role.INSPECTOR, officer=actor.id)
    client, onwards = entered(number)

    asked = client.get(onwards)
    assert "第二单位" in asked.content.decode()
    assert client.get("/").status_code == 302
    for hostile in ("", "0", "999999", "x", "²"):
        assert client.post("/enter/post", {"post": hostile}).status_code == 200
    assert client.post("/enter/post", {"post": str(second.post_id)})["Location"] == "/"
    assert "第二单位" in client.get("/").content.decode()


def test_going_out_ends_the_session_for_whoever_kept_its_key(seats: Seats) -> None:
    client = seats.client(*LEADER)
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value

    assert client.get("/leave").status_code == 405
    client.post("/leave")

    thief = stranger()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert thief.get("/").status_code == 302


def test_the_key_of_a_session_is_another_after_the_password(somebody: tuple[str, Actor]) -> None:
    client = stranger()
    client.cookies[settings.SESSION_COOKIE_NAME] = "chosen-by-somebody-else-012345678"

    client.post("/enter", {"number": somebody[0], "password": CHOSEN})

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "chosen-by-somebody-else-012345678"


def test_a_blocked_key_is_out_with_the_next_click(seats: Seats, somebody: tuple[str, Actor], now: datetime) -> None:
    client = seats.signed_in(somebody[1])
    assert client.get("/").status_code == 200

    actions.block(officer_id=somebody[1].id, by=seats.county.administrator(), at=now)

    assert client.get("/")["Location"].startswith("/enter?")


def test_a_changed_password_ends_every_other_session(seats: Seats, somebody: tuple[str, Actor]) -> None:
    here, elsewhere = seats.signed_in(somebody[1]), seats.signed_in(somebody[1])

    here.post("/enter/password", {"old": CHOSEN, "new": f"{CHOSEN}呀", "again": f"{CHOSEN}呀"})

    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


def test_whoever_loses_the_post_is_out_of_it_at_once(seats: Seats, somebody: tuple[str, Actor], later: Later) -> None:
    from mingbai.offices.actions import end_post

    client = seats.signed_in(somebody[1])
    end_post(
        post_id=somebody[1].post_id,
        until_on=later.at.date(),
        reason="调离",
        by=seats.county.administrator(),
        at=later.at,
    )

    answer = client.get("/", follow=True)

    assert "您今天没有生效的任职" in answer.content.decode()


def test_a_session_nobody_uses_ends_and_one_in_use_does_not(seats: Seats, later: Later) -> None:
    client = seats.client(*LEADER)
    for _ in range(3):
        later.by(IDLE - timedelta(minutes=2))
        assert client.get("/").status_code == 200

    later.by(IDLE + timedelta(seconds=1))

    assert client.get("/")["Location"].startswith("/enter?")


def test_no_session_outlives_the_day(seats: Seats, later: Later) -> None:
    client, began = seats.client(*LEADER), later.at
    while later.at - began < LONGEST - timedelta(minutes=20):
        assert client.get("/").status_code == 200
        later.by(timedelta(minutes=20))

    later.by(timedelta(minutes=20))

    assert client.get("/")["Location"].startswith("/enter?")


def test_a_form_sent_by_whoever_is_no_longer_signed_in_leads_back_to_its_page(seats: Seats, later: Later) -> None:
    client = seats.client(*LEADER)
    later.by(IDLE + timedelta(seconds=1))

    answer = client.post("/", {"x": "y"}, headers={"referer": "http://localhost/?month=2026-10"})

    assert answer.status_code == 302
    assert "month%3D2026-10" in answer["Location"]


def test_every_key_still_belongs_to_who_it_was_given(seats: Seats) -> None:
    assert all(key_standing(actor.id) for actor in seats.actors.values())
