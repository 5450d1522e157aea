"""Funds, standards and alerts by keys: one proposes, another of that office decides; who may not is told so."""

from datetime import date
from typing import Any

import pytest

from mingbai.api.tests.calling import Caller, Callers
from mingbai.config.guards import NATION, scope
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.standards.queries import parameters
from mingbai.treasury.queries import where_it_is

BUREAU, FINANCE = Kind.CIVIL_AFFAIRS, Kind.FINANCE
QUOTA = {"fund_id": 1, "code": "quota", "fen": 500_000, "name": "第五批", "document": "财社〔2026〕51号"}
KEY = "dibao_rural_standard_fen"


@pytest.fixture(scope="module")
def asker(callers: Callers) -> Caller:
    return callers.of(FINANCE)


@pytest.fixture(scope="module")
def leader(callers: Callers) -> Caller:
    return callers.of(FINANCE, Role.LEADER)


def given() -> int:
    with scope(NATION):
        return int(where_it_is(1).given_fen)


def decided(caller: Caller, path: str, act: str, body: object = None) -> Any:
    return caller.post(f"{path}/{act}", body, if_match=caller.get(path)["ETag"])


def test_a_move_is_proposed_by_one_and_in_the_books_once_another_approves_it(asker: Caller, leader: Caller) -> None:
    before = given()
    made = asker.post("/proposals/moves", QUOTA, key="quota-5")
    again = asker.post("/proposals/moves", QUOTA, key="quota-5")
    assert made.status_code == 201, made.content
    assert made.content == again.content
    one = f"/proposals/{made.json()['id']}"

    assert (made.json()["state"], given()) == ("proposed", before)
    assert asker.post(f"{one}/approval", if_match=made["ETag"]).status_code == 403
    done = leader.post(f"{one}/approval", if_match=made["ETag"])
    assert done.json()["state"] == "approved", done.content
    assert given() == before + QUOTA["fen"]  # type: ignore[operator]
    assert "treasury.approved" in {each["type"] for each in done.json()["logged"]}
    assert leader.post(f"{one}/refusal", {"reason": "无"}, if_match=made["ETag"]).status_code == 412
    assert decided(leader, one, "refusal", {"reason": "无"}).status_code == 409


def test_what_goes_between_funds_two_others_approve(callers: Callers, asker: Caller, leader: Caller) -> None:
    reviewer = callers.of(FINANCE, Role.REVIEWER)
    made = asker.post(
        "/proposals/adjustments",
        {"sort": "lend", "from_fund": 2, "to_fund": 1, "fen": 10_000, "name": "救急", "document": "财社〔2026〕52号"},
    )
    assert made.status_code == 201, made.content
    one = f"/proposals/{made.json()['id']}"

    assert decided(reviewer, one, "approval").json()["state"] == "seconded"
    own = reviewer.post(f"{one}/approval", if_match=reviewer.get(one)["ETag"], language="zh")
    assert (own.status_code, "不能再审批" in own.json()["detail"]) == (409, True)
    assert decided(leader, one, "approval").json()["state"] == "approved"


def test_another_office_neither_proposes_nor_approves(callers: Callers, leader: Caller) -> None:
    bureau = callers.of(BUREAU, Role.LEADER)
    (first, *_) = leader.get("/proposals").json()["items"]
    assert bureau.post("/proposals/moves", QUOTA).status_code == 403
    assert decided(bureau, f"/proposals/{first['id']}", "approval").status_code == 409


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"code": "hand_out", "township": TOWN.code}, "code"), ({"code": "supply_township"}, "township"),
        ({"township": TOWN.code}, "township"), ({"code": "plan"}, "code"), ({"fen": 0}, "fen"), ({"fen": 1.5}, "fen"),
        ({"document": " "}, "document"), ({"more": 1}, "more"),
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_meant_says_which_part_of_it(asker: Caller, wrong: dict[str, Any], where: str) -> None:
    answer = asker.post("/proposals/moves", {**QUOTA, **wrong})
    assert answer.status_code == 422, answer.content
    assert where in answer.json()["rows"][0]["where"]


