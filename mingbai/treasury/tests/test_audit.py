"""The audit: whole books are whole, and one fen, one word or one guard that an administrator changes is named."""

import json
import os
import subprocess
import sys

import pytest

from mingbai.config.testing import Base
from mingbai.treasury import actions, models, queries
from mingbai.treasury.audit import GUARDS, Audit, audit
from mingbai.treasury.ladder import Rung
from mingbai.treasury.tests.world import BANK, in_october

pytestmark = pytest.mark.requirement("R-1508")


@pytest.fixture(autouse=True)
def fund_id(fresh_desk: str) -> int:
    """A fund in October, one payment arrived, one refused, one unanswered."""
    fund = in_october()
    actions.settle(end_to_end_ids=["2026-P1-1"], paper=BANK)
    actions.reject(end_to_end_ids=["2026-P2-1"], paper=BANK)
    return fund


def tamper(base: Base, database: str, *statements: str) -> Audit:
    """Do as an administrator of the database could, who switches off what is in the way; return the audit after it."""
    always = ("account DISABLE TRIGGER kept_by_triggers", "transfer DISABLE TRIGGER append_only")
    with base.administrator(database) as admin:
        admin.execute("SET session_replication_role = replica")
        for switch in always:
            admin.execute(f"ALTER TABLE treasury_{switch}")
        for statement in statements:
            assert admin.execute(statement).rowcount
        for switch in always:
            admin.execute(f"ALTER TABLE treasury_{switch.replace('DISABLE', 'ENABLE ALWAYS')}")
    return audit()


def kinds(found: Audit) -> list[str]:
    return [fault.kind for fault in found.faults]


def test_books_as_written_are_whole() -> None:
    found = audit()
    assert found.is_whole
    assert found.entries == models.Transfer.objects.count()
    assert found.accounts == models.Account.objects.count()


@pytest.mark.parametrize("column", ["debits_pending", "debits_posted", "credits_pending", "credits_posted"])
@pytest.mark.parametrize("rung", ["source", "paid", "remitted"])
def test_one_fen_put_into_or_taken_out_of_an_account_is_named(
    base: Base, fresh_desk: str, fund_id: int, rung: Rung, column: str
) -> None:
    account = queries.account_of(fund_id, Rung(rung)).id
    # without its checks the database would let this pass
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE treasury_account DROP CONSTRAINT treasury_no_overdraft")
    found = tamper(base, fresh_desk, f"UPDATE treasury_account SET {column} = {column} + 1 WHERE id = {account}")
    assert found.faults[0].subject == f"account {account}"
    assert f"账户{account}" in found.faults[0].zh
    assert "guard" in kinds(found)


def test_the_first_wrong_account_comes_first(base: Base, fresh_desk: str) -> None:
    found = tamper(base, fresh_desk, "UPDATE treasury_account SET credits_posted = credits_posted + 1")
    numbers = [int(fault.subject.split()[1]) for fault in found.faults if fault.kind == "sum"]
    assert numbers == sorted(numbers)
    assert len(numbers) == models.Account.objects.count()


EDITS = {
    "fen": "fen + 1", "code": "'correction'", "document": "'another'", "made_by": "3", "party": "'township'",
    "approved_by": "3", "made_at": "made_at + interval '1 microsecond'", "pair_id": "gen_random_uuid()",
}  # fmt: skip


@pytest.mark.parametrize("column", EDITS)
def test_an_entry_edited_behind_our_back_is_named(base: Base, fresh_desk: str, column: str) -> None:
    edited = models.Transfer.objects.get(code="plan").pk
    with base.administrator(fresh_desk) as admin:
        for guard in ("lawful_move", "half_names_its_pair", "correction_names_its_error", "pair_has_two_approvers"):
            admin.execute(f"ALTER TABLE treasury_transfer DROP CONSTRAINT treasury_{guard}")
    found = tamper(base, fresh_desk, f"UPDATE treasury_transfer SET {column} = {EDITS[column]} WHERE id = '{edited}'")
    assert f"entry {edited}" in [fault.subject for fault in found.faults]
    assert ("sum" in kinds(found)) == (column == "fen")


def test_an_entry_taken_out_or_slipped_in_shows_in_the_sums(base: Base, fresh_desk: str) -> None:
    found = tamper(base, fresh_desk, "DELETE FROM treasury_transfer WHERE code = 'plan'")
    assert kinds(found) == ["sum", "sum", "voucher"]


