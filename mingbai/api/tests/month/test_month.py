"""Systems of a bank and of an office at work: a file fetched, an alert verified by one and decided by another."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from mingbai.access.models import Look
from mingbai.api.tests.calling import Callers
from mingbai.config.guards import NATION, scope
from mingbai.evidence.installation import installed_policy
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.payments import actions
from mingbai.web.tests.logged import Log

FRIDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
BUREAU, FINANCE, TELLER = Kind.CIVIL_AFFAIRS, Kind.FINANCE, (Kind.BANK, Role.TELLER)


def sent(callers: Callers, log: Log, outbox: Path, file_id: int = 1) -> None:
    """Have three officers reserve, seal and send a file."""
    reviewer, releaser = (callers.seats.actors[BUREAU, role] for role in (Role.REVIEWER, Role.RELEASER))
    sender = callers.seats.actors[FINANCE, Role.RELEASER]
    with working_as(reviewer):
        actions.reserve_files(file_ids=[file_id], by=reviewer, at=FRIDAY)
    with working_as(releaser):
        actions.seal_files(file_ids=[file_id], by=releaser, at=FRIDAY)
    log.brought_up()
    actions.send_files(file_ids=[file_id], outbox=outbox, policy=installed_policy(), by=sender, at=FRIDAY)


def test_a_bank_fetches_its_file_once_it_has_left_byte_for_byte_and_that_is_kept(
    callers: Callers, log: Log, tmp_path: Path
) -> None:
    bank = callers.of(*TELLER)
    assert bank.get("/payments/files?month=2026-11").json()["items"] == []
    sent(callers, log, tmp_path)

    (file,) = bank.get("/payments/files?month=2026-11").json()["items"]
    content = bank.get(f"/payments/files/{file['id']}/content")
    assert content.status_code == 200
    assert sha256(content.content).hexdigest() == file["sha256"] == content["ETag"].strip('"')
    assert file["message_id"] in content["Content-Disposition"]
    with scope(NATION):
        kept = Look.objects.filter(page="api.payments.content", is_export=True).get()
    assert (kept.officer_id, kept.rows) == (bank.actor.id, file["payments"])
    told = bank.get(f"/payments/files/{file['id']}/payments").json()["items"]
    assert all("*" in one["holder_name"] and one["account"].startswith("****") for one in told)


def test_another_bank_finds_no_file(callers: Callers) -> None:
    county = callers.seats.county
    other = callers.in_post(county.post(county.office(Kind.BANK, name="邻县商行"), Role.TELLER))
    assert other.get("/payments/files?month=2026-11").json()["items"] == []
    assert other.get("/payments/files/1/content").status_code == 404
    assert other.get("/receipts/statements").json()["items"] == []


@pytest.mark.requirement("R-1406")
def test_an_alert_is_taken_verified_and_decided_by_two_systems_in_two_posts(callers: Callers) -> None:
    handler, leader = callers.of(), callers.of(BUREAU, Role.LEADER)
    tag = handler.get("/alerts/3")["ETag"]
    tag = handler.post("/alerts/3/taking", if_match=tag)["ETag"]
    said = {"source": "visit", "source_name": "入户", "found": "在家务农，未外出", "supports": False}
    tag = handler.post("/alerts/3/verifications", said, if_match=tag)["ETag"]
    verdict = {"result": "false_alarm", "reason": "同名同姓，不是同一人"}

    own = handler.post("/alerts/3/decision", verdict, if_match=tag)
    assert own.status_code == 403
    done = leader.post("/alerts/3/decision", verdict, if_match=tag)
    assert done.status_code == 201, done.content
    assert done.json()["state"] == "closed"
    assert done.json()["outcomes"][0]["result"] == "false_alarm"


def test_what_a_role_does_not_read_is_masked_for_it(callers: Callers) -> None:
    full = callers.of().get("/rosters/1/lines").json()["items"]
    masked = callers.of(BUREAU, Role.RELEASER).get("/rosters/1/lines").json()["items"]
    assert [one["id"] for one in full] == [one["id"] for one in masked]
    assert all(one["payee_id"] for one in full)
    assert all("*" in one["payee_name"] and one["payee_id"] is None for one in masked)


def test_money_is_whole_fen(callers: Callers) -> None:
    (first, *_) = callers.of().get("/rosters?month=2026-11").json()["items"]
    assert first["total"] == {"amount_fen": first["total"]["amount_fen"], "currency": "CNY"}
    assert isinstance(first["total"]["amount_fen"], int)
    lines = callers.of().get(f"/rosters/{first['id']}/lines?limit=200").json()["items"]
    assert sum(one["amount"]["amount_fen"] for one in lines) == first["total"]["amount_fen"]