def test_a_township_hands_out_of_its_own_reserve_alone(callers: Callers) -> None:
    town = callers.of(Kind.TOWNSHIP)
    said = {**QUOTA, "fund_id": 2, "code": "hand_out", "name": "应急", "fen": 1_000, "township": TOWN.code}
    assert town.post("/proposals/moves", {**said, "township": "999901102"}).status_code == 403
    made = town.post("/proposals/moves", said)
    assert made.status_code == 201, made.content
    assert [one["id"] for one in town.get("/proposals").json()["items"]] == [made.json()["id"]]


def test_the_other_sorts_of_proposals_are_judged_by_the_stage(asker: Caller) -> None:
    paper = {"document": "财社〔2026〕53号"}
    opened = asker.post("/proposals/openings", {"programme": "linshi", "year": 2027, "source": "county", **paper})
    township = asker.post("/proposals/reserves", {"fund_id": 1, "township": TOWN.code, **paper})
    closing = asker.post("/proposals/closings", {"fund_id": 2, **paper})
    nothing = asker.post("/proposals/corrections", {"wrong_id": "00000000-0000-4000-8000-000000000000", **paper})
    assert [one.status_code for one in (opened, township, closing, nothing)] == [201, 201, 201, 409]
    assert opened.json()["code_said"]["zh"] == "开立资金账"


@pytest.mark.requirement("R-412")
def test_a_standard_is_entered_by_one_and_counts_once_another_approves_it(callers: Callers) -> None:
    handler, head = callers.of(), callers.of(BUREAU, Role.LEADER)
    said = {"key": KEY, "value": 71_000, "from_on": "2027-02-01", "article": "LAW-2026#18", "document": "明政发1号"}
    made = handler.post("/standards/entries", said, key="standard-1")
    assert made.status_code == 201, made.content
    assert made.content == handler.post("/standards/entries", said, key="standard-1").content
    assert handler.post("/standards/entries", said).status_code == 409
    one = f"/standards/entries/{made.json()['id']}"

    assert handler.post(f"{one}/approval", if_match=made["ETag"]).status_code == 403
    done = head.post(f"{one}/approval", if_match=made["ETag"])
    assert done.json()["state"] == "in_force", done.content
    assert head.post(f"{one}/refusal", {"reason": "x"}, if_match=made["ETag"]).status_code == 412
    with scope(NATION):
        assert parameters().holding(KEY, COUNTY.code, date(2027, 3, 1))[0].value == 71_000
    past = handler.get(f"/standards/values/{KEY}").json()["items"]
    assert [each["value"] for each in past if each["entry_id"] == made.json()["id"]] == [71_000]
    (held,) = (each for each in handler.get("/standards?on=2027-03-01").json()["items"] if each["key"] == KEY)
    assert (held["value"], held["cite"]) == (71_000, "LAW-2026#18")


def test_a_standard_is_sent_back_with_a_reason(callers: Callers) -> None:
    head = callers.of(BUREAU, Role.LEADER)
    assert decided(head, "/standards/entries/1", "refusal", {"reason": " "}).status_code == 422
    assert decided(head, "/standards/entries/1", "refusal", {"reason": "依据有误"}).json()["state"] == "refused"
    assert [one["id"] for one in head.get("/standards/entries?state=refused").json()["items"]] == [1]


@pytest.mark.parametrize(
    "wrong",
    [{"value": -1}, {"value": "x"}, {"key": "no_such_key"}, {"article": "LAW-2026#999"}, {"until_on": "2026-12-01"}],
)
def test_a_standard_that_cannot_be_is_refused_in_words(callers: Callers, wrong: dict[str, Any]) -> None:
    said = {"key": KEY, "value": 72_000, "from_on": "2027-05-01", "article": "LAW-2026#18", "document": "明政发2号"}
    answer = callers.of().post("/standards/entries", {**said, **wrong}, language="zh")
    assert answer.status_code == 409, answer.content
    assert answer.json()["detail"]


