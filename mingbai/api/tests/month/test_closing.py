"""A month's differences answered and agreed to by keys, and the month closed by four people's signatures."""

from typing import Any

import pytest

from mingbai.api.tests.calling import Caller, Callers
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests.logged import Log
from mingbai.web.tests.money import answered, listed
from mingbai.web.tests.seats import take_seats

BUREAU, FINANCE, BANK = Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK
CLOSING = "/receipts/months/2026-11/closing"


@pytest.fixture(scope="module")
def callers(log: Log) -> Callers:
    """Return a county of which nothing is known but two entries of a bank that mean nobody."""
    assert log.witnesses
    seats = take_seats()
    listed(seats, "pay_out", "close_month", "appropriate")
    answered(seats)
    return Callers(seats)


def items(caller: Caller, state: str = "open") -> list[Any]:
    return [one for one in caller.get("/receipts/items?month=2026-11").json()["items"] if one["state"] == state]


def posted(caller: Caller, path: str, act: str, body: object = None) -> Any:
    return caller.post(f"{path}/{act}", body, if_match=caller.get(path)["ETag"])


def test_a_difference_is_answered_by_whose_it_is_and_agreed_to_by_a_leader(callers: Callers) -> None:
    bank, leader = callers.of(BANK, Role.TELLER), callers.of(BUREAU, Role.LEADER)
    first, second = (f"/receipts/items/{one['id']}" for one in items(bank))

    assert posted(callers.of(BUREAU, Role.REVIEWER), first, "answer", {"answer": "不清楚"}).status_code == 409
    assert posted(leader, first, "agreement").status_code == 409
    said = posted(bank, first, "answer", {"answer": "错入本批，已更正"})
    assert (said.status_code, said.json()["state"]) == (201, "answered"), said.content
    assert posted(leader, first, "sending-back").json()["state"] == "open"
    assert leader.post(f"{first}/agreement", if_match=said["ETag"]).status_code == 412
    for path in (first, second):
        assert posted(bank, path, "answer", {"answer": "错入本批，附更正函"}).status_code == 201
    agreed = posted(leader, first, "agreement")
    assert agreed.json()["state"] == "explained"
    assert [one["type"] for one in agreed.json()["logged"]] == ["receipts.explained"]


@pytest.mark.requirement("R-1401")
def test_a_month_is_closed_by_four_keys_once_nothing_is_left(callers: Callers) -> None:
    handler, reviewer, leader = (callers.of(BUREAU, role) for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    payer = callers.of(FINANCE)
    assert handler.get(CLOSING).status_code == 404
    early = handler.post(CLOSING, language="zh")
    assert early.status_code == 409
    assert "不能结账" in early.json()["detail"]
    (last,) = (
        one for one in handler.get("/receipts/items?month=2026-11").json()["items"] if one["state"] == "answered"
    )
    assert posted(leader, f"/receipts/items/{last['id']}", "agreement").status_code == 200

    prepared = handler.post(CLOSING, key="closing-1")
    assert prepared.status_code == 201, prepared.content
    assert prepared.content == handler.post(CLOSING, key="closing-1").content
    assert (prepared.json()["next"], prepared.json()["stands"]) == ("checked", True)
    assert handler.post(f"{CLOSING}/signature", if_match=prepared["ETag"]).status_code == 403
    assert leader.post(f"{CLOSING}/signature", if_match=prepared["ETag"]).status_code == 403  # not yet the turn
    for caller, after in ((reviewer, "funded"), (payer, "closed"), (leader, None)):
        done = posted(caller, CLOSING, "signature")
        assert (done.status_code, done.json()["next"]) == (200, after), done.content
    assert reviewer.post(f"{CLOSING}/signature", if_match=prepared["ETag"]).status_code == 412
    told = payer.get(CLOSING).json()
    assert told["is_closed"]
    assert len({one["by"] for one in told["signatures"]}) == 4
    assert {one["digest"] for one in told["signatures"]} == {told["digest"]}
    assert posted(leader, CLOSING, "signature").status_code == 409


def test_a_bank_is_not_told_how_far_a_month_is_closed(callers: Callers) -> None:
    assert callers.of(BANK, Role.TELLER).get(CLOSING).status_code == 403
