"""An award is stopped by keys: reckoned, heard, proposed, reviewed and confirmed by three, its notice delivered."""

from typing import Any

import pytest

from mingbai.api.tests.calling import Caller, Callers
from mingbai.awards.queries import lines
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY

TOWN, DECEMBER = Kind.TOWNSHIP, Month(2026, 12)
HEARD = {"held_on": "2026-11-20", "way": "visit", "told": "收入已高于标准", "answer": "agrees", "reply": "同意",
         "heard_by": "两名工作人员", "document": "0" * 64}  # fmt: skip
LESS = {"cause": "income_up", "evidence": "工资核对", "effective_month": "2026-12", "annual_income_fen": 960_000}


@pytest.fixture(scope="module", autouse=True)
def listed(callers: Callers) -> None:
    """Have the township's reviewer be listed for changes."""
    seats = callers.seats
    reviewer, leader = seats.actors[TOWN, Role.REVIEWER], seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER]
    seats.county.listed("change", reviewer, leader)


@pytest.fixture
def clerk(callers: Callers) -> Caller:
    return callers.of(TOWN, Role.HANDLER)


def act(who: Caller, address: str, sent: object = None, *, seen: str = "") -> Any:
    """Do an act on the version that is there now."""
    return who.post(address, sent, if_match=who.get(seen or address.rpartition("/")[0])["ETag"])


def test_an_award_is_lowered_by_three_after_a_hearing(clerk: Caller, callers: Callers) -> None:
    reckoned = clerk.get("/awards/1/reckoning?month=2026-12&annual_income_fen=960000").json()
    assert (reckoned["before"]["amount_fen"], reckoned["after"]["amount_fen"], reckoned["kind"]) == (
        62_000,
        32_000,
        "lower",
    )
    unheard = act(clerk, "/awards/1/lowering", LESS | {"amount_fen": 32_000, "hearing_id": 999})
    assert unheard.status_code == 409
    heard = act(clerk, "/awards/1/hearings", HEARD)
    assert heard.status_code == 201
    hearing = heard.json()["hearings"][-1]["id"]
    wrong = act(clerk, "/awards/1/lowering", LESS | {"amount_fen": 31_000, "hearing_id": hearing})
    assert wrong.status_code == 409
    made = act(clerk, "/awards/1/lowering", LESS | {"amount_fen": 32_000, "hearing_id": hearing}).json()
    at = f"/changes/{made['id']}"
    assert [one["type"] for one in made["logged"]] == ["awards.change_proposed"]
    assert at.rpartition("/")[2] in {str(one["id"]) for one in clerk.get("/changes?state=proposed").json()["items"]}

    reviewer, leader = callers.of(TOWN, Role.REVIEWER), callers.of(TOWN, Role.LEADER)
    assert act(leader, f"{at}/confirmation", {}).status_code == 409, "not reviewed yet"
    assert act(reviewer, f"{at}/review").json()["state"] == "reviewed"
    done = act(leader, f"{at}/confirmation", {"notice_number": "明告〔2026〕9号"}).json()

    assert (done["state"], done["notice_number"]) == ("approved", "明告〔2026〕9号")
    with scope(NATION):
        told = {line.award_id: (line.amount_fen, line.change, line.cause) for line in lines(COUNTY, DECEMBER)}
    assert told[1] == (32_000, "lower", "income_up")
    receipt = {"delivered_on": "2026-11-22", "how": "in_person", "receipt": "1" * 64}
    assert act(clerk, f"{at}/delivery", receipt).json()["notice_delivered_on"] == "2026-11-22"


def test_a_stop_is_sent_back_with_the_reason(clerk: Caller, callers: Callers) -> None:
    hearing = act(clerk, "/awards/1/hearings", HEARD).json()["hearings"][-1]["id"]
    stop = {"cause": "withdrew", "evidence": "本人申请退出", "hearing_id": hearing, "effective_month": "2027-01"}
    made = act(clerk, "/awards/1/stopping", stop).json()
    again = act(clerk, "/awards/1/stopping", stop)
    assert again.status_code == 409, "one change at a time"

    back = act(callers.of(TOWN, Role.REVIEWER), f"/changes/{made['id']}/refusal", {"reason": "申请未签字"}).json()

    assert (back["state"], back["reason"]) == ("refused", "申请未签字")


def test_a_review_tells_the_day_of_the_next(clerk: Caller) -> None:
    same = {f"{one}_as_before": True for one in ("economy", "members", "health")}
    said = {
        "done_on": "2026-11-20",
        "methods": ["visited"],
        "outcome": "keep",
        "finding": "没有变化",
        "document": "2" * 64,
    }
    assert act(clerk, "/awards/1/reviews", same | said).json()["due_on"] == "2027-11-20"


def test_what_is_not_there_is_not_found(clerk: Caller) -> None:
    for address in ("/awards/999", "/changes/999", "/awards/1/reckoning?stops_for=nothing", "/awards/999/reckoning"):
        assert clerk.get(address).status_code == 404, address
