"""What the database itself refuses, and that it is the database: with the guard taken away the act goes through."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.evidence import verifying
from mingbai.evidence.actions import record
from mingbai.evidence.installation import installed_ring, log_files
from mingbai.evidence.kept import KEPT
from mingbai.evidence.models import Act
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN
from mingbai.payments.tests.world import AT, OCTOBER
from mingbai.receipts.acting import ask, changed
from mingbai.receipts.models import Entry, Match, OpenItem, Signature, Statement
from mingbai.receipts.refused import MonthOpen
from mingbai.receipts.states import ENTRY, ITEM, EntryState, ItemState, transitions
from mingbai.receipts.tests.world import Month, month_sent

MONTH = OCTOBER.first_on
CLOSE = """
INSERT INTO receipts_closing (region, month, lines, fen, explained, digest, made_by, made_at)
SELECT %s, %s, lines, fen, explained, digest, 1, now() FROM receipts_month_digest(%s, %s) RETURNING id
"""
SIGN = """
INSERT INTO receipts_signature (closing_id, region, month, step, digest, by, at)
SELECT id, region, month, %s, digest, %s, now() FROM receipts_closing ORDER BY id DESC LIMIT 1
"""


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle, 6)


@contextmanager
def without(base: Base, database: str, table: str, trigger: str) -> Iterator[None]:
    """Take a guard away, as only somebody above the desk could."""
    with base.administrator(database) as admin:
        admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        yield
        admin.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


def close_by_hand() -> None:
    """Write a closing and its four signatures past every action."""
    with scope(COUNTY):
        changed(CLOSE, [COUNTY.code, MONTH, COUNTY.code, MONTH])
        for officer, step in enumerate(("prepared", "checked", "funded", "closed"), 1):
            changed(SIGN, [step, officer])


def sign_by_hand(steps: list[tuple[str, int]]) -> None:
    """Write signatures past every action, all or none."""
    with scope(COUNTY):
        for step in steps:
            changed(SIGN, step)


@pytest.mark.requirement("R-717")
@pytest.mark.requirement("R-1508")
def test_a_month_with_one_unmatched_line_cannot_be_closed_by_anybody_until_the_guard_is_taken_away(
    month: Month, base: Base, fresh_desk: str
) -> None:
    month.delivered(*month.bank_says("csv", missing=1))
    month.matched()
    with pytest.raises(MonthOpen, match="1个名册行没有核对一致"):
        month.prepared()
    with scope(COUNTY):
        changed("UPDATE receipts_openitem SET state = 'resolved', resolved_at = now()")
    with pytest.raises(IntegrityError, match="the month is open by line"):
        close_by_hand()
    with without(base, fresh_desk, "receipts_signature", "receipts_month_is_proven"):
        close_by_hand()
    with scope(COUNTY):
        assert Signature.objects.filter(step="closed").count() == 1


@pytest.mark.parametrize(
    ("spoil", "by"),
    [
        ("UPDATE receipts_entry SET state = 'unmatched' WHERE state = 'matched' AND id = "
         "(SELECT min(id::text)::uuid FROM receipts_entry)", "entry"),
        ("INSERT INTO receipts_openitem (region, month, source, kind, key, lines, rows, payment_ids, fen, fields,"
         " owner, due_on, state, answer, made_by, made_at) VALUES ('999901', '2026-10-01', 'paid', 'amount', 'x',"
         " '[]', '[]', '[]', 1, '[]', 'bank', '2026-10-20', 'open', '', 1, now())",
         "item"),
        ("UPDATE receipts_match SET is_live = false, ended_at = now() WHERE id = (SELECT min(id) FROM receipts_match)",
         "line"),
    ],
)  # fmt: skip
def test_an_unmatched_entry_an_open_item_and_an_ended_match_each_keep_the_month_open(
    month: Month, spoil: str, by: str
) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    with scope(COUNTY):
        assert changed(spoil) == 1
    with pytest.raises(IntegrityError, match=f"the month is open by {by}"):
        close_by_hand()


def test_signatures_out_of_order_or_under_other_figures_or_twice_by_one_person_are_refused(month: Month) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    with scope(COUNTY):
        changed(CLOSE, [COUNTY.code, MONTH, COUNTY.code, MONTH])
    for steps, why in (
        ([("checked", 2)], "signatures come in order"),
        ([("prepared", 1), ("prepared", 2)], "signatures come in order"),
        ([("prepared", 1), ("checked", 1)], "signed_by_different_people"),
    ):
        with pytest.raises(IntegrityError, match=why):
            sign_by_hand(steps)
    with pytest.raises(IntegrityError, match="what is signed is not what stands"), scope(COUNTY):
        changed(SIGN.replace("digest, %s", "md5('other'), %s"), ["prepared", 1])


MATCH = """
INSERT INTO receipts_match (payment_id, line_id, entry_id, allotment_id, region, month, programme, amount_fen, paid_on,
    is_live, made_by, made_at)
