"""Pages of systems: a key and a secret are shown once, to the security administrator; what was told is told again."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.access.models import ApiKey
from mingbai.config.guards import NATION, scope
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.links.tests.samples import linked
from mingbai.web.tests.seats import Seats
from mingbai.webhooks.models import Endpoint, Message

SECURITY = Kind.CIVIL_AFFAIRS, Role.SECURITY_ADMINISTRATOR
SYSTEM = Kind.CIVIL_AFFAIRS, Role.SYSTEM_ADMINISTRATOR


@pytest.fixture(scope="module")
def seats(seats: Seats) -> Seats:
    linked(seats)
    return seats


def leader(seats: Seats) -> int:
    return seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER].post_id


def made(seats: Seats, **changed: Any) -> Any:
    typed = {"post_id": leader(seats), "purpose": "银行前置机", "days": 30, **changed}
    return seats.client(*SECURITY).post("/links/make/0", typed)


def test_a_key_is_shown_once_and_opens_the_api(seats: Seats) -> None:
    answer = made(seats).content.decode()
    found = re.search(r"mingbai_[\w-]{43}", answer)
    assert found is not None
    client = seats.client(*SECURITY)
    told = client.get("/api/v1/me", headers={"Authorization": f"Bearer {found[0]}"}).json()
    assert told["role"] == "leader"
    assert found[0] not in client.get("/links").content.decode()


@pytest.mark.parametrize("wrong", [{"days": 400}, {"days": 0}, {"purpose": ""}, {"post_id": 999}])
def test_what_is_wrong_stands_above_the_form_and_no_key_is_made(seats: Seats, wrong: dict[str, Any]) -> None:
    before = ApiKey.objects.count()
    answer = made(seats, **wrong)
    assert answer.status_code == 422
    assert ApiKey.objects.count() == before


def test_a_key_is_revoked_on_the_page(seats: Seats) -> None:
    made(seats, purpose="待停用")
    key = ApiKey.objects.get(purpose="待停用")
    assert seats.client(*SECURITY).post(f"/links/revoke/{key.pk}").status_code == 302
    key.refresh_from_db()
    assert key.revoked_at is not None


def test_an_address_is_entered_with_its_events_and_its_secret_shown_once(seats: Seats) -> None:
    typed = {"post_id": leader(seats), "url": "https://a.example/x", "events": ["alert.created"], "purpose": "试"}
    client = seats.client(*SECURITY)
    answer = client.post("/links/enter/0", typed).content.decode()
    assert "whsec_" in answer
    assert "whsec_" not in client.get("/links").content.decode()
    mistakes: list[dict[str, Any]] = [{"url": "https://10.0.0.1:x/"}, {"url": "http://a.example/"}, {"events": ["x"]}]
    for wrong in [*mistakes, {"events": []}]:
        assert client.post("/links/enter/0", {**typed, **wrong}).status_code == 422
    ours = Endpoint.objects.get(url="https://a.example/x")
    assert client.post(f"/links/end/{ours.pk}").status_code == 302


def test_a_message_is_told_again_when_the_administrator_asks(seats: Seats) -> None:
    with scope(NATION):
        told = Message.objects.get(state="told")
    client = seats.client(*SECURITY)
    assert client.post(f"/links/{told.endpoint_id}", {"message": told.pk}).status_code == 302
    with scope(NATION):
        told.refresh_from_db()
    assert told.state == "waiting"


def test_the_other_administrators_look_and_do_nothing(seats: Seats) -> None:
    client = seats.client(*SYSTEM)
    assert "发放接口密钥" not in client.get("/links").content.decode()
    assert client.post("/links/make/0", {}).status_code == 403
    assert seats.client().get("/links").status_code == 403


def test_a_page_asks_the_database_no_more_for_more_keys(seats: Seats) -> None:
    client = seats.client(*SECURITY)
    with CaptureQueriesContext(connection) as few:
        client.get("/links")
    for _ in range(5):
        made(seats)
    with CaptureQueriesContext(connection) as many:
        client.get("/links")
    assert len(many) == len(few)