def test_of_another_division_no_standard_is_entered(callers: Callers) -> None:
    said = {"key": KEY, "value": 1, "region": "110101", "from_on": "2027-05-01", "article": "LAW-2026#18"}
    answer = callers.of().post("/standards/entries", {**said, "document": "明政发3号"})
    assert answer.json()["type"] == "urn:mingbai:problem:elsewhere"


def test_a_family_is_told_and_heard_before_two_officers(callers: Callers) -> None:
    seats = callers.seats
    handler, other = callers.of(), seats.actors[BUREAU, Role.REVIEWER]
    tag = handler.get("/alerts/1")["ETag"]
    said = {"source": "visit", "source_name": "入户", "found": "已去世", "supports": True}
    tag = handler.post("/alerts/1/verifications", said, if_match=tag)["ETag"]
    told = {"delivered_on": "2026-11-20", "how": "当面", "text": "查到的事实、来源、期间和怎样答复"}
    answer = handler.post("/alerts/1/notices", told, if_match=tag)
    assert answer.status_code == 201, answer.content
    assert answer.json()["notices"][0]["answer_by_on"] > "2026-11-20"
    assert "查到的事实" not in answer.content.decode()

    heard = {"held_on": "2026-11-21", "place": "村委会", "facts": "十月仍在册", "reply": "愿意退回", "accepted": "采纳",
             "with_officer": other.id}  # fmt: skip
    alone = handler.post("/alerts/1/hearings", heard, if_match=answer["ETag"])
    assert alone.status_code == 422, alone.content
    seats.county.listed("verify_alert", other, seats.actors[BUREAU, Role.LEADER])
    both = handler.post("/alerts/1/hearings", heard, if_match=answer["ETag"])
    assert (both.status_code, both.json()["state"]) == (201, "heard"), both.content
    assert both.json()["hearings"][0]["heard_with"] == other.id


def test_an_alert_is_assigned_put_off_and_given_back(callers: Callers) -> None:
    handler, head = callers.of(), callers.of(BUREAU, Role.LEADER)
    given = head.post("/assignments", {"alerts": [2, 2], "officer_id": handler.actor.id})
    assert (given.status_code, given.json()["given"]) == (200, [2]), given.content
    assert handler.post("/assignments", {"alerts": [2]}).status_code == 403

    tag = handler.post("/alerts/2/taking", if_match=handler.get("/alerts/2")["ETag"])["ETag"]
    late = handler.post("/alerts/2/delay", {"until_on": "2027-11-25", "reason": "等回函"}, if_match=tag, language="zh")
    assert (late.status_code, late.json()["title"]) == (409, "这一步没有办成")
    put_off = handler.post("/alerts/2/delay", {"until_on": "2026-11-24", "reason": "等回函"}, if_match=tag)
    assert put_off.status_code == 200, put_off.content
    back = handler.post("/alerts/2/giving-back", if_match=put_off["ETag"])
    assert (back.json()["state"], back.json()["taken_by"]) == ("open", None)


def test_an_outcome_is_overturned_by_another_than_decided_it(callers: Callers) -> None:
    handler, reviewer, head = callers.of(), callers.of(BUREAU, Role.REVIEWER), callers.of(BUREAU, Role.LEADER)
    tag = handler.post("/alerts/3/taking", if_match=handler.get("/alerts/3")["ETag"])["ETag"]
    said = {"source": "visit", "source_name": "入户", "found": "在家务农", "supports": False}
    tag = handler.post("/alerts/3/verifications", said, if_match=tag)["ETag"]
    verdict = {"result": "false_alarm", "reason": "同名同姓"}
    tag = reviewer.post("/alerts/3/decision", verdict, if_match=tag)["ETag"]

    assert reviewer.post("/alerts/3/overturning", verdict, if_match=tag).status_code == 403
    other = head.post("/alerts/3/overturning", {"result": "lawful", "reason": "经复核合规"}, if_match=tag)
    assert other.status_code == 201, other.content
    assert [one["result"] for one in other.json()["outcomes"]] == ["false_alarm", "lawful"]