SELECT payment.id, payment.line_id, entry.id, allotment.id, payment.region, payment.month, payment.programme,
    payment.amount_fen, entry.paid_on, true, 1, now()
FROM receipts_entry AS entry JOIN payments_payment AS payment ON payment.id = entry.payment_id
JOIN receipts_allotment AS allotment ON allotment.line_id = payment.line_id
"""


@pytest.mark.parametrize("fault", ["amount", "account", "month", "returned"])
def test_a_line_that_does_not_agree_cannot_be_called_matched_until_the_guard_is_taken_away(
    month: Month, base: Base, fresh_desk: str, fault: str
) -> None:
    month.delivered(*month.bank_says("camt.054", **{fault: 6}))
    wrong = MATCH if fault != "returned" else f"{MATCH} WHERE entry.status = 'returned'"
    with pytest.raises(IntegrityError, match="do not agree on payment"), scope(COUNTY):
        changed(wrong)
    with without(base, fresh_desk, "receipts_match", "receipts_match_is_equal"), scope(COUNTY):
        assert changed(wrong) == 6


def test_nothing_of_a_closed_month_changes_until_the_guard_is_taken_away(
    month: Month, base: Base, fresh_desk: str
) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    month.closed()
    end = "UPDATE receipts_match SET is_live = false, ended_at = now()"
    with pytest.raises(IntegrityError, match="is closed"), scope(COUNTY):
        changed(end)
    with without(base, fresh_desk, "receipts_match", "receipts_closed_stays_closed"), scope(COUNTY):
        assert changed(end) == 6
    with pytest.raises(IntegrityError, match="is closed"), scope(COUNTY):
        changed(MATCH)
    with without(base, fresh_desk, "receipts_match", "receipts_closed_takes_nothing"), scope(COUNTY):
        assert changed(MATCH) == 6


def test_nothing_is_explained_of_a_closed_month_until_the_guard_is_taken_away(
    month: Month, base: Base, fresh_desk: str
) -> None:
    month.delivered(*month.bank_says("csv", name=1))
    month.matched()
    (item,) = month.items()
    month.explained(item)
    month.closed()
    change = "UPDATE receipts_openitem SET answer = 'another'"
    with pytest.raises(IntegrityError, match="is closed"), scope(COUNTY):
        changed(change)
    with without(base, fresh_desk, "receipts_openitem", "receipts_closed_stays_closed"), scope(COUNTY):
        assert changed(change) == 1


def test_figures_that_were_never_so_are_not_signed(month: Month) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    with scope(COUNTY):
        changed(CLOSE.replace("lines, fen, explained, digest, 1", "lines + 1, fen, explained, digest, 1"),
                [COUNTY.code, MONTH, COUNTY.code, MONTH])  # fmt: skip
    with pytest.raises(IntegrityError, match="what is signed is not what stands"):
        sign_by_hand([("prepared", 1)])


@pytest.mark.parametrize(
    ("table", "lawful", "states"),
    [("entry", transitions(ENTRY), tuple(EntryState)), ("openitem", transitions(ITEM), tuple(ItemState))],
)
def test_states_move_as_said_and_no_other_way(
    month: Month, base: Base, fresh_desk: str, table: str, lawful: list[tuple[str, str]], states: tuple[str, ...]
) -> None:
    month.delivered(*month.bank_says("csv", missing=1))
    month.matched()
    guard = next(iter(_guards_of(base, fresh_desk, f"receipts_{table}", "pgtrigger_moves%")))
    move = f"UPDATE receipts_{table} SET state = %s"
    if table == "openitem":
        move += ", answer = 'x', answered_by = 1, agreed_by = 2, resolved_at = now()"
    for before, after in product(map(str, states), repeat=2):
        with without(base, fresh_desk, f"receipts_{table}", guard), scope(COUNTY):
            changed(move, [before])
        if before == after or (before, after) in lawful:
            with scope(COUNTY):
                assert changed(move, [after])
        else:
            with pytest.raises(ProgrammingError, match="Invalid transition"), scope(COUNTY):
                changed(move, [after])


def _guards_of(base: Base, database: str, table: str, named: str) -> list[str]:
    with base.administrator(database) as admin:
        found = admin.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s", [table, named]
        )
        return [str(name) for (name,) in found]


def test_an_entry_stands_in_a_statement_once_until_the_guard_is_taken_away(
    month: Month, base: Base, fresh_desk: str
) -> None:
    month.delivered(*month.bank_says("csv"))
    again = """
        INSERT INTO receipts_entry
        SELECT (json_populate_record(entry, json_build_object('id', gen_random_uuid()))).* FROM receipts_entry AS entry
    """
    with pytest.raises(IntegrityError, match="receipts_entry_once"), scope(COUNTY):
        changed(again)
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE receipts_entry DROP CONSTRAINT receipts_entry_once")
    with scope(COUNTY):
        assert changed(again) == 6


def test_what_a_bank_told_is_never_changed_or_removed_by_the_desk(month: Month) -> None:
    month.delivered(*month.bank_says("csv"))
    for statement in (
        "UPDATE receipts_entry SET amount_fen = 1",
        "DELETE FROM receipts_entry",
        "UPDATE receipts_statement SET paid_fen = 1",
        "DELETE FROM receipts_match",
        "UPDATE receipts_allotment SET amount_fen = 1",
    ):
        with pytest.raises((ProgrammingError, IntegrityError)), scope(COUNTY):
            changed(statement)


def vouch() -> None:
    """Give evidence to what the test's own world wrote past the desk: people, accounts, rosters."""
    for kept in KEPT.values():
        with scope(COUNTY):
            said = set(Act.objects.filter(subject__startswith=f"{kept.label}/").values_list("subject", flat=True))
            rows = [row for row in kept.model._default_manager.all() if kept.subject(row.pk) not in said]
            record(type="tests.vouched", rows=rows, by=None, at=AT)


