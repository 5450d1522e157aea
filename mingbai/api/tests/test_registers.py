"""Filings, departments' lists, offices, figures and papers by keys: what each says, and who may do what about it."""

from hashlib import sha256
from typing import Any

import pytest

from mingbai.access.models import Look
from mingbai.api.tests.calling import Caller, Callers
from mingbai.config.guards import NATION, scope
from mingbai.errands.actions import perform
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.people.queries import opened_numbers
from mingbai.people.tests.families import id_number

BUREAU = Kind.CIVIL_AFFAIRS
NOVEMBER = "month=2026-11"
PAPER = "c" * 64


@pytest.fixture(scope="module")
def handler(callers: Callers) -> Caller:
    return callers.of()


@pytest.fixture(scope="module")
def reviewer(callers: Callers) -> Caller:
    return callers.of(BUREAU, Role.REVIEWER)


def stepped(caller: Caller, path: str, act: str, body: object = None) -> Any:
    return caller.post(f"{path}/{act}", body, if_match=caller.get(path)["ETag"])


@pytest.mark.requirement("R-801")
def test_kin_of_staff_are_filed_by_one_and_accepted_by_another(
    callers: Callers, handler: Caller, reviewer: Caller
) -> None:
    clerk = callers.of(Kind.TOWNSHIP).actor
    said = {"person_id": 2, "unit": "河东镇", "post": "经办人", "works_in": "999901101", "from_on": "2026-01-05"}
    assert handler.post("/staff", {**said, "officer_id": 10**9}).status_code == 422
    staff = handler.post("/staff", {**said, "officer_id": clerk.id})
    assert staff.status_code == 201, staff.content
    assert staff.json()["id"] in [one["id"] for one in handler.get("/staff").json()["items"]]

    kin = {"person_id": 1, "staff_id": staff.json()["id"], "relation": "父亲", "document": PAPER}
    made = handler.post("/kin", {**kin, "filed_on": "2026-11-20"})
    assert made.status_code == 201, made.content
    path = f"/filings/relative/{made.json()['id']}"
    assert stepped(handler, path, "acceptance").status_code == 403
    assert handler.post("/kin", {**kin, "filed_on": "2027-11-20"}).status_code == 409
    done = stepped(reviewer, path, "acceptance")
    assert done.json()["state"] == "confirmed", done.content
    assert [one["type"] for one in done.json()["logged"]] == ["people.filing_accepted"]
    ended = stepped(reviewer, path, "ending", {"until_on": "2026-12-01", "reason": "已调离"})
    assert (ended.json()["state"], ended.json()["until_on"]) == ("closed", "2026-12-01")
    assert callers.of(Kind.BANK, Role.TELLER).get("/filings/relative").status_code == 403
    with scope(NATION):
        assert Look.objects.filter(page="api.people.filing").exists()


@pytest.mark.requirement("R-802")
def test_cards_proxies_and_lookups_are_filed_and_refused_with_a_reason(handler: Caller, reviewer: Caller) -> None:
    said = {"person_id": 1, "document": PAPER, "filed_on": "2026-11-20", "until_on": "2027-11-01"}
    ward = {"cause": "长期卧床", **said}
    made = [
        handler.post("/kept-cards", {**ward, "keeper_id": 2}),
        handler.post("/proxies", {**ward, "agent_id": 2, "kind": "guardian"}),
        handler.post("/authorisations", {**said, "scope": "bank"}),
    ]
    assert [one.status_code for one in made] == [201] * 3, [one.content for one in made]
    kinds = [one.json()["kind"] for one in made]
    assert kinds == ["card_keeping", "proxy", "authorisation"]
    for one in made:
        path = f"/filings/{one.json()['kind']}/{one.json()['id']}"
        assert stepped(reviewer, path, "refusal", {"reason": " "}).status_code == 422
        assert stepped(reviewer, path, "refusal", {"reason": "签字不清"}).json()["state"] == "refused"
        waiting = handler.get(f"/filings/{one.json()['kind']}?state=proposed").json()["items"]
        assert one.json()["id"] not in [each["id"] for each in waiting]
    assert handler.post("/proxies", {**ward, "agent_id": 1, "kind": "carer"}).status_code == 409
    assert handler.get("/filings/nothing").status_code == 422


