"""Who witnesses the log, by screen: proposed at one administrator's screen, decided at another's."""

import pytest
from django.test import Client, TestCase

from mingbai.evidence.installation import log_key, policy_file
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests.furnishing import witnessed
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats

BUREAU = Kind.CIVIL_AFFAIRS


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    assert log
    witnessed(seats)
    return seats


def security(seats: Seats) -> Client:
    return seats.client(BUREAU, Role.SECURITY_ADMINISTRATOR)


def audit(seats: Seats) -> Client:
    return seats.client(BUREAU, Role.AUDIT_ADMINISTRATOR)


def text(client: Client, address: str = "/witnesses") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def waiting(client: Client) -> str:
    return text(client).partition('name="policy_id" value="')[2].partition('"')[0]


@pytest.mark.usefixtures("desk")
class TestWitnesses:
    """One proposes, another decides; what was refused or taken back stays."""

    def test_it_waits_on_the_page_of_today_of_who_may_approve(self, seats: Seats) -> None:
        assert 'href="/witnesses">批准见证规则' in text(audit(seats), "/").partition('id="others"')[0]
        assert "批准见证规则" not in text(security(seats), "/").partition('id="others"')[0]
        assert "批准见证规则" not in text(seats.client(), "/")

    def test_the_one_who_proposed_takes_it_back_and_proposes_anew(self, seats: Seats) -> None:
        client = security(seats)
        assert "批准启用" not in text(client)
        own = client.post("/witnesses", {"act": "approve", "policy_id": waiting(client)})
        assert own.status_code == 422
        done = client.post("/witnesses", {"act": "withdraw", "policy_id": waiting(client), "reason": "地址有误"})
        assert "已撤回" in text(client, done["Location"])
        assert "地址有误" in text(audit(seats))
        wrong = client.post("/witnesses", {"act": "propose", "text": "witness 某"})
        assert wrong.status_code == 422
        assert "不是见证规则" in wrong.content.decode()
        assert "witness 某" in wrong.content.decode(), "what was typed stays"

    def test_what_is_approved_at_the_other_screen_is_in_force(self, seats: Seats) -> None:
        before = policy_file().read_bytes()
        refused = audit(seats).post("/witnesses", {"act": "refuse", "policy_id": waiting(audit(seats)), "reason": ""})
        assert refused.status_code == 422
        assert policy_file().read_bytes() == before
        with TestCase.captureOnCommitCallbacks(execute=True):
            done = audit(seats).post("/witnesses", {"act": "approve", "policy_id": waiting(audit(seats))})
        try:
            assert "已批准" in text(audit(seats), done["Location"])
            assert str(log_key().verifier) in policy_file().read_text(encoding="utf-8")
            assert policy_file().read_bytes() != before
        finally:
            policy_file().write_bytes(before)

    def test_nobody_else_opens_it(self, seats: Seats) -> None:
        assert seats.client().get("/witnesses").status_code == 403
        assert seats.client(BUREAU, Role.SYSTEM_ADMINISTRATOR).get("/witnesses").status_code == 403
        row = "/evidence/rows/inspections.policyproposal/1"
        assert text(audit(seats), row)
        assert seats.client(BUREAU, Role.LEADER).get(row).status_code == 404