@pytest.mark.requirement("R-1402")
def test_one_fen_edited_by_an_administrator_is_found_by_verifying_the_log(
    month: Month, base: Base, fresh_desk: str, policy: Any, settle: Any
) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    month.closed()
    vouch()
    settle()

    def fault() -> str | None:
        verdict = verifying.verify(policy=policy, ring=installed_ring(), storage=log_files())
        return verdict.fault.en if verdict.fault else None

    assert fault() is None
    with base.administrator(fresh_desk) as admin:
        admin.execute("UPDATE receipts_entry SET amount_fen = amount_fen + 1 WHERE reference LIKE '%00000003'")
    assert "receipts.delivery" in (fault() or "")
    with base.administrator(fresh_desk) as admin:
        admin.execute("UPDATE receipts_entry SET amount_fen = amount_fen - 1 WHERE reference LIKE '%00000003'")
        assert fault() is None
        for table in ("match", "allotment"):
            first = f"(SELECT min(id) FROM receipts_{table})"
            admin.execute(f"ALTER TABLE receipts_{table} DISABLE TRIGGER ALL")
            admin.execute(f"UPDATE receipts_{table} SET amount_fen = amount_fen + 1 WHERE id = {first}")
            assert "receipts.signedmonth" in (fault() or "")
            admin.execute(f"UPDATE receipts_{table} SET amount_fen = amount_fen - 1 WHERE id = {first}")
            assert fault() is None


def test_another_township_sees_nothing_of_statements_entries_matches_and_items(month: Month) -> None:
    month.delivered(*month.bank_says("csv", missing=1))
    month.matched()
    with scope(COUNTY):
        assert all(model.objects.exists() for model in (Statement, Entry, Match, OpenItem))
    with scope(OTHER_TOWN):
        assert not any(model.objects.exists() for model in (Statement, Entry, Match, OpenItem))
        assert ask("SELECT count(*) FROM receipts_unproven(%s, %s)", [COUNTY.code, MONTH]) == [(0,)]


def test_no_account_stands_in_the_tables_in_plain(month: Month) -> None:
    paths = month.bank_says("camt.054")
    month.delivered(*paths)
    month.matched()
    accounts = [order.account for order in month.told[0].lines]
    with working_as(month.county.reviewer), connection.cursor() as cursor:
        for table in ("entry", "statement", "match", "allotment", "openitem"):
            cursor.execute(f"SELECT t::text FROM receipts_{table} AS t")
            text = "\n".join(row for (row,) in cursor.fetchall())
            assert not [account for account in accounts if account in text]


def test_a_transaction_that_fails_leaves_no_statement(month: Month) -> None:
    (path,) = month.bank_says("csv")
    with transaction.atomic():
        month.delivered(path)
        transaction.set_rollback(True)
    with scope(COUNTY):
        assert not Statement.objects.exists()
        assert not Entry.objects.exists()
