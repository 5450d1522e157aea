"""Rosters by keys: derived, signed, sent up, reviewed, agreed and frozen, each step by whose it is, each once."""

from typing import Any

import pytest

from mingbai.api.tests.calling import Caller, Callers
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import OTHER_TOWN, TOWN

BUREAU = Kind.CIVIL_AFFAIRS
DECEMBER = {"month": "2026-12"}


@pytest.fixture(scope="module")
def handler(callers: Callers) -> Caller:
    return callers.of()


@pytest.fixture(scope="module")
def reviewer(callers: Callers) -> Caller:
    return callers.of(BUREAU, Role.REVIEWER)


def tag_of(caller: Caller, path: str) -> str:
    return str(caller.get(path)["ETag"])


def roster_in(caller: Caller, place: str, month: str = "2026-12") -> dict[str, Any]:
    found = caller.get(f"/rosters?month={month}").json()["items"]
    return next(one for one in found if one["region"] == place)


def test_a_month_is_derived_once_however_often_it_is_asked_for(handler: Caller) -> None:
    first = handler.post("/rosters", DECEMBER, key="december")
    again = handler.post("/rosters", DECEMBER, key="december")
    other = handler.post("/rosters", DECEMBER, language="zh")

    assert first.status_code == 201, first.content
    assert {one["region"] for one in first.json()["rosters"]} == {TOWN.code, OTHER_TOWN.code}
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    assert other.status_code == 409
    assert "已" in other.json()["detail"]


def test_of_another_division_nothing_is_derived_and_no_step_is_taken(callers: Callers) -> None:
    county = callers.seats.county
    far = callers.in_post(county.post(county.office(Kind.TOWNSHIP, OTHER_TOWN, "河西镇社会救助站"), Role.HANDLER))
    roster = roster_in(callers.of(), TOWN.code)

    assert far.post("/rosters", {**DECEMBER, "region": TOWN.code}).json()["type"] == "urn:mingbai:problem:elsewhere"
    assert far.post(f"/rosters/{roster['id']}/ledger", {}, if_match="*").status_code == 404
    assert far.get(f"/rosters/{roster['id']}/difference").status_code == 404


def test_a_village_signs_its_own_lines_and_signing_again_signs_nothing(callers: Callers, handler: Caller) -> None:
    head, path = callers.of(Kind.VILLAGE), f"/rosters/{roster_in(handler, TOWN.code)['id']}"
    first, again = (head.post(f"{path}/signature", if_match=tag_of(head, path)) for _ in range(2))

    assert (first.status_code, again.status_code) == (200, 200), first.content
    assert [one["type"] for one in first.json()["logged"]] == ["rosters.signed"]
    assert again.json()["logged"] == []
    (signed,) = handler.get(f"{path}/difference").json()["signatures"]
    assert signed["region"] == head.actor.region.code
    assert handler.post(f"{path}/signature", if_match="*").status_code == 403


def test_the_difference_to_last_month_adds_up_and_its_lines_are_found(handler: Caller) -> None:
    path = f"/rosters/{roster_in(handler, TOWN.code, '2026-11')['id']}"
    told = handler.get(f"{path}/difference").json()
    lines = {one["change"]: one["lines"] for one in told["changes"]}

    assert told["more"]["amount_fen"] == told["total"]["amount_fen"] - told["before"]["amount_fen"]
    for change, count in lines.items():
        found = handler.get(f"{path}/leavers" if change == "stop" else f"{path}/lines?change={change}").json()
        assert len(found["items"]) == count, change
    assert sum(lines.values())


def test_a_roster_is_frozen_by_two_people_with_two_keys(callers: Callers, handler: Caller, reviewer: Caller) -> None:
    path = f"/rosters/{roster_in(handler, TOWN.code)['id']}"
    drafted = tag_of(handler, path)

    early = reviewer.post(f"{path}/review", if_match=drafted, language="zh")
    assert early.status_code == 409
    assert "审核名册" in early.json()["detail"]
    assert handler.post(f"{path}/ledger", {}).status_code == 428
    submitted = handler.post(f"{path}/ledger", {}, if_match=drafted)
    assert submitted.json()["state"] == "ledger_submitted", submitted.content
    assert handler.post(f"{path}/ledger", {}, if_match=drafted).status_code == 412
    assert handler.post(f"{path}/review", if_match=submitted["ETag"]).status_code == 403
    reviewed = reviewer.post(f"{path}/review", if_match=submitted["ETag"])
    frozen = reviewer.post(f"{path}/freezing", {}, if_match=reviewed["ETag"])

    assert frozen.json()["state"] == "frozen", frozen.content
    assert frozen["ETag"] == tag_of(reviewer, path)


