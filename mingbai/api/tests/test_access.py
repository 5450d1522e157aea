"""Who may ask and do what: every operation × every post, own and another division, with a key and without one."""

import pytest

from mingbai.api.access import OPERATIONS
from mingbai.api.tests.calling import Caller, Callers
from mingbai.api.tests.operations import ALL, Operation, operations
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ROLES, Role
from mingbai.offices.tests.places import OTHER_TOWN
from mingbai.web.tests.seats import stranger

POSTS = [
    (kind, role)
    for role, about in ROLES.items()
    for kind in sorted(about.kinds)
    if role is not Role.SECURITY_ADMINISTRATOR  # who makes keys has none
]


@pytest.fixture(scope="module")
def far(callers: Callers) -> Caller:
    """Return somebody of another township: nothing of the examples lies there."""
    county = callers.seats.county
    office = county.office(Kind.TOWNSHIP, OTHER_TOWN, "河西镇社会救助站")
    return callers.in_post(county.post(office, Role.HANDLER))


def asked(caller: Caller, operation: Operation) -> int:
    if operation.method == "get":
        return int(caller.get(operation.address).status_code)
    return int(caller.post(operation.address, operation.body).status_code)


def test_every_operation_says_whom_it_lets_in_and_nothing_else_is_listed() -> None:
    assert sorted(one.name for one in operations()) == sorted(OPERATIONS)
    assert sorted(ALL) == sorted(OPERATIONS)


@pytest.mark.slow
def test_every_post_may_ask_and_do_what_is_its_own_and_nothing_else(callers: Callers) -> None:
    for post in POSTS:
        caller = callers.of(*post)
        for operation in operations():
            status = asked(caller, operation)
            may = OPERATIONS[operation.name].to(caller.actor)
            wanted = operation.statuses if may else {403}
            assert status in wanted, (post, operation.name, status)


@pytest.mark.requirement("R-1401")
def test_of_another_division_nothing_is_shown_and_nothing_done(callers: Callers, far: Caller) -> None:
    for operation in operations():
        if not OPERATIONS[operation.name].to(far.actor):
            continue
        if operation.is_of_a_record:
            assert asked(far, operation) == 404, operation.name
        elif "month=" in operation.address:
            assert far.get(f"{operation.address}&region=999901101").status_code == 403, operation.name
            shown = far.get(operation.address).json().get("items", [])
            assert all(one["region"].startswith(OTHER_TOWN.code) for one in shown), operation.name


@pytest.mark.usefixtures("database")
def test_without_a_key_everything_is_shut_and_says_how_to_come_in(callers: Callers) -> None:
    signed_in = callers.seats.client()
    for operation in operations():
        for client in (stranger(), signed_in):
            answer = getattr(client, operation.method)(f"/api/v1{operation.address}")
            assert answer.status_code == 401, operation.name
            assert answer["Content-Type"] == "application/problem+json"
            assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("head", ["Bearer", "Bearer ", "Bearer mingbai_x", "Basic YTpi", "bearer é", "mingbai_x"])
def test_a_key_that_is_none_opens_nothing(callers: Callers, head: str) -> None:
    answer = stranger().get("/api/v1/me", headers={"Authorization": head})
    assert answer.status_code == 401
    assert callers.of().get("/me").status_code == 200
