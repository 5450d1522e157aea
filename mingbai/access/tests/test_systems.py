"""Keys of systems: who makes and revokes them, what they open, how every use and every try is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from mingbai.access import actions
from mingbai.access.limits import CALLS, FROM_ONE_ADDRESS
from mingbai.access.models import ApiKey, KeyUse, Try
from mingbai.access.outcomes import Outcome
from mingbai.access.queries import api_keys_seen_by
from mingbai.access.refused import BadTerm, KeyOpensNothing, OwnKey, TooFast, TooMany
from mingbai.access.tests.doors import HERE, Door, a_door
from mingbai.config.guards import NATION, scope
from mingbai.evidence.models import Act
from mingbai.offices import actions as offices
from mingbai.offices.refused import NotInOffice, NotYours

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def door(desk: str) -> Door:
    return a_door()


def made(door: Door, days: int = 30) -> str:
    return actions.make_api_key(
        post_id=door.handler.post_id, purpose="每日取回名册", days=days, by=door.security, at=door.at
    )


def used(door: Door, token: str, address: str = HERE) -> actions.Used:
    at = door.county.later(seconds=1)
    return actions.use_api_key(token=token, method="GET", path="/api/v1/rosters", address=address, at=at)


def test_a_key_opens_the_post_it_was_made_for_and_every_use_is_kept(door: Door) -> None:
    token = made(door)

    assert used(door, token).actor == door.handler
    assert used(door, token).left == used(door, token).left + 1
    with scope(NATION):
        assert [(one.address, one.path) for one in KeyUse.objects.all()] == [(HERE, "/api/v1/rosters")] * 3


def test_the_key_itself_is_kept_nowhere(door: Door) -> None:
    token = made(door)
    row = ApiKey.objects.get()

    assert token.startswith(row.hint)
    assert len(token) - len(row.hint) > 30
    assert token not in str(vars(row))


def test_only_the_security_administrator_makes_and_revokes_keys(door: Door) -> None:
    token = made(door)
    for by in (door.handler, door.system):
        with pytest.raises(NotYours):
            actions.make_api_key(post_id=door.handler.post_id, purpose="试", days=30, by=by, at=door.at)
        with pytest.raises(NotYours):
            actions.revoke_api_key(key_id=ApiKey.objects.get().pk, by=by, at=door.at)
        assert used(door, token).actor == door.handler


def test_nobody_makes_a_key_for_his_own_post_and_the_database_holds_that_too(door: Door) -> None:
    with pytest.raises(OwnKey):
        actions.make_api_key(post_id=door.security.post_id, purpose="试", days=30, by=door.security, at=door.at)
    made(door)
    row = ApiKey.objects.get()
    row.pk, row.digest, row.made_by_id = None, "0" * 64, door.handler.id
    with pytest.raises(IntegrityError, match="access_api_key_from_another"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_key_lasts_a_day_to_a_year(door: Door, days: int) -> None:
    with pytest.raises(BadTerm):
        made(door, days)


def test_a_revoked_key_opens_nothing_at_once_and_what_was_revoked_stays_so(door: Door) -> None:
    token, key = made(door), ApiKey.objects.get()
    actions.revoke_api_key(key_id=key.pk, by=door.security, at=door.at)
    actions.revoke_api_key(key_id=key.pk, by=door.security, at=door.at + timedelta(days=1))

    with pytest.raises(KeyOpensNothing):
        used(door, token)
    assert list(Act.objects.filter(type__startswith="access.api_key").values_list("type", flat=True)) == [
        "access.api_key_made",
        "access.api_key_revoked",
    ]


def test_a_key_ends_with_its_day_with_its_post_and_with_its_officers_own_key(door: Door) -> None:
    token, lasting = made(door, days=1), made(door)
    actions.block(officer_id=door.handler.id, by=door.system, at=door.at)
    with pytest.raises(KeyOpensNothing):
        used(door, token)
    actions.unblock(officer_id=door.handler.id, by=door.security, at=door.at)
    used(door, token)
    later = door.at + timedelta(days=1)
    with pytest.raises(KeyOpensNothing):
        actions.use_api_key(token=token, method="GET", path="/", address=HERE, at=later)
    offices.end_post(
        post_id=door.handler.post_id,
        until_on=door.at.date() + timedelta(days=1),
        reason="调离",
        by=door.system,
        at=door.at,
    )
    used(door, lasting)
    door.county.later(days=1)
    with pytest.raises(KeyOpensNothing):
        used(door, lasting)
    with pytest.raises(NotInOffice):
        made(door)


def test_a_use_cannot_be_taken_back(door: Door) -> None:
    used(door, made(door))
    with scope(NATION), pytest.raises(ProgrammingError), transaction.atomic():
        KeyUse.objects.all().delete()


def test_who_guesses_keys_is_shut_out_and_every_try_is_kept(door: Door) -> None:
    for number in range(FROM_ONE_ADDRESS):
        with pytest.raises(KeyOpensNothing):
            used(door, f"mingbai_{number}", "10.9.9.9")
    with pytest.raises(TooMany):
        used(door, "mingbai_x", "10.9.9.9")
    assert Try.objects.filter(outcome=Outcome.WRONG_KEY, officer=None).count() == FROM_ONE_ADDRESS
    assert used(door, made(door), "10.9.9.9").actor == door.handler  # a right key is no guess


def test_a_key_may_call_so_often_a_minute(door: Door) -> None:
    token = made(door)
    first = used(door, token)
    with scope(door.handler.region):
        KeyUse.objects.bulk_create(
            KeyUse(key_id=first.key_id, region=door.handler.region.code, at=door.at, address=HERE) for _ in range(CALLS)
        )
    with pytest.raises(TooFast) as refused:
        used(door, token)
    assert 0 < refused.value.wait_s <= 60
    door.county.later(seconds=60)
    assert used(door, token).left == CALLS - 1


def test_administrators_see_when_a_key_was_last_used_and_nobody_else_does(door: Door) -> None:
    token = made(door)
    at = used(door, token) and door.at
    with scope(door.security.region):
        (seen,) = api_keys_seen_by(door.security)
        assert vars(seen)["used_at"] == at
    with pytest.raises(NotYours):
        api_keys_seen_by(door.handler)
