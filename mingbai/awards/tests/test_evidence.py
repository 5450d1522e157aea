"""What is decided is in the log: one leaf a batch, and an administrator's silent edit of one fen is found by it."""

from pathlib import Path

import pytest

from mingbai.awards.models import Decision
from mingbai.awards.tests.cases import Office, office
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.faults import Kind
from mingbai.evidence.installation import installed_policy, installed_ring, log_files, log_key
from mingbai.evidence.models import Act
from mingbai.evidence.publishing import publish
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.verifying import Verdict, verify

EDITS = {
    "one fen of a decision": "UPDATE awards_decision SET amount_fen = amount_fen + 1, reckoned_fen = reckoned_fen + 1 "
    "WHERE version = 1",
    "who approved": "UPDATE awards_decision SET approved_by = approved_by + 1",
    "the month it begins": "UPDATE awards_decision SET effective_month = effective_month + INTERVAL '1 month'",
    "the household": "UPDATE awards_award SET household_id = household_id + 1",
    "the certificate": "UPDATE awards_award SET certificate_no = 'Z' || id",
    "a figure of the explanation": "UPDATE awards_reckoning SET figures = '1' || figures",
    "the words of the explanation": "UPDATE awards_wording SET text = replace(text, '低保', '') || ' '",
    "a decision removed": "DELETE FROM awards_decision",
    "the words of a hearing": "UPDATE awards_hearing SET reply = '不同意'",
    "the words of a notice": "UPDATE awards_notice SET text = '无'",
}


@pytest.fixture
def town(fresh_desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    with scope(NATION):
        made = office()
        made.granted()
        made.stopped(made.granted())
    return made


def verdict() -> Verdict:
    with scope(NATION):
        append_all(key=log_key())
        publish(log_files())
        return verify(policy=installed_policy(), ring=installed_ring(), storage=log_files(), trusted=None)


def test_each_act_on_a_decision_leaves_a_leaf(town: Office) -> None:
    types = list(Act.objects.filter(type__startswith="awards.").order_by("id").values_list("type", flat=True))
    assert types.count("awards.proposed") == types.count("awards.reviewed") - 1 == 2
    assert {"awards.approved", "awards.change_proposed", "awards.heard", "awards.notice_issued"} <= set(types)
    assert verdict().fault is None
    assert Decision.objects.none().count() == 0


@pytest.mark.requirement("R-1502")
@pytest.mark.parametrize("what", EDITS)
def test_a_silent_edit_by_an_administrator_is_found(base: Base, fresh_desk: str, town: Office, what: str) -> None:
    assert verdict().fault is None
    with base.administrator(fresh_desk) as admin:
        admin.execute("SET session_replication_role = replica")
        for table in ("decision", "award", "reckoning", "wording", "hearing", "notice"):
            admin.execute(f"ALTER TABLE awards_{table} DISABLE TRIGGER USER")
        admin.execute(EDITS[what])
    fault = verdict().fault
    assert fault is not None
    assert fault.kind in (Kind.ROW_CHANGED, Kind.ROW_GONE)
    assert fault.subject.startswith("awards.")
