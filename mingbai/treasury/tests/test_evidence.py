"""What is done to money is in the evidence log, and an administrator who also mends our digests is found by it."""

from pathlib import Path

import pytest

from mingbai.config.testing import Base
from mingbai.evidence.faults import Kind
from mingbai.evidence.installation import installed_policy, installed_ring, log_files, log_key
from mingbai.evidence.models import Act
from mingbai.evidence.publishing import publish
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.verifying import Verdict, verify
from mingbai.treasury import actions, models, refused
from mingbai.treasury.tests.world import BANK, CIVIL, FINANCE, in_october

pytestmark = pytest.mark.requirement("R-1502", "R-1402")


@pytest.fixture(autouse=True)
def fund_id(fresh_desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A fund in October, with the log in a folder of its own."""
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    return in_october()


def verdict() -> Verdict:
    append_all(key=log_key())
    publish(log_files())
    return verify(policy=installed_policy(), ring=installed_ring(), storage=log_files(), trusted=None)


def test_a_roster_is_one_leaf_and_all_of_it_is_whole(fund_id: int) -> None:
    acts = Act.objects.count()
    actions.settle(end_to_end_ids=["2026-P1-1", "2026-P2-1", "2026-P3-1"], paper=BANK)
    assert Act.objects.count() == acts + 1
    act = Act.objects.latest("id")
    voucher = models.Voucher.objects.latest("entries", "id")
    assert (act.type, act.fund, act.by) == ("treasury.entered", str(fund_id), BANK.by.id)
    assert (voucher.entries, voucher.codes) == (4, "instruct,pay")
    assert verdict().fault is None


def test_what_is_refused_leaves_no_act(fund_id: int) -> None:
    acts, vouchers = Act.objects.count(), models.Voucher.objects.count()
    with pytest.raises(refused.NotEnough):
        actions.move_money("reserve", fund_id=fund_id, fen=10**6, name="too much", paper=CIVIL)
    actions.move_money("plan", fund_id=fund_id, fen=900, name="2026-10", paper=FINANCE)  # sent again
    assert (Act.objects.count(), models.Voucher.objects.count()) == (acts, vouchers)


@pytest.mark.parametrize("table", ["voucher", "fund", "account"])
def test_a_digest_or_a_fund_edited_by_an_administrator_is_named(base: Base, fresh_desk: str, table: str) -> None:
    assert verdict().fault is None
    edits = {"voucher": "digest = sha256('mended')", "fund": "programme = 'tekun'", "account": "rung = 'remitted'"}
    row = getattr(models, table.capitalize()).objects.latest("id").pk
    if table == "account":
        row = models.Account.objects.get(rung="lent").pk
    with base.administrator(fresh_desk) as admin:
        admin.execute(f"ALTER TABLE treasury_{table} DISABLE TRIGGER ALL")
        admin.execute("ALTER TABLE treasury_account DROP CONSTRAINT treasury_one_account")
        assert admin.execute(f"UPDATE treasury_{table} SET {edits[table]} WHERE id = %s", [row]).rowcount == 1
    fault = verdict().fault
    assert fault is not None
    assert (fault.kind, fault.subject) == (Kind.ROW_CHANGED, f"treasury.{table}/{row}")