def test_an_entry_slipped_in_with_sums_to_match_shows_in_its_voucher(base: Base, fresh_desk: str) -> None:
    held = models.Transfer.objects.get(pk=actions.payment_id("2026-P3-1"))
    columns = "fund_id, debit_account_id, credit_account_id, debit_rung, credit_rung, code, party, document, made_by, "
    columns += "approved_by, made_at, voucher_id, fen, kind"
    twin = (
        f"INSERT INTO treasury_transfer ({columns}, id, body_sha256) SELECT {columns}, gen_random_uuid(), body_sha256 "
    )
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE treasury_transfer DISABLE TRIGGER treasury_apply_entries")
    found = tamper(base, fresh_desk, f"{twin} FROM treasury_transfer WHERE id = '{held.pk}'")
    assert "voucher" in kinds(found)
    assert f"voucher {held.voucher_id}" in [fault.subject for fault in found.faults]


def test_a_fen_edited_in_the_entry_and_in_both_sums_still_shows(base: Base, fresh_desk: str, fund_id: int) -> None:
    planned, available = (queries.account_of(fund_id, rung).id for rung in (Rung.PLANNED, Rung.AVAILABLE))
    found = tamper(
        base,
        fresh_desk,
        "UPDATE treasury_transfer SET fen = fen + 1 WHERE code = 'plan'",
        f"UPDATE treasury_account SET credits_posted = credits_posted + 1 WHERE id = {planned}",
        f"UPDATE treasury_account SET debits_posted = debits_posted + 1 WHERE id = {available}",
    )
    assert kinds(found) == ["entry", "voucher"]


@pytest.mark.parametrize("guard", sorted(GUARDS))
def test_every_guard_that_is_gone_is_named(base: Base, fresh_desk: str, guard: str) -> None:
    with base.administrator(fresh_desk) as admin:
        row = admin.execute("SELECT conrelid::regclass FROM pg_constraint WHERE conname = %s", [guard]).fetchone()
        switch = admin.execute("SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = %s", [guard]).fetchone()
        if row:
            admin.execute(f"ALTER TABLE {row[0]} DROP CONSTRAINT {guard} CASCADE")
        elif switch:
            admin.execute(f"ALTER TABLE {switch[0]} DISABLE TRIGGER {guard}")
        else:
            admin.execute(f"DROP INDEX {guard}")
    assert f"guard {guard}" in [fault.subject for fault in audit().faults]


def test_a_function_that_no_longer_does_what_it_did_is_named(base: Base, fresh_desk: str) -> None:
    with base.administrator(fresh_desk) as admin:
        (source,) = admin.execute("SELECT pg_get_functiondef('treasury_apply_entries'::regproc)").fetchone() or ("",)
        admin.execute(str(source).replace("+ change.debits_posted", "+ change.debits_posted - 1"))
    assert [fault.subject for fault in audit().faults] == ["guard treasury_apply_entries()"]


@pytest.fixture
def environ(base: Base, fresh_desk: str) -> dict[str, str]:
    addresses = {name: base.as_role(alias, fresh_desk) for name, alias in
                 (("DATABASE_URL", "default"), ("DATABASE_OWNER_URL", "owner"))}  # fmt: skip
    return {**os.environ, **addresses}


def run(environ: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mingbai.cli.main", "treasury", *words]
    return subprocess.run(command, env=environ, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_command_tells_whole_books_from_wrong_ones(base: Base, fresh_desk: str, environ: dict[str, str]) -> None:
    whole = run(environ, "audit")
    assert (whole.returncode, whole.stdout) == (0, "共14个账户、10笔分录，全部相符。\n"), whole.stderr
    tamper(base, fresh_desk, "UPDATE treasury_account SET credits_posted = credits_posted + 1 WHERE rung = 'paid'")
    wrong = run(environ, "audit", "--lang", "en")
    assert wrong.returncode == 5
    assert "keeps 3.01 yuan" in wrong.stdout
    told = json.loads(run(environ, "audit", "--json").stdout)
    assert (told["whole"], told["entries"]) == (False, 10)
    assert told["faults"][0]["kind"] == "sum"


def test_the_command_shows_where_the_money_is_and_what_may_move(environ: dict[str, str]) -> None:
    shown = run(environ, "funds")
    assert shown.returncode == 0, shown.stderr
    assert "财社〔2026〕7号" in shown.stdout
    told = json.loads(run(environ, "funds", "--json").stdout)
    assert told[0]["parts_fen"] == {
        "given_fen": 1000, "paid_fen": 300, "returned_fen": 0, "occupied_fen": 400, "available_fen": 300,
    }  # fmt: skip
    assert "国库支付指令" in run(environ, "moves").stdout
    assert json.loads(run(environ, "moves", "--json").stdout)[0]["cites"]