def deaths(handler: Caller, month: str, numbers: list[str]) -> Any:
    rows = "".join(f"某甲,{one},{month}-02,{month}-20\n" for one in numbers)
    address = f"/lists?month={month}&kind=deaths&department=公安局&name={month}.csv"
    return handler.post(address, f"姓名,身份证号,死亡日期,数据日期\n{rows}".encode())


def test_a_list_that_would_hit_too_many_waits_for_a_second_person(handler: Caller, reviewer: Caller) -> None:
    with scope(COUNTY):
        ours = list(opened_numbers(range(1, 4000)).values())
    for month in range(1, 11):
        strangers = [id_number(900 - month * 30 - one, place="110101") for one in range(30)]
        assert deaths(handler, f"2026-{month:02}", strangers).json()["state"] == "in_use"
    sent = deaths(handler, "2026-11", ours)
    assert (sent.status_code, sent.json()["state"]) == (201, "quarantined"), sent.content
    path = f"/lists/{sent.json()['id']}"

    assert stepped(handler, path, "release", {"reason": "已核实"}).status_code == 403
    done = stepped(reviewer, path, "release", {"reason": "公安补报，已逐一核实"})
    assert (done.json()["state"], done.json()["reason"]) == ("released", "公安补报，已逐一核实"), done.content
    assert stepped(reviewer, path, "refusal", {"reason": "晚了"}).status_code == 409
    (found,) = (one for one in handler.get(f"/coverage?{NOVEMBER}").json()["kinds"] if one["kind"] == "deaths")
    assert (found["lists"], found["is_required"]) == (1, True)


def test_offices_posts_and_duties_are_told_within_the_division(callers: Callers, handler: Caller) -> None:
    town = callers.of(Kind.TOWNSHIP)
    whole, part = (one.get("/organisations").json()["items"] for one in (handler, town))
    assert {one["region"][:6] for one in whole} == {"999901"}
    assert {one["id"] for one in part} < {one["id"] for one in whole}
    posts = handler.get("/posts?limit=200").json()["items"]
    assert handler.actor.post_id in [one["id"] for one in posts]
    duties = handler.get("/duties").json()
    assert any(one["officer_id"] == handler.actor.id and one["article"] for one in duties["items"])
    assert duties["nobody"]


def test_figures_lead_to_their_rows_and_their_places_add_up(callers: Callers) -> None:
    leader = callers.of(BUREAU, Role.LEADER)
    told = leader.get(f"/cockpit?{NOVEMBER}").json()
    assert told["reckoned_at"]
    for figure in told["figures"]:
        same = [one for place in told["places"] for one in place["figures"] if one["name"] == figure["name"]]
        assert sum(one["total"]["amount_fen"] for one in same) == figure["total"]["amount_fen"], figure["name"]
        assert leader.get(figure["rows"].removeprefix("/api/v1")).status_code == 200, figure["rows"]
    assert callers.of(Kind.BANK, Role.TELLER).get(f"/cockpit?{NOVEMBER}").status_code == 403


def test_a_paper_is_in_the_log_before_anybody_sees_it(callers: Callers, handler: Caller, now: Any) -> None:
    offered = [one["name"] for one in handler.get(f"/papers?{NOVEMBER}").json()["forms"]]
    assert "deviations" in offered
    asked = handler.post("/papers/deviations", {"month": "2026-11"})
    assert asked.status_code == 202, asked.content
    job = asked["Location"].removeprefix("/api/v1")
    perform(errand_id=asked.json()["id"], at=now)
    assert (handler.get(job).json()["state"], len(handler.get(job).json()["files"])) == ("done", 1)
    taken = handler.get(f"{job}/files/0")
    assert taken.content.startswith(b"%PDF")
    printed = handler.get(f"/papers?{NOVEMBER}").json()["printed"]
    assert sha256(taken.content).hexdigest() in [one["sha256"] for one in printed]
    assert callers.of(BUREAU, Role.REVIEWER).get(f"{job}/files/0").status_code == 404
    assert handler.post("/papers/nothing", {"month": "2026-11"}).status_code == 404
    assert handler.post("/papers/roster", {"month": "2026-11"}).status_code == 404
    assert callers.of(Kind.BANK, Role.TELLER).post("/papers/deviations", {"month": "2026-11"}).status_code == 403
