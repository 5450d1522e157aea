"""From a checked roster to a file that may leave, by the keys of those whose steps they are and nobody else's."""

from typing import Any

import pytest

from mingbai.api.tests.calling import Caller, Callers
from mingbai.errands.actions import perform
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import OTHER_TOWN, TOWN
from mingbai.web.tests.money import fund

BUREAU, FINANCE = Kind.CIVIL_AFFAIRS, Kind.FINANCE
NOVEMBER = "month=2026-11"
WHY = {"reason": "已电话核实，本人在世"}


@pytest.fixture(scope="module")
def posts(callers: Callers) -> dict[str, Caller]:
    """Return who takes the steps of paying, each with a key."""
    return {
        "handler": callers.of(), "reviewer": callers.of(BUREAU, Role.REVIEWER),
        "releaser": callers.of(BUREAU, Role.RELEASER), "leader": callers.of(BUREAU, Role.LEADER),
        "approver": callers.of(FINANCE, Role.LEADER), "payer": callers.of(FINANCE, Role.HANDLER),
    }  # fmt: skip


def path_in(caller: Caller, place: str) -> str:
    found = caller.get(f"/rosters?{NOVEMBER}").json()["items"]
    return next(f"/rosters/{one['id']}" for one in found if one["region"] == place)


def done(caller: Caller, path: str, act: str, body: object = None) -> Any:
    """Do an act on what stands at a path now; return the answer."""
    answer = caller.post(f"{path}/{act}", body, if_match=caller.get(path)["ETag"])
    assert answer.status_code in (200, 201), answer.content
    return answer


def test_a_line_in_doubt_is_answered_for_before_a_release_is_asked_for(posts: dict[str, Caller]) -> None:
    reviewer = posts["reviewer"]
    path = path_in(reviewer, TOWN.code)
    refused = reviewer.post(f"{path}/release/request", if_match=reviewer.get(path)["ETag"], language="zh")
    assert refused.status_code == 409
    assert "暂缓" in refused.json()["detail"]

    (question,) = reviewer.get(f"/holds?{NOVEMBER}").json()["items"]
    hold = f"/holds/{question['id']}"
    assert question["state"] == "asked"
    assert posts["handler"].post(f"{hold}/declining", WHY, if_match="*").status_code == 403
    declined = done(reviewer, hold, "declining", WHY).json()
    assert (declined["state"], declined["reason"]) == ("declined", WHY["reason"])
    assert reviewer.post(f"{hold}/holding", WHY, if_match="*").status_code == 409


def test_who_asked_does_not_release_and_what_was_refused_can_be_asked_for_again(posts: dict[str, Caller]) -> None:
    reviewer, releaser = posts["reviewer"], posts["releaser"]
    path = path_in(reviewer, TOWN.code)
    release = f"{path}/release"
    asked = reviewer.post(f"{release}/request", if_match=reviewer.get(path)["ETag"])
    assert asked.status_code == 201, asked.content
    assert reviewer.post(f"{release}/approval", if_match=asked["ETag"]).status_code == 403
    assert releaser.post(f"{release}/approval").status_code == 428

    back = releaser.post(f"{release}/withdrawal", {"reason": "金额待复核"}, if_match=asked["ETag"])
    assert back.json()["state"] == "frozen", back.content
    assert releaser.get(release).status_code == 404
    reviewer.post(f"{release}/request", if_match=reviewer.get(path)["ETag"])
    stale = releaser.post(f"{release}/approval", if_match=asked["ETag"])
    assert stale.status_code == 412
    given = releaser.post(f"{release}/approval", if_match=releaser.get(release)["ETag"], key="release-1")
    again = releaser.post(f"{release}/approval", if_match=asked["ETag"], key="release-2")

    assert given.json()["state"] == "released", given.content
    assert "prechecks.released" in {one["type"] for one in given.json()["logged"]}
    assert again.status_code == 412
    assert [one["state"] for one in reviewer.get(f"/releases?{NOVEMBER}").json()["items"]] == ["withdrawn", "released"]


