"""Problems put right, clues handed over, rules switched, evidence packed and verified: each by whose it is."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest

from mingbai.api.tests.calling import Caller, Callers
from mingbai.errands.actions import perform
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role

BUREAU = Kind.CIVIL_AFFAIRS
YES = {"is_carried_out": "true", "is_in_time": "true", "is_accepted": "true", "notes": "走访三户，均满意"}
DEFECT = {"title": "停发未书面告知", "facts": "见附件", "cites": ["YC-2022-2#3.4"]}


@pytest.fixture(scope="module")
def inspector(callers: Callers) -> Caller:
    return callers.of(Kind.AUDIT, Role.INSPECTOR)


def stepped(caller: Caller, path: str, act: str, body: object = None, **asked: str) -> Any:
    return caller.post(f"{path}/{act}?{urlencode(asked)}", body, if_match=caller.get(path)["ETag"])


def listed(callers: Callers, inspector: Caller, title: str = "停发未书面告知") -> str:
    said = {"unit_id": callers.of().actor.organisation_id, "source": "2026年11月抽查", "found_on": "2026-11-20"}
    made = inspector.post("/inspections", {**DEFECT, **said, "title": title})
    assert made.status_code == 201, made.content
    return f"/inspections/{made.json()['id']}"


@pytest.mark.requirement("R-808")
def test_a_problem_goes_from_the_list_to_three_times_yes(callers: Callers, inspector: Caller) -> None:
    handler, leader = callers.of(), callers.of(BUREAU, Role.LEADER)
    path = listed(callers, inspector)
    said = {"content": "逐户补送告知书", "until_on": "2026-12-18", "in_charge_id": handler.actor.id,
            "leader_id": leader.actor.id}  # fmt: skip
    stranger = stepped(inspector, path, "order", {**said, "leader_id": inspector.actor.id})
    assert stranger.status_code == 409
    ordered = stepped(inspector, path, "order", said)
    assert (ordered.status_code, ordered.json()["state"]) == (201, "ordered"), ordered.content
    assert handler.get(path).json()["working_days_left"] > 0

    assert stepped(handler, path, "report", b"", text="已补送").status_code == 409
    assert stepped(inspector, path, "report", b"photo", text="已补送").status_code == 403
    reported = stepped(handler, path, "report", b"photo", text="已逐户补送")
    assert reported.json()["state"] == "reported", reported.content
    again = stepped(inspector, path, "sending-back", {"until_on": "2026-12-25"})
    assert (again.json()["state"], again.json()["rounds"]) == ("reopened", 2)
    assert inspector.post(f"{path}/acceptance", if_match=reported["ETag"]).status_code == 412
    assert stepped(handler, path, "report", b"photo", text="已全部补送").status_code == 201
    assert stepped(inspector, path, "acceptance").json()["state"] == "closed"

    settled = stepped(inspector, path, "look-backs", b"notes", **YES)
    assert settled.json()["state"] == "settled", settled.content
    assert {one["type"] for one in settled.json()["logged"]} == {"inspections.looked_back"}
    silent = stepped(inspector, path, "look-backs", b"notes", **{**YES, "is_accepted": "false"})
    assert silent.status_code == 409
    reopened = stepped(
        inspector, path, "look-backs", b"n", **{**YES, "is_accepted": "false"}, again_until_on="2027-01-15"
    )
    assert reopened.json()["state"] == "reopened"
    assert [one["is_accepted"] for one in inspector.get(f"{path}/look-backs").json()["items"]] == [True, False]


def test_a_problem_names_articles_that_there_are(inspector: Caller) -> None:
    said = {**DEFECT, "unit_id": 1, "source": "抽查", "found_on": "2026-11-20", "cites": ["YC-2022-2#99.9"]}
    answer = inspector.post("/inspections", said, language="zh")
    assert answer.status_code == 422
    assert "最接近" in answer.json()["detail"]
    assert inspector.post("/outcomes/999999/problem", {**DEFECT, "unit_id": 1}).status_code == 409


@pytest.mark.requirement("R-1013")
def test_a_clue_is_proposed_by_one_handed_over_by_another_and_its_answer_entered(
    callers: Callers, inspector: Caller
) -> None:
    leader, unit = callers.of(BUREAU, Role.LEADER), callers.of()
    path = listed(callers, inspector, "近亲属享受低保未备案")
    said = {"receiver": "discipline", "receiver_name": "县纪委监委", "verified_on": "2026-11-20",
            "document": "明审移〔2026〕9号", "grounds": "涉嫌优亲厚友"}  # fmt: skip
    made = stepped(inspector, path, "clues", b"report", **said)
    assert made.status_code == 201, made.content
    clue = f"/clues/{made.json()['id']}"

    assert unit.get("/clues").status_code == 403
    assert made.json()["id"] in [one["id"] for one in leader.get("/clues").json()["items"]]
    assert stepped(inspector, clue, "approval").status_code == 409
    assert stepped(leader, clue, "withdrawal", {}).status_code == 409
    approved = stepped(leader, clue, "approval", None)
    assert (approved.json()["state"], approved.json()["transferred_on"]) == ("approved", "2026-11-22"), approved.content
    assert stepped(leader, clue, "refusal", {"reason": "晚了"}).status_code == 409
    answered = stepped(inspector, clue, "feedback", {"feedback": "已立案审查", "document": "明纪〔2026〕1号"})
    assert (answered.status_code, answered.json()["feedback"]) == (201, "已立案审查"), answered.content


@pytest.mark.requirement("R-412")
def test_a_rule_is_switched_by_two_and_a_gate_never(callers: Callers) -> None:
    handler, leader = callers.of(), callers.of(BUREAU, Role.LEADER)
    said = {"rule_id": "RK-112", "mode": "advisory", "from_on": "2026-11-23", "reason": "外出务工名单滞后，误报过多"}
    assert leader.post("/rules/switches", said).status_code == 403
    assert handler.post("/rules/switches", {**said, "rule_id": "RK-306"}).status_code == 409
    made = handler.post("/rules/switches", said)
    assert made.status_code == 201, made.content
    one = f"/rules/switches/{made.json()['id']}"
    done = stepped(leader, one, "approval")
    assert done.json()["state"] == "in_force", done.content
    assert [each["id"] for each in handler.get("/rules/switches?state=in_force").json()["items"]] == [made.json()["id"]]
    assert stepped(leader, one, "refusal", {"reason": "晚了"}).status_code == 409


@pytest.mark.requirement("R-1402")
def test_a_row_is_packed_with_its_proofs_and_the_log_verified_as_jobs(
    callers: Callers, inspector: Caller, now: Any
) -> None:
    bring_up_to_date()
    asked = inspector.post("/evidence/packs", {"subject": "rosters.sheet/1"})
    assert asked.status_code == 202, asked.content
    perform(errand_id=asked.json()["id"], at=now)
    job = inspector.get(f"/jobs/{asked.json()['id']}").json()
    assert (job["state"], len(job["files"])) == ("done", 1), job
    taken = inspector.get(f"/jobs/{job['id']}/files/0")
    assert "verify.html" in {name.rpartition("/")[2] for name in ZipFile(BytesIO(taken.content)).namelist()}
    assert inspector.get(f"/jobs/{job['id']}/files/1").status_code == 404
    assert callers.of(Kind.DISCIPLINE, Role.INSPECTOR).get(f"/jobs/{job['id']}/files/0").status_code == 404
    assert inspector.post("/evidence/packs", {"subject": "rosters.sheet/999999"}).status_code == 404

    told = inspector.get("/evidence/checkpoints").json()
    assert told["checkpoints"][0]["size"] >= told["checkpoints"][-1]["size"]
    assert told["key"]
    asked = inspector.post("/evidence/verifications")
    perform(errand_id=asked.json()["id"], at=now)
    assert inspector.get(f"/jobs/{asked.json()['id']}").json()["state"] == "done"
    assert callers.of().post("/evidence/verifications").status_code == 403
