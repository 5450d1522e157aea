"""Who may open what: every address × every post, signed in or not, and nothing by being forgotten."""

import pytest

from mingbai.offices.roles import ROLES, Role
from mingbai.rights import SIGNED_IN, Opens
from mingbai.web.access import ADDRESSES, ANYBODY, may_open
from mingbai.web.tests.addresses import OF_ONE_UNIT, ROW_BY_ROW, address, names
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats, stranger

PAGES = [name for name in names() if ADDRESSES[name] is not ANYBODY]
SEATS = [(kind, role) for role, about in ROLES.items() for kind in sorted(about.kinds)]


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    furnished = furnish(seats)
    log.brought_up()
    return furnished


def test_every_address_says_whom_it_lets_in_and_nothing_else_is_listed() -> None:
    assert sorted(names()) == sorted(ADDRESSES)


def test_no_name_stands_for_two_addresses() -> None:
    assert len(names()) == len(set(names()))


def test_every_post_opens_its_pages_and_no_other(seats: Seats) -> None:
    told = {}
    for seat in SEATS:
        client, actor = seats.client(*seat), seats.actors[seat]
        for name in PAGES:
            told[seat, name] = client.get(address(name)).status_code
            assert told[seat, name] in wanted(name, may_open(actor, name)), (seat, name, told[seat, name])


def wanted(name: str, is_open: bool) -> set[int]:
    """Return what an address may answer to somebody: some are there for one unit alone, one leads on by itself."""
    if not is_open:
        return {403}
    return {200, 302} if name == "find" else {200, 404} if name in OF_ONE_UNIT | ROW_BY_ROW else {200}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_signed_in_is_led_to_the_door_and_from_there_back(name: str) -> None:
    answer = stranger().get(address(name), {"month": "2026-10"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/enter?next=%2F")
    assert "month%3D2026-10" in answer["Location"]


def test_an_address_lets_in_by_stage_role_and_kind(seats: Seats) -> None:
    for (kind, role), actor in seats.actors.items():
        assert SIGNED_IN.to(actor) == (role is not Role.DISPLAY)
        assert Opens("alerts").to(actor) == ("alerts" in ROLES[role].reads)
        assert Opens(roles=frozenset({role}), kinds=frozenset({kind})).to(actor)
        assert not Opens(roles=frozenset()).to(actor)
        assert not Opens(kinds=frozenset()).to(actor)


def test_an_address_that_is_not_listed_opens_to_nobody(seats: Seats) -> None:
    with pytest.raises(KeyError):
        may_open(next(iter(seats.actors.values())), "secret")