def test_a_late_ledger_says_why_and_a_meeting_agrees_to_it(posts: dict[str, Caller]) -> None:
    path = path_in(posts["handler"], OTHER_TOWN.code)
    silent = posts["handler"].post(f"{path}/ledger", {}, if_match="*", language="zh")
    assert silent.status_code == 409
    assert "逾期原因" in silent.json()["detail"]
    done(posts["handler"], path, "ledger", {"reason": "名单更正"})
    roster = done(posts["reviewer"], path, "review").json()
    said = {
        "number": "明民局纪〔2026〕11号", "held_on": "2026-11-20", "present": ["某甲"], "decision": "同意发放",
        "document_sha256": "b" * 64, "rosters": [{"id": roster["id"], "digest": roster["digest"]}],
    }  # fmt: skip
    assert posts["leader"].post("/minutes", said).status_code == 201


def test_funds_are_asked_approved_and_arrive_by_three_people(callers: Callers, posts: dict[str, Caller]) -> None:
    money = fund(callers.seats, "dibao_rural", number="1055123456797")
    handler, approver, payer = posts["handler"], posts["approver"], posts["payer"]
    (minutes,) = handler.get("/minutes?since=2026-11-01").json()["items"]
    said = {"month": "2026-11", "fund_id": money, "document": "明民用款〔2026〕21号"}
    assert handler.post("/plans", said).status_code == 409
    assert handler.post("/plans", {**said, "minutes_id": 10**9}).status_code == 422
    assert handler.post("/plans", {**said, "fund_id": 10**9}).status_code == 422
    made = handler.post("/plans", {**said, "minutes_id": minutes["id"]}, key="plan-1")
    assert made.status_code == 201, made.content
    assert made.content == handler.post("/plans", {**said, "minutes_id": minutes["id"]}, key="plan-1").content
    plan = f"/plans/{made.json()['id']}"

    assert handler.post(f"{plan}/approval", if_match=made["ETag"]).status_code == 403
    assert done(approver, plan, "approval").json()["state"] == "approved"
    assert payer.post(f"{plan}/refusal", {"reason": "无"}, if_match="*").status_code == 403
    arrived = done(payer, plan, "arrival", {"document": "明财拨〔2026〕21号"}).json()
    assert arrived["state"] == "arrived"
    assert len({arrived["made_by"], arrived["decided_by"], arrived["arrived_by"]}) == 3
    assert {"treasury.written", "payments.funds_arrived"} & {one["type"] for one in arrived["logged"]}
    assert made.json()["id"] in [one["id"] for one in approver.get(f"/plans?{NOVEMBER}").json()["items"]]


def test_a_file_is_made_reserved_sealed_and_ordered_by_four_people(posts: dict[str, Caller]) -> None:
    handler, path = posts["handler"], path_in(posts["handler"], TOWN.code)
    drafted = done(handler, path, "files", {"execute_on": "2026-11-25"}).json()
    assert drafted["left_out"] == []
    (number,) = drafted["files"]
    file = f"/payments/files/{number}"
    twice = handler.post(f"{path}/files", {"execute_on": "2026-11-25"}, if_match=handler.get(path)["ETag"])

    assert twice.status_code == 409
    assert posts["releaser"].post(f"{file}/sealing", if_match="*").status_code == 409
    assert done(posts["reviewer"], file, "reservation").json()["state"] == "reserved"
    sealed = done(posts["releaser"], file, "sealing").json()
    assert (sealed["state"], len(sealed["sha256"])) == ("sealed", 64)
    ordered = done(posts["payer"], file, "sending-order").json()
    assert [one["type"] for one in ordered["logged"]] == ["payments.sending_ordered"]
    withdrawn = done(handler, file, "withdrawal", {"reason": "发放日期有误"})
    assert withdrawn.json()["state"] == "withdrawn"


def test_a_month_is_checked_by_a_job(posts: dict[str, Caller], now: Any) -> None:
    handler = posts["handler"]
    refused = handler.post("/checks", {"month": "2027-05"})
    assert refused.status_code == 409
    path = path_in(handler, OTHER_TOWN.code)
    done(posts["reviewer"], path, "freezing", {"reason": "名单更正"})
    asked = handler.post("/checks", {"month": "2026-11"})

    assert asked.status_code == 202, asked.content
    perform(errand_id=asked.json()["id"], at=now)
    job = handler.get(f"/jobs/{asked.json()['id']}").json()
    assert job["state"] == "done", job
    assert job["result"]["check"] in [one["id"] for one in handler.get(f"/checks?{NOVEMBER}").json()["items"]]
