"""What was held is paid back in full once the doubt fell, on a supplementary roster, by keys."""

import pytest

from mingbai.api.tests.calling import Callers
from mingbai.api.tests.month.test_releasing import NOVEMBER, WHY, done, path_in
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import TOWN

BUREAU = Kind.CIVIL_AFFAIRS
SUPPLEMENT = {"township": TOWN.code, "month": "2026-11"}


@pytest.mark.requirement("R-1401")
def test_what_is_held_and_then_cleared_stands_on_a_supplementary_roster(callers: Callers) -> None:
    handler, reviewer, releaser = (callers.of(BUREAU, role) for role in (Role.HANDLER, Role.REVIEWER, Role.RELEASER))
    county = callers.seats.county
    second = callers.in_post(county.post(reviewer.actor.organisation_id, Role.REVIEWER))
    county.listed("check_roster", second.actor, callers.seats.actors[BUREAU, Role.LEADER])
    path = path_in(reviewer, TOWN.code)
    (question,) = reviewer.get(f"/holds?{NOVEMBER}").json()["items"]
    hold = f"/holds/{question['id']}"
    assert done(reviewer, hold, "holding", WHY).json()["state"] == "held"
    assert handler.get("/owed-back").json()["items"] == []
    assert handler.post("/owed-back", SUPPLEMENT).status_code == 409

    asked = reviewer.post(f"{path}/release/request", if_match=reviewer.get(path)["ETag"])
    assert asked.status_code == 201, asked.content
    assert releaser.post(f"{path}/release/approval", if_match=asked["ETag"]).json()["state"] == "released"
    assert done(second, hold, "lifting", {"reason": "入户见到本人，仍在世"}).json()["state"] == "lifted"
    (owed,) = handler.get("/owed-back").json()["items"]
    assert (owed["region"], owed["holds"], owed["total"]) == (TOWN.code, 1, question["held"])

    assert releaser.post("/owed-back", SUPPLEMENT).status_code == 403
    far = handler.post("/owed-back", {**SUPPLEMENT, "township": "110101001"})
    assert far.json()["type"] == "urn:mingbai:problem:elsewhere"
    made = handler.post("/owed-back", SUPPLEMENT, key="back-1")
    assert made.status_code == 201, made.content
    assert made.content == handler.post("/owed-back", SUPPLEMENT, key="back-1").content
    assert (made.json()["kind"], made.json()["total"]) == ("supplementary", question["held"])
    assert handler.get(hold).json()["state"] == "back_paid"
    assert handler.get("/owed-back").json()["items"] == []
    nothing = handler.post("/supplements", SUPPLEMENT, language="zh")
    assert nothing.status_code == 409
    assert nothing.json()["detail"]