def test_what_was_logged_is_told_with_the_answer_and_is_what_the_log_has(callers: Callers, handler: Caller) -> None:
    roster = roster_in(handler, OTHER_TOWN.code)
    path = f"/rosters/{roster['id']}"
    done = handler.post(f"{path}/ledger", {}, if_match=tag_of(handler, path)).json()
    (told,) = done["logged"]
    acts = callers.of(Kind.AUDIT, Role.INSPECTOR).get(f"/evidence/acts?subject={told['subject']}").json()["items"]

    assert (told["type"], done["logged_in_all"]) == ("rosters.submitted", 1)
    assert {name: acts[-1][name] for name in told} == told
    assert acts[-1]["by"] == handler.actor.id


def test_a_meeting_agrees_to_rosters_as_they_are(callers: Callers, handler: Caller, reviewer: Caller) -> None:
    roster, leader = roster_in(handler, OTHER_TOWN.code), callers.of(BUREAU, Role.LEADER)
    path = f"/rosters/{roster['id']}"
    assert reviewer.post(f"{path}/review", if_match=tag_of(reviewer, path)).status_code == 200
    said = {
        "number": "明民局纪〔2026〕12号", "held_on": "2026-11-21", "present": ["某甲", "某乙"], "decision": "同意发放",
        "document_sha256": "a" * 64, "rosters": [{"id": roster["id"], "digest": roster["digest"]}],
    }  # fmt: skip
    stale = leader.post("/minutes", {**said, "rosters": [{"id": roster["id"], "digest": "0" * 64}]}, language="zh")
    made = leader.post("/minutes", said)

    assert stale.status_code == 409
    assert made.status_code == 201, made.content
    assert made.json() | {"logged": [], "logged_in_all": 0} == {
        **leader.get("/minutes?since=2026-11-21").json()["items"][0], "logged": [], "logged_in_all": 0,
    }  # fmt: skip
    assert leader.get(path).json()["state"] == "agreed"
    assert handler.post("/minutes", said).status_code == 403


def test_a_line_leaves_a_frozen_roster_by_two_people(handler: Caller, reviewer: Caller) -> None:
    path = f"/rosters/{roster_in(handler, TOWN.code)['id']}"
    line, before = handler.get(f"{path}/lines").json()["items"][0], handler.get(path).json()
    asked = handler.post(f"/lines/{line['id']}/departure", {"why": "moved", "reason": "户口已迁出"})
    assert asked.status_code == 201, asked.content
    one = f"/departures/{asked.json()['id']}"

    assert [each["id"] for each in reviewer.get("/departures").json()["items"]] == [asked.json()["id"]]
    assert handler.post(f"{one}/agreement", if_match=asked["ETag"]).status_code == 403
    done = reviewer.post(f"{one}/agreement", if_match=asked["ETag"])
    assert done.json()["state"] == "done", done.content
    assert reviewer.post(f"{one}/refusal", if_match=asked["ETag"]).status_code == 412
    after = handler.get(path).json()
    assert (after["lines"], after["digest"] == before["digest"]) == (before["lines"] - 1, False)


def test_a_roster_is_given_up_with_a_reason_and_derived_anew(callers: Callers, handler: Caller) -> None:
    roster = roster_in(handler, OTHER_TOWN.code)
    path = f"/rosters/{roster['id']}"
    assert handler.post(f"{path}/setting-aside", {"reason": " "}, if_match=tag_of(handler, path)).status_code == 422
    done = handler.post(f"{path}/setting-aside", {"reason": "标准有误"}, if_match=tag_of(handler, path))
    assert done.json()["state"] == "set_aside", done.content
    (anew,) = handler.post("/rosters", {**DECEMBER, "region": OTHER_TOWN.code}).json()["rosters"]
    assert anew["id"] != roster["id"]
    assert anew["total"] == roster["total"]
