"""Addresses elsewhere are told what the log has: signed, once, in order, tried again; never in a private network."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from standardwebhooks import Webhook, WebhookVerificationError

from mingbai.alerts import actions as alerts
from mingbai.alerts.tests.world import found
from mingbai.config.guards import NATION, scope
from mingbai.evidence.installation import log_key
from mingbai.evidence.sequencer import append_all
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours, SamePerson
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import OTHER_TOWN, SECURITY, TOWN, County, found_county
from mingbai.rules.rule import Severity
from mingbai.webhooks import actions, queries, sending
from mingbai.webhooks.models import Endpoint, Message, Try
from mingbai.webhooks.refused import BadAddress, NothingWanted, NotReached
from mingbai.webhooks.states import WAITS, State

pytestmark = pytest.mark.usefixtures("desk")


@dataclass
class Receiver:
    """A system elsewhere: keeps what it is told and answers as a test wants it to."""

    status: int = 204
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    made = Receiver()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.told.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(made.status)
            self.send_header("Location", made.url + "elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}/told?x=1"
    monkeypatch.setenv(sending.ALLOWED, "127.0.0.0/8")
    yield made
    server.shutdown()
    server.server_close()


@dataclass
class World:
    """A county with somebody whose system is told."""

    county: County
    handler: Actor
    receiver: Receiver

    @property
    def security(self) -> Actor:
        return self.county.administrator(SECURITY)

    def entered(self, *events: str, url: str = "") -> tuple[int, str]:
        with working_as(self.security):
            return actions.enter_endpoint(
                post_id=self.handler.post_id, url=url or self.receiver.url, events=events or ("alert.created",),
                purpose="同步预警", by=self.security, at=self.county.at,
            )  # fmt: skip

    def alert(self, region: str = "999901101001", number: int = 11) -> int:
        hit = found("RK-101", number, severity=Severity.RED, amount_fen=1, message="甲", message_en="a", region=region)
        with scope(NATION):
            (made,) = alerts.open_tasks(findings=[hit], at=self.county.at)
        return int(made)

    def round(self, **later: int) -> int:
        append_all(key=log_key())
        at = self.county.later(**later) if later else self.county.at
        actions.gather(at=at)
        return actions.deliver(at=at)

    def messages(self) -> list[Message]:
        with scope(NATION):
            return list(Message.objects.order_by("pk"))


@pytest.fixture
def world(desk: str, receiver: Receiver) -> World:
    county = found_county()
    reads = county.post(county.office(Kind.CIVIL_AFFAIRS), Role.LEADER)
    return World(county, reads, receiver)


def test_what_the_log_has_is_told_once_signed_so_that_another_implementation_believes_it(world: World) -> None:
    _, secret = world.entered()
    alert = world.alert()

    assert world.round() == 1
    assert world.round() == 0
    ((headers, body),) = world.receiver.told
    told = json.loads(body)
    assert told["type"] == "alert.created"
    assert told["data"]["href"] == f"/api/v1/alerts/{alert}"
    assert told["data"]["region"] == "999901101001"
    judge = Webhook(secret)
    stamp = int(headers["webhook-timestamp"])
    assert judge.sign(headers["webhook-id"], world.county.at, body.decode()) == headers["webhook-signature"]
    assert stamp == int(world.county.at.timestamp())
    with pytest.raises(WebhookVerificationError):
        judge.verify(body, headers)  # its clock is today's: an old message is not taken


def test_nobodys_data_travels(world: World) -> None:
    world.entered()
    world.alert()
    world.round()
    told = json.loads(world.receiver.told[0][1])
    assert set(told["data"]) == {"subject", "region", "month", "id", "href"}


def test_what_was_undone_is_not_told_and_what_waits_for_its_place_is_told_when_it_has_it(world: World) -> None:
    world.entered()
    with transaction.atomic():
        world.alert()
        transaction.set_rollback(True)
    assert world.round() == 0
    world.alert(number=12)
    actions.gather(at=world.county.at)
    assert world.messages() == []
    assert world.round() == 1


def test_what_happened_before_an_address_was_entered_is_not_told(world: World) -> None:
    world.alert()
    append_all(key=log_key())
    world.entered()
    assert world.round() == 0


def test_an_address_is_told_of_its_posts_division_and_of_what_the_post_may_read(world: World) -> None:
    world.handler = world.county.post(world.county.office(Kind.TOWNSHIP, TOWN), Role.LEADER)
    world.entered("alert.created")
    world.alert(region=f"{OTHER_TOWN.code}001", number=21)
    world.alert(region=f"{TOWN.code}001", number=22)
    assert world.round() == 1
    world.handler = world.county.post(world.county.office(Kind.FINANCE), Role.RELEASER)
    with pytest.raises(NothingWanted):
        world.entered("alert.created")


def test_while_nobody_holds_the_post_nothing_is_told_and_nothing_is_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.entered()
    with monkeypatch.context() as patched:
        patched.setattr(actions, "_holder", lambda *_: None)
        world.alert()
        assert world.round() == 0
    assert world.round() == 1


def test_an_address_that_fails_is_tried_again_later_each_time_and_given_up_at_last(world: World) -> None:
    world.entered()
    world.receiver.status = 503
    world.alert()
    for wait in (timedelta(), *WAITS):
        world.county.at += wait
        assert world.round() == 0
    (message,) = world.messages()
    assert (message.state, message.tries, len(world.receiver.told)) == (State.GIVEN_UP, len(WAITS) + 1, len(WAITS) + 1)
    assert len({body for _, body in world.receiver.told}) == 1
    assert len({headers["webhook-id"] for headers, _ in world.receiver.told}) == 1
    with scope(NATION):
        assert [one.status for one in Try.objects.all()] == [503] * (len(WAITS) + 1)

    world.receiver.status = 200
    with working_as(world.security):
        actions.tell_again(message_id=message.pk, by=world.security, at=world.county.at)
    assert world.round() == 1


def test_one_that_fails_is_not_asked_for_every_message_it_missed(world: World) -> None:
    world.entered()
    world.receiver.status = 500
    for number in (31, 32, 33):
        world.alert(number=number)
    world.round()
    assert len(world.receiver.told) == 1
    world.receiver.status = 200
    assert world.round(seconds=30) == 3
    assert [json.loads(body)["data"]["id"] for _, body in world.receiver.told[1:]] == sorted(
        json.loads(body)["data"]["id"] for _, body in world.receiver.told[1:]
    )


def test_nobody_is_followed_to_another_address(world: World) -> None:
    world.entered()
    world.receiver.status = 302
    world.alert()
    assert world.round() == 0
    assert len(world.receiver.told) == 1


def test_an_address_that_ended_is_told_nothing_more(world: World) -> None:
    endpoint, _ = world.entered()
    world.alert()
    with working_as(world.security):
        actions.end_endpoint(endpoint_id=endpoint, by=world.security, at=world.county.at)
    assert world.round() == 0


def test_only_the_security_administrator_enters_addresses_and_not_for_himself(world: World) -> None:
    for by in (world.handler, world.county.administrator()):
        with pytest.raises(NotYours):
            actions.enter_endpoint(
                post_id=world.handler.post_id, url=world.receiver.url, events=["alert.created"], purpose="", by=by,
                at=world.county.at,
            )  # fmt: skip
    with pytest.raises(SamePerson):
        actions.enter_endpoint(
            post_id=world.security.post_id, url=world.receiver.url, events=["alert.created"], purpose="",
            by=world.security, at=world.county.at,
        )  # fmt: skip
    with pytest.raises(NotYours):
        queries.endpoints_seen_by(world.handler)


def test_the_secret_is_sealed_for_its_own_row(world: World) -> None:
    _, secret = world.entered()
    row = Endpoint.objects.get()
    assert secret.encode() not in bytes(row.secret_sealed)
    assert secret not in str(vars(row))


def test_a_try_cannot_be_taken_back_nor_what_was_said_be_changed(world: World) -> None:
    world.entered()
    world.alert()
    world.round()
    with scope(NATION), pytest.raises(ProgrammingError), transaction.atomic():
        Try.objects.all().delete()
    with scope(NATION), pytest.raises(ProgrammingError), transaction.atomic():
        Message.objects.update(body="{}")


PRIVATE = (
    *("https://127.0.0.1/", "https://10.1.2.3/", "https://192.168.0.9:8443/x", "https://169.254.169.254/latest"),
    *("https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://localhost/", "https://0.0.0.0/", "https://[fe80::1]/"),
    *("https://2130706433/", "https://0x7f.1/", "https://100.64.0.1/", "https://224.0.0.1/"),
)


@pytest.mark.parametrize("url", PRIVATE)
def test_a_private_network_is_never_spoken_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(sending.ALLOWED, raising=False)
    with pytest.raises(NotReached, match=r"may not be spoken to|not known"):
        sending.post(url, "{}", {})


def test_what_was_judged_is_what_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])
    asked: list[Any] = []
    monkeypatch.delenv(sending.ALLOWED, raising=False)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(answers), 443))])

    def refuse(address: Any, **_: object) -> None:
        asked.append(address)
        raise OSError("no network here")

    monkeypatch.setattr("socket.create_connection", refuse)
    with pytest.raises(NotReached):
        sending.post("https://elsewhere.example/", "{}", {})
    assert asked == [("93.184.216.34", 443)]


@pytest.mark.parametrize(
    "url",
    ["http://a.example/", "ftp://a.example/", "https://u:p@a.example/", "https:///x", "https://a.example/#x", "x", "",
     "https://a.example:99999/", "https://甲.example/", "https://a.example/\n"],
)  # fmt: skip
def test_an_address_that_could_not_be_told_is_not_entered(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(sending.ALLOWED, raising=False)
    with pytest.raises(BadAddress):
        sending.require_address(url)
