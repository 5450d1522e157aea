"""Acts by systems: done once however often they are asked for, on the version that was read, in time and in size."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from mingbai.access.actions import begin_act
from mingbai.access.models import Answer, Look
from mingbai.alerts.models import Verification
from mingbai.api import once
from mingbai.api.endpoints import lists, receipts
from mingbai.api.tests.calling import Caller, Callers
from mingbai.config.guards import NATION, scope
from mingbai.errands.actions import perform
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.evidence.proofs.proof import parse_proof
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.receipts.models import Statement
from mingbai.web.tests.money import receipts_file

TELLER = Kind.BANK, Role.TELLER
SAID = {"source": "visit", "source_name": "入户", "found": "在家，与名单所列不是同一人", "supports": False}


@pytest.fixture
def handler(callers: Callers) -> Caller:
    return callers.of()


@pytest.fixture
def bank(callers: Callers) -> Caller:
    return callers.of(*TELLER)


def entered() -> int:
    with scope(NATION):
        return Verification.objects.count()


def said_of(answer: Any) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/problem+json"
    return dict(answer.json())


def test_an_act_asked_for_twice_is_done_once_and_answered_alike(handler: Caller) -> None:
    tag = handler.get("/alerts/1")["ETag"]
    first = handler.post("/alerts/1/verifications", SAID, key="visit-1", if_match=tag)
    again = handler.post("/alerts/1/verifications", SAID, key="visit-1", if_match=tag)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first["ETag"] == again["ETag"] != tag
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert entered() == 1


def test_the_same_key_with_another_body_or_address_is_refused(handler: Caller) -> None:
    tag = handler.get("/alerts/1")["ETag"]
    assert handler.post("/alerts/1/verifications", SAID, key="visit-2", if_match=tag).status_code == 201
    other = handler.post("/alerts/1/verifications", {**SAID, "found": "别的"}, key="visit-2", if_match=tag)
    elsewhere = handler.post("/alerts/2/verifications", SAID, key="visit-2", if_match=tag)

    assert said_of(other)["type"] == said_of(elsewhere)["type"] == "urn:mingbai:problem:other_body"
    assert other.status_code == 422


def test_two_systems_may_use_the_same_key(handler: Caller, bank: Caller, tmp_path: Path) -> None:
    content = receipts_file(tmp_path, 2, seed=41).read_bytes()
    assert bank.post("/receipts/statements?name=a.csv", content, key="visit-2").status_code == 201


def test_an_act_needs_a_key(handler: Caller) -> None:
    for key in ("", " ", "a b", "é", "x" * 201):
        answer = handler.post("/alerts/1/taking", Idempotency_Key=key)
        assert said_of(answer)["type"] == "urn:mingbai:problem:no_key", key


def test_an_act_names_the_version_it_means(handler: Caller) -> None:
    tag, before = handler.get("/alerts/1")["ETag"], entered()
    assert handler.post("/alerts/1/verifications", SAID).status_code == 428
    assert handler.post("/alerts/1/verifications", SAID, if_match=tag).status_code == 201
    late = handler.post("/alerts/1/verifications", SAID, if_match=tag)

    assert late.status_code == 412
    assert entered() == before + 1


def test_what_has_not_changed_is_not_sent_again(handler: Caller) -> None:
    first = handler.get("/rosters/1")
    same = handler.get("/rosters/1", If_None_Match=f'"x", {first["ETag"]}')
    assert (same.status_code, same.content) == (304, b"")
    assert handler.get("/rosters/1", If_None_Match='"x"').status_code == 200


def test_of_two_at_the_same_moment_one_is_done_and_the_other_waits_or_is_told_so(
    bank: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, together = receipts_file(tmp_path, 2, seed=42).read_bytes(), Barrier(2, timeout=30)
    begin = begin_act

    def both(key_id: int, name: str) -> bool:
        ours = begin(key_id, name)
        together.wait()  # neither ends before the other has begun
        return ours

    monkeypatch.setattr(once, "begin_act", both)

    def deliver(_: int) -> Any:
        try:
            return Caller(bank.token, bank.actor).post("/receipts/statements?name=a.csv", content, key="same-moment")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(deliver, range(2)), key=lambda one: one.status_code)
    monkeypatch.undo()

    assert [one.status_code for one in answers] == [201, 409]
    assert said_of(answers[1])["type"] == "urn:mingbai:problem:concurrent"
    with scope(NATION):
        assert Statement.objects.filter(sha256=answers[0].json()["sha256"]).count() == 1


def test_a_refused_act_leaves_nothing_and_may_be_asked_for_again(handler: Caller) -> None:
    before = Answer.objects.count()
    tag = handler.get("/alerts/2")["ETag"]
    refused = handler.post("/alerts/2/verifications", SAID, key="refused-1", if_match=tag, language="zh")

    assert refused.status_code == 409
    assert "领取" in said_of(refused)["detail"] or "办理" in said_of(refused)["detail"]
    assert Answer.objects.count() == before
    assert handler.post("/alerts/2/taking", key="refused-1", if_match=tag).status_code == 200


def test_what_is_kept_of_an_answer_is_sealed(handler: Caller) -> None:
    tag = handler.get("/alerts/1")["ETag"]
    assert handler.post("/alerts/1/verifications", SAID, key="sealed-1", if_match=tag).status_code == 201
    kept = Answer.objects.get(name="sealed-1")
    assert str(SAID["found"]).encode() not in bytes(kept.sealed)


def test_a_bank_delivers_receipts_and_keeps_an_acknowledgment(bank: Caller, tmp_path: Path) -> None:
    content = receipts_file(tmp_path, 3, seed=43).read_bytes()
    answer = bank.post("/receipts/statements?name=3.csv", content)
    (brought,) = answer.json()["statements"]

    assert answer.status_code == 201
    assert (brought["entries"], brought["is_known"]) == (3, False)
    again = bank.post("/receipts/statements?name=3.csv", content).json()
    assert again["statements"][0]["is_known"] is True
    assert bank.get("/receipts/statements").json()["items"]


def test_a_large_file_becomes_a_job_that_only_its_asker_sees(
    callers: Callers, bank: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: Any
) -> None:
    monkeypatch.setattr(receipts, "AT_ONCE", 10)
    content = receipts_file(tmp_path, 2, seed=44).read_bytes()
    answer = bank.post("/receipts/statements?name=4.csv", content, key="large-1")
    job = answer.json()

    assert (answer.status_code, job["state"]) == (202, "waiting")
    assert answer["Location"] == job["href"] == f"/api/v1/jobs/{job['id']}"
    assert bank.post("/receipts/statements?name=4.csv", content, key="large-1").json()["id"] == job["id"]
    assert callers.of().get(f"/jobs/{job['id']}").status_code == 404
    perform(errand_id=job["id"], at=now)
    assert bank.get(f"/jobs/{job['id']}").json()["state"] == "done"


HEAD = "姓名,身份证号,死亡日期,数据日期"


def test_a_department_sends_its_list_and_is_told_row_by_row(callers: Callers, handler: Caller, now: Any) -> None:
    seats = callers.seats
    leader = seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER]
    seats.county.listed("keep_data", handler.actor, leader) if not handler.get("/lists?month=2026-11") else None
    content = (
        "姓名,身份证号,死亡日期,数据日期\n某甲,11010119400101001X,2026-10-02,2026-11-20\n某乙,,x,2026-11-20\n".encode()
    )
    address = "/lists?month=2026-11&kind=deaths&department=公安局&name=deaths.csv"
    answer = handler.post(address, content)

    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert told["rows"] + told["refused_rows"] == 2
    assert all(one["why"]["zh"] and one["why"]["en"] for one in told["wrong"])
    assert any("3" in one["where"]["en"] for one in told["wrong"]), told["wrong"]


def test_a_long_list_becomes_a_job(handler: Caller, monkeypatch: pytest.MonkeyPatch, now: Any) -> None:
    monkeypatch.setattr(lists, "AT_ONCE", 10)
    content = f"{HEAD}\n某丙,110101194001010028,2026-10-03,2026-11-20\n".encode()
    answer = handler.post("/lists?month=2026-11&kind=deaths&department=卫健局&name=d.csv", content)

    assert answer.status_code == 202, answer.content
    perform(errand_id=answer.json()["id"], at=now)
    assert handler.get(f"/jobs/{answer.json()['id']}").json()["state"] == "done"


def test_what_is_too_large_is_refused_before_it_is_read(bank: Caller, handler: Caller) -> None:
    large = bank.post("/receipts/statements?name=a.csv", b"x", Content_Length=str(receipts.LARGEST + 1))
    long = handler.post("/alerts/1/closing", b"x", Content_Length=str(2**21))
    chunked = handler.post("/alerts/1/closing", b"x", Transfer_Encoding="chunked")

    assert [one.status_code for one in (large, long, chunked)] == [413, 413, 411]


def test_the_bank_takes_no_file_that_has_not_left_for_it(bank: Caller, handler: Caller) -> None:
    assert bank.get("/payments/files/1/content").status_code == 404
    assert handler.get("/payments/files/1/content").status_code == 403


def test_a_question_about_people_says_what_for_and_that_is_kept(handler: Caller) -> None:
    assert handler.get("/people?q=张").status_code == 422
    assert handler.get("/people?q=张&purpose=核实死亡名单").status_code == 200
    with scope(NATION):
        kept = Look.objects.filter(page="api.people").latest("pk")
    assert (kept.reason, kept.subject) == ("核实死亡名单", "people/张")


def test_numbers_of_people_come_masked(handler: Caller) -> None:
    told = handler.get("/people/1?purpose=核对").json()
    assert "****" in told["id_number"]
    assert all(one["number"].startswith("****") for one in told["accounts"])


def test_the_proof_of_a_row_is_checked_by_a_stranger(callers: Callers) -> None:
    bring_up_to_date()
    inspector = callers.of(Kind.AUDIT, Role.INSPECTOR)
    acts = inspector.get("/evidence/acts?subject=rosters.sheet/1").json()["items"]
    answer = inspector.get("/evidence/proof?subject=rosters.sheet/1")
    proof = parse_proof(answer.json()["proof"])

    assert answer.status_code == 200
    assert proof.index == acts[-1]["place"]
    assert json.loads(proof.entry)["subject"] == "rosters.sheet/1"
    assert inspector.get("/evidence").json()["placed"] > proof.index
