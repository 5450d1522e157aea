"""`evidence verify`: what an administrator changes behind the system's back is found, and the first record is named."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction

from mingbai.config.testing import Base
from mingbai.evidence.actions import Record, about, erase, record, record_contents
from mingbai.evidence.faults import Fault, Kind
from mingbai.evidence.installation import installed_ring, log_files, log_key
from mingbai.evidence.models import Act, Checkpoint, Cosignature, Leaf, Waiting
from mingbai.evidence.notes.checkpoint import Checkpoint as Spoken
from mingbai.evidence.notes.checkpoint import parse_checkpoint
from mingbai.evidence.rows.placed import Placed, placed
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.tests.town import NOW, Payment, pay
from mingbai.evidence.verifying import Verdict, verify
from mingbai.evidence.witnesses.policy import Policy

pytestmark = pytest.mark.requirement("R-1402")
Settle = Callable[..., None]


def verdict(policy: Policy, trusted: Spoken | None = None) -> Verdict:
    return verify(policy=policy, ring=installed_ring(), storage=log_files(), trusted=trusted)


def tamper(base: Base, database: str, *statements: str, parameters: list[Any] | None = None) -> None:
    """Do what a database administrator can: with every trigger switched off."""
    with base.administrator(database) as admin:
        for table in ("act", "leaf", "checkpoint", "cosignature", "waiting", "recordkey"):
            admin.execute(f"ALTER TABLE evidence_{table} DISABLE TRIGGER ALL")
        for statement in statements:
            assert admin.execute(statement, parameters).rowcount, statement  # -1 where no rows are counted


def found(policy: Policy) -> Fault:
    fault = verdict(policy).fault
    assert fault is not None
    assert fault.subject in fault.zh
    assert fault.subject in fault.en
    assert "{" not in fault.zh + fault.en
    return fault


@pytest.fixture
def town(payments: str, settle: Settle) -> str:
    """Twenty payments, logged in two checkpoints and witnessed by all."""
    pay(12)
    settle()
    pay(8)
    settle()
    return payments


def test_what_nobody_touched_is_whole(town: str, policy: Policy) -> None:
    whole = verdict(policy)
    assert whole.fault is None
    assert (whole.leaves, whole.checkpoints, whole.cosignatures, whole.rows) == (20, 2, 8, 20)
    json.dumps(whole.as_json())


def change(settle: Settle) -> None:
    with transaction.atomic():
        row = Payment.objects.get(pk=5)
        row.fen += 1
        row.save(update_fields=["fen"])
        record(type="samples.corrected", rows=[row], by=7, at=NOW)


def pay_and_settle(settle: Settle) -> None:
    pay(3)
    settle()


@pytest.mark.parametrize("act", [change, pay_and_settle])
def test_what_is_done_while_the_log_is_verified_is_no_tampering(
    town: str, policy: Policy, settle: Settle, act: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def placed_and_then(begin: int, end: int) -> list[Placed]:
        leaves = placed(begin, end)
        with ThreadPoolExecutor(1) as another:  # thread is another connection
            another.submit(act, settle).result()
            another.submit(connections.close_all).result()
        return leaves

    with monkeypatch.context() as patched:
        patched.setattr("mingbai.evidence.replaying.placed", placed_and_then)
        whole = verdict(policy)
    assert whole.fault is None
    assert whole.leaves == 20, "the log as it was when we began"
    settle()
    assert verdict(policy).fault is None


def test_nothing_logged_yet_is_whole(payments: str, policy: Policy) -> None:
    assert verdict(policy).fault is None


def test_one_fen_changed_by_an_administrator_is_named(town: str, policy: Policy, base: Base) -> None:
    tamper(base, town, "UPDATE samples_payment SET fen = fen + 1 WHERE id = 5")
    fault = found(policy)
    assert (fault.kind, fault.index, fault.subject) == (Kind.ROW_CHANGED, 4, "samples.payment/5")
    assert "samples.payment/5" in fault.zh
    assert "被改动" in fault.zh


def test_the_first_of_several_is_named(town: str, policy: Policy, base: Base) -> None:
    tamper(base, town, "UPDATE samples_payment SET fen = 1 WHERE id > 9", "DELETE FROM samples_payment WHERE id = 3")
    assert (found(policy).kind, found(policy).index) == (Kind.ROW_GONE, 2)


def test_a_row_slipped_in_is_named(town: str, policy: Policy, base: Base) -> None:
    tamper(base, town, "INSERT INTO samples_payment (region, month, name, fen) VALUES ('370830', now(), 'x', 1)")
    assert (found(policy).kind, found(policy).subject) == (Kind.ROW_UNLOGGED, "samples.payment/21")


CHANGES = {
    "type": "type || 'x'",
    "subject": "subject || 'x'",
    '"by"': '"by" + 1',
    "at": "at + interval '1 microsecond'",
    "fund": "'f'",
    "region": "'370831'",
    "programme": "'x'",
    "month": "''",
    "digest": "repeat('0', 64)",
    "post": "7",
    "organisation": "7",
    "commitments": "overlay(commitments placing '0000000000000000000000000000000000000000' from 9)",
}


@pytest.mark.parametrize("column", CHANGES)
def test_every_column_of_an_act_is_guarded(town: str, policy: Policy, base: Base, column: str) -> None:
    tamper(base, town, f"UPDATE evidence_act SET {column} = {CHANGES[column]} WHERE id = 7")
    assert (found(policy).kind, found(policy).index) == (Kind.ACT_CHANGED, 6)


UNREADABLE = {
    "a moment that no calendar has": ("UPDATE evidence_act SET at = 'infinity' WHERE id = 7", Kind.ACT_CHANGED),
    "commitments that are none": ("UPDATE evidence_act SET commitments = '\"x\"' WHERE id = 7", Kind.ACT_CHANGED),
    "commitments with a fraction": (
        "UPDATE evidence_act SET commitments = '{\"a\": 0.5}' WHERE id = 7",
        Kind.ACT_CHANGED,
    ),
    "a row of the year 20000": ("UPDATE samples_payment SET month = '20000-01-01' WHERE id = 7", Kind.ROW_CHANGED),
}


@pytest.mark.parametrize(("statement", "kind"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_nobody_can_read_is_named_too(town: str, policy: Policy, base: Base, statement: str, kind: Kind) -> None:
    tamper(base, town, statement)
    assert (found(policy).kind, found(policy).index, found(policy).subject) == (kind, 6, "samples.payment/7")


def test_every_column_of_an_act_is_tried() -> None:
    assert {name.strip('"') for name in CHANGES} | {"id"} == {field.column for field in Act._meta.fields}


@pytest.mark.parametrize(
    ("statement", "kind", "index"),
    [
        ("UPDATE evidence_leaf SET hash = sha256(hash) WHERE index = 6", Kind.ACT_CHANGED, 6),
        ("DELETE FROM evidence_leaf WHERE index = 6", Kind.GAP, 6),
        ("DELETE FROM evidence_leaf WHERE index = 0", Kind.GAP, 0),
        ("DELETE FROM evidence_leaf WHERE index = 19", Kind.GAP, 19),
        ("UPDATE evidence_leaf SET index = 99 WHERE index = 6", Kind.GAP, 6),
        ("UPDATE evidence_checkpoint SET root = sha256(root) WHERE size = 12", Kind.ROOT, 11),
        ("UPDATE evidence_checkpoint SET frontier = frontier || frontier WHERE size = 12", Kind.ROOT, 11),
        ("UPDATE evidence_checkpoint SET size = 11 WHERE size = 12", Kind.ROOT, 10),
        ("UPDATE evidence_checkpoint SET note = replace(note, '12', '11') WHERE size = 12", Kind.CHECKPOINT, 11),
        ("UPDATE evidence_checkpoint SET note = left(note, -5) WHERE size = 12", Kind.CHECKPOINT, 11),
        ("UPDATE evidence_cosignature SET line = left(line, -9) WHERE id = 2", Kind.COSIGNATURE, 11),
        ("DELETE FROM evidence_recordkey WHERE act_id = 7", Kind.KEY_GONE, 6),
        ("UPDATE evidence_recordkey a SET sealed = b.sealed FROM evidence_recordkey b WHERE a.act_id=7 AND b.act_id=8",
         Kind.KEY_BROKEN, 6),
        ("UPDATE evidence_cosignature SET witness = '谁' WHERE id = 2", Kind.COSIGNATURE, 11),
        ("UPDATE evidence_cosignature a SET line = b.line FROM evidence_cosignature b WHERE a.id = 2 AND b.id = 6",
         Kind.COSIGNATURE, 11),
        ("DELETE FROM evidence_cosignature WHERE id = 8", Kind.FILES, 19),
        ("UPDATE evidence_recordkey SET sealed = sealed || sealed", Kind.KEY_BROKEN, 0),
    ],
)  # fmt: skip
def test_every_table_of_the_log_is_guarded(
    town: str, policy: Policy, base: Base, statement: str, kind: Kind, index: int
) -> None:
    tamper(base, town, statement)
    assert (found(policy).kind, found(policy).index) == (kind, index)


def test_two_leaves_swapped_are_found(town: str, policy: Policy, base: Base) -> None:
    tamper(
        base,
        town,
        "UPDATE evidence_leaf SET index = 1000 - index WHERE index IN (3, 4)",
        "UPDATE evidence_leaf SET index = index - 993 WHERE index = 996",  # 4 → 3
        "UPDATE evidence_leaf SET index = index - 993 WHERE index = 997",  # 3 → 4
    )
    assert found(policy).kind is Kind.ACT_CHANGED


def test_an_act_and_its_hash_changed_together_are_found_by_the_checkpoint(
    town: str, policy: Policy, base: Base
) -> None:
    from mingbai.evidence.publishing import entries_between
    from mingbai.evidence.tree.hashing import leaf_hash

    tamper(base, town, 'UPDATE evidence_act SET "by" = 8 WHERE id = 15')
    forged = leaf_hash(entries_between(14, 15)[0])
    tamper(base, town, "UPDATE evidence_leaf SET hash = %s WHERE index = 14", parameters=[forged])
    fault = found(policy)
    assert (fault.kind, fault.first, fault.index) == (Kind.ROOT, 12, 19)


def test_the_key_of_what_left_no_row_is_guarded_too(town: str, policy: Policy, base: Base, settle: Settle) -> None:
    with transaction.atomic():
        sent = Record("payments.file/1", {"sha256": "00"}, {})
        record_contents(type="payments.sent", records=[sent], by=7, at=NOW)
    settle()
    act = Act.objects.get(subject="payments.file/1").pk
    tamper(base, town, "DELETE FROM evidence_recordkey WHERE act_id = %s", parameters=[act])
    assert (found(policy).kind, found(policy).subject) == (Kind.KEY_GONE, "payments.file/1")


def test_an_act_queued_a_second_time_is_not_placed_a_second_time(town: str, policy: Policy, base: Base) -> None:
    tamper(
        base,
        town,
        "INSERT INTO evidence_waiting (act_id) VALUES (3)",
        "ALTER TABLE evidence_act ENABLE ALWAYS TRIGGER evidence_acts_wait",
    )
    pay(1)
    append_all(key=log_key())
    assert (Leaf.objects.count(), Waiting.objects.count()) == (21, 0)


def test_an_act_slipped_past_the_queue_is_found(town: str, policy: Policy, base: Base) -> None:
    with base.administrator(town) as admin:
        admin.execute("ALTER TABLE evidence_act DISABLE TRIGGER evidence_acts_wait")
    pay(1)
    assert (found(policy).kind, found(policy).subject) == (Kind.UNPLACED, "samples.payment/21")


def test_an_act_taken_from_the_queue_is_found(town: str, policy: Policy, base: Base) -> None:
    pay(1)
    assert verdict(policy).fault is None  # it waits, as it may
    tamper(base, town, "DELETE FROM evidence_waiting")
    assert (found(policy).kind, found(policy).subject) == (Kind.UNPLACED, "samples.payment/21")


def test_a_log_cut_short_is_found_by_its_files_and_by_whoever_kept_a_checkpoint(
    town: str, policy: Policy, base: Base
) -> None:
    kept = parse_checkpoint(Checkpoint.objects.get(size=20).note.split("\n\n")[0] + "\n")
    tamper(
        base,
        town,
        "DELETE FROM evidence_cosignature WHERE checkpoint_id = 20",
        "DELETE FROM evidence_checkpoint WHERE size = 20",
        "DELETE FROM evidence_leaf WHERE index >= 12",
        "DELETE FROM evidence_act WHERE id > 12",
        "DELETE FROM samples_payment WHERE id > 12",
    )
    assert found(policy).kind is Kind.FILES
    trusted = verdict(policy, kept).fault
    assert trusted is not None
    assert trusted.kind is Kind.TRUSTED


def test_a_history_rewritten_and_signed_anew_is_found_by_whoever_kept_a_checkpoint(
    town: str, policy: Policy, base: Base
) -> None:
    kept = parse_checkpoint(Checkpoint.objects.get(size=12).note.split("\n\n")[0] + "\n")
    assert verdict(policy, kept).fault is None
    other = Spoken(kept.origin, 12, bytes(32))
    fault = verdict(policy, other).fault
    assert fault is not None
    assert fault.kind is Kind.TRUSTED


def test_a_published_file_that_was_changed_is_found(town: str, policy: Policy) -> None:
    path = log_files().folder / "tile" / "entries" / "000.p" / "20"
    raw = bytearray(path.read_bytes())
    raw[200] ^= 1
    path.write_bytes(bytes(raw))
    assert found(policy).kind is Kind.FILES


def test_a_row_changed_by_a_recorded_act_is_whole_and_by_an_unrecorded_one_is_not(town: str, policy: Policy) -> None:
    row = Payment.objects.get(pk=5)
    row.fen = 999
    with transaction.atomic():
        row.save(update_fields=["fen"])
        record(type="samples.corrected", rows=[row], by=7, at=NOW)
    append_all(key=log_key())
    assert verdict(policy).fault is None
    Payment.objects.filter(pk=5).update(fen=1_000)  # even by our own program
    assert (found(policy).kind, found(policy).index) == (Kind.ROW_CHANGED, 20)


def test_an_erased_record_is_whole_and_so_is_the_log(town: str, policy: Policy, settle: Settle) -> None:
    with transaction.atomic():
        erase(subject="samples.payment/5", reason="依法销毁", by=3, at=NOW)
    settle()
    Payment.objects.filter(pk=5).update(fen=1)  # nobody can prove what it was, and the log says since when
    assert verdict(policy).fault is None


def test_what_was_done_to_a_row_without_changing_it_is_no_fault(town: str, policy: Policy, settle: Settle) -> None:
    row = Payment.objects.get(pk=5)
    with transaction.atomic():
        record_contents(
            type="samples.revealed", records=[Record(about(row, "revealed"), {"why": "x"}, {})], by=7, at=NOW
        )
    settle()
    assert verdict(policy).fault is None


def test_a_witness_that_is_asleep_does_not_hold_up_the_log(payments: str, policy: Policy, settle: Settle) -> None:
    pay(3)
    settle("民政")
    assert list(Cosignature.objects.values_list("witness", flat=True)) == ["民政"]
    pay(3)
    settle()
    assert Cosignature.objects.count() == 5
    assert verdict(policy).fault is None
    assert Leaf.objects.count() == 6
