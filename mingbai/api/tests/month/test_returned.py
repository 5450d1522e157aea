"""What a bank could not pay: taken back, its account corrected by two people, and paid again; by keys alone."""

from pathlib import Path
from typing import Any

import pytest

from mingbai.api.tests.calling import Caller, Callers
from mingbai.api.tests.month.test_month import sent
from mingbai.config.guards import NATION, scope
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.payments.queries import failed_payments, file_bytes
from mingbai.rosters.tests.world import NOVEMBER
from mingbai.simulation.bank import answer
from mingbai.web.tests.logged import Log
from mingbai.web.tests.money import PAID_ON

BUREAU, FINANCE, BANK = Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK
MONTH = {"month": "2026-11"}
CARD = {"bank": "明白县农商行", "number": "6217 0012 3456 7890 122", "holder_name": ""}


@pytest.fixture(scope="module")
def posts(callers: Callers) -> dict[str, Caller]:
    return {
        "handler": callers.of(), "reviewer": callers.of(BUREAU, Role.REVIEWER), "payer": callers.of(FINANCE),
        "leader": callers.of(BUREAU, Role.LEADER), "bank": callers.of(BANK, Role.TELLER),
    }  # fmt: skip


def refused_by_the_bank(callers: Callers, log: Log, folder: Path) -> bytes:
    """Have file 1 leave for the bank; return what the bank says of it: nothing could be paid."""
    sent(callers, log, folder)
    teller = callers.seats.actors[BANK, Role.TELLER]
    with working_as(teller):
        content = file_bytes(1)
    told = answer(content, profile="csv", month=NOVEMBER, paid_on=PAID_ON, seed=51, faults={"failed": 1})
    ((_, said),) = told.files.items()
    return said


@pytest.mark.requirement("R-1401")
def test_what_the_bank_could_not_pay_is_taken_back_corrected_by_two_and_paid_again(
    callers: Callers, posts: dict[str, Caller], log: Log, tmp_path: Path
) -> None:
    handler, reviewer, leader = posts["handler"], posts["reviewer"], posts["leader"]
    said = refused_by_the_bank(callers, log, tmp_path)
    assert posts["bank"].post("/receipts/statements?name=11.csv", said).status_code == 201
    compared = reviewer.post("/receipts/comparisons", MONTH, key="compare-1")
    assert compared.status_code == 201, compared.content
    assert compared.content == reviewer.post("/receipts/comparisons", MONTH, key="compare-1").content
    assert handler.post("/receipts/taking-back", MONTH).status_code == 403
    back = reviewer.post("/receipts/taking-back", MONTH).json()
    assert len(back["rejected"]) == 1

    (one,) = handler.get("/payments/returned?month=2026-11").json()["items"]
    path = f"/payments/returned/{one['id']}"
    assert (one["end_to_end_id"], one["state"]) == (back["rejected"][0], "rejected")
    assert "*" in one["payee_name"]
    with scope(NATION):
        account: Any = failed_payments(handler.actor.region, None).get(pk=one["id"]).account

    asked = posted(handler, path, "account", {"new": {**CARD, "holder_name": account.holder_name}, "why": "卡已注销"})
    assert asked.status_code == 201, asked.content
    assert asked.json()["other_account"]["state"] == "proposed"
    assert CARD["number"].replace(" ", "") not in asked.content.decode()
    assert posted(handler, path, "account/agreement").status_code == 403
    agreed = posted(reviewer, path, "account/agreement")
    assert agreed.json()["other_account"]["state"] == "approved", agreed.content
    assert {"people.account_confirmed", "payments.change_approved"} <= {
        each["type"] for each in agreed.json()["logged"]
    }
    assert posted(leader, path, "account/refusal", {"reason": "晚了"}).status_code == 409

    again = handler.post("/payments/attempts", {"payments": [one["id"]]}, key="again-1")
    assert again.status_code == 201, again.content
    (file,) = again.json()["files"]
    assert handler.get(f"/payments/files/{file}").json()["occasion"] == "again"
    assert handler.get(path).status_code == 404
    assert handler.post("/payments/attempts", {"payments": [one["id"]]}).status_code == 409


def posted(caller: Caller, path: str, act: str, body: object = None) -> Any:
    return caller.post(f"{path}/{act}", body, if_match=caller.get(path)["ETag"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"why": "卡已换"},
        {"account_id": 10**9, "why": "卡已换"},
        {"account_id": 1, "new": CARD, "why": "卡已换"},
        {"account_id": 1},
    ],
)
def test_an_account_that_cannot_be_meant_is_refused_item_by_item(
    posts: dict[str, Caller], wrong: dict[str, Any]
) -> None:
    found = posts["handler"].get("/payments/returned?month=2026-11").json()["items"]
    path = f"/payments/returned/{found[0]['id'] if found else 1}/account"
    answer = posts["handler"].post(path, wrong, if_match="*")
    assert answer.status_code in (404, 422), answer.content


def test_what_the_bank_said_that_matches_nothing_says_why_and_is_the_banks_own(
    callers: Callers, posts: dict[str, Caller]
) -> None:
    told = posts["reviewer"].get("/receipts/entries?month=2026-11").json()["items"]
    assert told
    assert all(one["why"]["zh"] and one["why"]["en"] for one in told)
    assert all("*" in one["name"] for one in told if one["name"])
    own = posts["bank"].get("/receipts/entries?month=2026-11").json()["items"]
    assert {one["id"] for one in own} == {one["id"] for one in told}
    county = callers.seats.county
    other = callers.in_post(county.post(county.office(BANK, name="邻县商行"), Role.TELLER))
    assert other.get("/receipts/entries?month=2026-11").json()["items"] == []


def test_money_is_ended_only_by_whose_it_is_and_only_what_came_back(posts: dict[str, Caller]) -> None:
    said = {"payments": [1], "document": "明财拨〔2026〕31号"}
    assert posts["handler"].post("/payments/giving-up", said).status_code == 403
    assert posts["reviewer"].post("/payments/remittance", said).status_code == 403
    assert posts["payer"].post("/payments/remittance", said, language="zh").status_code == 409


def test_finances_own_list_is_taken_whole_or_refused_row_by_row(posts: dict[str, Caller]) -> None:
    answer = posts["payer"].post("/receipts/appropriations/list?month=2026-11&name=x.csv", b"\xff\xfe nothing")
    assert answer.status_code == 422
    assert answer.json()["detail"]
    allotted = posts["payer"].post("/receipts/appropriations", MONTH)
    assert (allotted.status_code, allotted.json()["lines"]) == (201, 0), allotted.content
    assert posts["handler"].post("/receipts/appropriations", MONTH).status_code == 403
