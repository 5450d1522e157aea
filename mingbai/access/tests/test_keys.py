"""Keys: who gives, blocks and opens them, what makes a password good, and what the log and a stranger see of them."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction

from mingbai.access import actions
from mingbai.access.codes import address_of, opened_secret
from mingbai.access.jobs import nightly
from mingbai.access.models import Draft, Key, Look
from mingbai.access.queries import draft, key_standing, looks, secret_being_set, still_opens
from mingbai.access.refused import HasCodes, KeysGiven, NoKey, NotEntered, OwnKey, WeakPassword, WrongCode
from mingbai.access.sessions import SessionStore, digest
from mingbai.access.tests.doors import CHOSEN, Door, a_door
from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.evidence.installation import installed_ring
from mingbai.evidence.models import Act
from mingbai.evidence.rows.altered import altered
from mingbai.kernel.secrecy import SealBroken
from mingbai.offices.refused import NotYours
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN, found_county


@pytest.fixture
def door(desk: str) -> Door:
    return a_door()


@pytest.mark.usefixtures("desk")
def test_the_founders_get_their_keys_once() -> None:
    county = found_county()
    given = actions.give_first_keys(at=county.at)
    assert len(given) == len(set(given.values())) == 3
    for number, password in given.items():
        at = county.later(seconds=1)
        assert actions.enter(number=number, password=password, address="127.0.0.1", at=at).must_change
    with pytest.raises(KeysGiven):
        actions.give_first_keys(at=county.at)


def test_only_the_system_administrator_gives_keys_and_not_to_himself(door: Door) -> None:
    for actor in (door.handler, door.security):
        with pytest.raises(NotYours):
            actions.give_key(officer_id=door.security.id, by=actor, at=door.at)
    with pytest.raises(OwnKey):
        actions.give_key(officer_id=door.system.id, by=door.system, at=door.at)
    with pytest.raises(NoKey):
        actions.give_key(officer_id=999, by=door.system, at=door.at)


def test_the_database_itself_refuses_a_key_from_oneself_and_a_password_in_clear(door: Door) -> None:
    for key in (
        Key(officer_id=door.system.id, password="argon2$x", made_by_id=door.system.id, changed_at=door.at),
        Key(officer_id=door.system.id, password="hunter2", changed_at=door.at),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            key.save()


def test_a_new_first_password_closes_what_the_old_one_opened(door: Door) -> None:
    entered, old = door.enter(), door.password
    door.password = actions.give_key(officer_id=door.handler.id, by=door.system, at=door.at)
    assert not still_opens(entered.officer_id, entered.version)
    with pytest.raises(NotEntered):
        door.enter(old)
    assert door.enter().must_change


def test_unblocking_and_resetting_are_for_the_security_administrator(door: Door) -> None:
    actions.block(officer_id=door.handler.id, by=door.security, at=door.at)
    for act in (actions.unblock, actions.reset_factor):
        with pytest.raises(NotYours):
            act(officer_id=door.handler.id, by=door.system, at=door.at)
    actions.give_key(officer_id=door.security.id, by=door.system, at=door.at)
    with pytest.raises(OwnKey):
        actions.unblock(officer_id=door.security.id, by=door.security, at=door.at)


def test_a_chosen_password_opens_and_the_first_one_no_longer(door: Door) -> None:
    first = door.password
    version = actions.change_password(officer_id=door.handler.id, old=first, new=CHOSEN, at=door.at)
    entered = door.enter(CHOSEN)
    assert (entered.version, entered.must_change) == (version, False)
    with pytest.raises(NotEntered):
        door.enter(first)
    with pytest.raises(NotEntered):
        actions.change_password(officer_id=door.handler.id, old=first, new=CHOSEN, at=door.at)


@pytest.mark.parametrize(
    ("new", "why"),
    [("短", "at least 10"), ("8413206759315", "digits"), ("password123", "guessed"), ("人员11111人员1", "name")],
)
def test_a_weak_password_is_refused_with_the_reason(door: Door, new: str, why: str) -> None:
    with pytest.raises(WeakPassword, match=why):
        actions.change_password(officer_id=door.handler.id, old=door.password, new=new, at=door.at)


def test_the_old_password_is_no_new_one(door: Door) -> None:
    with pytest.raises(WeakPassword, match="another than the old"):
        actions.change_password(officer_id=door.handler.id, old=door.password, new=door.password, at=door.at)


# ------------------------------------------------------------------ telephones


def test_a_telephone_counts_once_its_first_code_was_seen(door: Door) -> None:
    secret = actions.begin_factor(officer_id=door.handler.id, at=door.at)
    assert secret_being_set(door.handler.id) == secret
    assert address_of(secret, door.number, "明白").startswith("otpauth://totp/")
    assert not door.enter().needs_code
    with pytest.raises(WrongCode):
        actions.confirm_factor(officer_id=door.handler.id, code="000000", at=door.at)
    actions.confirm_factor(officer_id=door.handler.id, code=door.code(secret), at=door.at)
    standing = key_standing(door.handler.id)
    assert standing is not None
    assert standing.has_codes
    assert secret_being_set(door.handler.id) is None


def test_setting_up_another_telephone_never_switches_codes_off(door: Door) -> None:
    secret = door.set_factor()
    with pytest.raises(HasCodes):
        actions.begin_factor(officer_id=door.handler.id, at=door.at)
    assert door.enter().needs_code
    actions.confirm_code(officer_id=door.handler.id, code=door.code(secret), address="10.0.0.7", at=door.at)


def test_a_lost_telephone_is_forgotten(door: Door) -> None:
    door.set_factor()
    actions.reset_factor(officer_id=door.handler.id, by=door.security, at=door.at)
    assert not door.enter().needs_code


def test_a_secret_copied_to_another_key_does_not_open(door: Door) -> None:
    door.set_factor()
    actions.give_key(officer_id=door.security.id, by=door.system, at=door.at)
    sealed = Key.objects.get(officer_id=door.handler.id).factor_sealed
    assert sealed is not None
    with pytest.raises(SealBroken):
        opened_secret(Key.objects.get(officer_id=door.security.id).pk, bytes(sealed))


# ------------------------------------------------------------------ what is left in the log, in tables, in a copy


def test_every_change_of_a_key_is_an_act(door: Door) -> None:
    secret = door.set_factor()
    assert secret
    actions.block(officer_id=door.handler.id, by=door.system, at=door.at)
    actions.unblock(officer_id=door.handler.id, by=door.security, at=door.at)
    actions.change_password(officer_id=door.handler.id, old=door.password, new=CHOSEN, at=door.at)
    key = Key.objects.get(officer_id=door.handler.id)
    acts = Act.objects.filter(subject=f"access.key/{key.pk}").order_by("pk").values_list("type", "by")
    assert list(acts) == [
        ("access.given", door.system.id),
        ("access.factor_begun", door.handler.id),
        ("access.factor_set", door.handler.id),
        ("access.blocked", door.system.id),
        ("access.unblocked", door.security.id),
        ("access.password_changed", door.handler.id),
    ]


def test_a_password_put_in_by_hand_is_named(fresh_desk: str, base: Base) -> None:
    door = a_door()
    keys = [Key.objects.get(officer_id=door.handler.id).pk]
    assert altered(installed_ring(), Key, keys) == []
    with base.administrator(fresh_desk) as admin:
        admin.execute("UPDATE access_key SET password = %s", [make_password("另一个人的密码也行")])
    assert altered(installed_ring(), Key, keys) == [f"access.key/{keys[0]}"]


def test_tries_and_looks_stay_as_written(door: Door) -> None:
    door.enter()
    with scope(COUNTY):
        actions.note_look(page="people.person", subject="people.person/1", by=door.handler, at=door.at)
    for table in ("access_try", "access_look"):
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET at = now()"):
            with pytest.raises(Exception, match=r"permission denied|append-only"), transaction.atomic():
                connection.cursor().execute(change)


def test_looks_are_seen_from_their_division_and_above(door: Door) -> None:
    since, until = door.at - timedelta(days=1), door.at + timedelta(days=1)
    with scope(COUNTY):
        actions.note_look(
            page="people.person", subject="people.person/1", by=door.handler, at=door.at, reason="核实", is_export=True
        )
        assert [(one.officer_id, one.is_export) for one in looks(COUNTY, since, until)] == [(door.handler.id, True)]
    with scope(OTHER_TOWN):
        assert not Look.objects.exists()


def test_a_copy_of_the_session_table_opens_nothing(door: Door) -> None:
    session = SessionStore()
    session["post"] = door.handler.post_id
    session.create()
    shown = session.session_key
    assert shown is not None
    assert list(Session.objects.values_list("session_key", flat=True)) == [digest(shown)]
    assert SessionStore(shown)["post"] == door.handler.post_id
    assert "post" not in SessionStore(digest(shown))
    session["post"] = 0
    session.save()
    assert SessionStore(shown)["post"] == 0
    session.flush()
    assert not Session.objects.exists()


def test_a_session_key_somebody_chose_is_not_taken_up(door: Door) -> None:
    session = SessionStore("abcdefghijklmnopqrstuvwxyz012345")
    session["post"] = door.handler.post_id
    session.save()
    assert session.session_key != "abcdefghijklmnopqrstuvwxyz012345"


def test_a_draft_comes_back_to_its_writer_alone(door: Door) -> None:
    form = "/awards/new"
    for text in ("张", "张三"):
        actions.keep_draft(officer_id=door.handler.id, form=form, fields={"name": [text]}, at=door.at)
    assert draft(door.handler.id, form) == ({"name": ["张三"]}, door.at)
    assert draft(door.system.id, form) is None
    kept = Draft.objects.get()
    assert "张三".encode() not in bytes(kept.sealed)
    actions.forget_drafts(officer_id=door.handler.id, form=form)
    assert draft(door.handler.id, form) is None


def test_every_night_ended_sessions_and_old_drafts_are_forgotten(door: Door) -> None:
    for days in (-1, 1):
        session = SessionStore()
        session.set_expiry(door.at + timedelta(days=days))
        session.create()
    assert Session.objects.count() == 2
    actions.keep_draft(officer_id=door.handler.id, form="/x", fields={}, at=door.at - timedelta(days=31))
    nightly(at=door.at)
    assert Session.objects.count() == 1
    assert not Draft.objects.exists()


def test_old_drafts_are_forgotten(door: Door) -> None:
    actions.keep_draft(officer_id=door.handler.id, form="/x", fields={}, at=door.at - timedelta(days=31))
    actions.keep_draft(officer_id=door.handler.id, form="/y", fields={}, at=door.at)
    assert actions.forget_old_drafts(at=door.at) == 1
    assert draft(door.handler.id, "/y") is not None
