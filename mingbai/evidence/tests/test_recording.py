"""An act and its evidence are written together or not at all, once, and only by those who may."""

import json
import threading
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from mingbai.evidence.actions import (
    NotEvidenced,
    NotInTransaction,
    Record,
    SubjectTaken,
    about,
    erase,
    record,
    record_contents,
)
from mingbai.evidence.installation import installed_ring, log_key
from mingbai.evidence.kept import plain
from mingbai.evidence.leaves.canonical import NotCanonical
from mingbai.evidence.leaves.leaf import parse_leaf
from mingbai.evidence.models import Act, Checkpoint, Leaf, RecordKey, Waiting
from mingbai.evidence.publishing import entries_between
from mingbai.evidence.queries import acts_of, operation_log
from mingbai.evidence.sequencer import append_all, append_waiting
from mingbai.evidence.tests.town import NOW, Payment, pay


class InPost(NamedTuple):
    id: int
    post_id: int
    organisation_id: int


SENT = Record("payments.file/1", {"sha256": "00", "name": "代发清单"}, {"month": "2026-11"})


@pytest.mark.usefixtures("payments")
class TestRecording:
    def test_an_act_taken_back_leaves_no_evidence(self) -> None:
        with transaction.atomic():
            pay(3)
            transaction.set_rollback(True)
        assert [model.objects.count() for model in (Payment, Act, Waiting, RecordKey)] == [0, 0, 0, 0]

    def test_an_act_outside_a_transaction_is_refused(self) -> None:
        (row,) = pay(1)
        with pytest.raises(NotInTransaction):
            record(type="samples.paid", rows=[row], by=7, at=NOW)
        with pytest.raises(NotInTransaction):
            erase(subject="samples.payment/1", reason="x", by=7, at=NOW)

    def test_what_the_database_holds_is_logged_not_what_the_program_believes(self) -> None:
        (row,) = pay(1)
        row.fen = 1  # never saved
        with transaction.atomic():
            record(type="samples.seen", rows=[row], by=7, at=NOW)
        first, second = Act.objects.order_by("id")
        assert first.digest != second.digest  # a key of its own
        assert set(json.loads(first.commitments)) == {"fen", "name"}  # month and region stand in clear beside them
        assert (first.region, first.month, first.fund) == ("370830", "2026-11-01", "")

    def test_a_row_that_is_not_there_is_not_recorded(self) -> None:
        with pytest.raises(AssertionError), transaction.atomic():
            record(type="samples.paid", rows=[Payment(pk=99)], by=7, at=NOW)

    def test_a_table_that_says_nothing_of_evidence_is_refused(self) -> None:
        pay(1)
        with pytest.raises(NotEvidenced), transaction.atomic():
            record(type="samples.paid", rows=[Act.objects.get()], by=7, at=NOW)

    def test_an_act_on_a_row_never_passes_for_the_row(self) -> None:
        (row,) = pay(1)
        seen = Record(about(row, "revealed"), {"reason": "核实"}, {})
        with transaction.atomic():
            record_contents(type="samples.revealed", records=[seen], by=7, at=NOW)
        taken = Record(f"samples.payment/{row.pk}", {"fen": 1}, {})
        with pytest.raises(SubjectTaken), transaction.atomic():
            record_contents(type="samples.revealed", records=[taken], by=7, at=NOW)

    def test_every_act_gets_one_place_in_the_order_of_writing(self) -> None:
        rows = [*pay(4), *pay(3, by=None)]
        with transaction.atomic():
            record_contents(type="payments.sent", records=[SENT], by=9, at=NOW)
        append_all(key=log_key())
        leaves = [parse_leaf(entry) for entry in entries_between(0, 8)]
        assert [sequence for _, sequence in leaves] == list(range(8))
        assert [leaf.subject for leaf, _ in leaves] == [f"samples.payment/{row.pk}" for row in rows] + [
            "payments.file/1"
        ]
        assert [leaf.by for leaf, _ in leaves] == ["officer/7"] * 4 + ["machine"] * 3 + ["officer/9"]
        assert Waiting.objects.count() == 0
        assert append_waiting(key=log_key()) is None
        assert list(Checkpoint.objects.values_list("size", flat=True)) == [8]

    def test_an_act_waits_whoever_wrote_it(self) -> None:
        pay(1)
        columns = "type, subject, at, digest, commitments, fund, region, programme, month"
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(f"INSERT INTO evidence_act ({columns}) SELECT {columns} FROM evidence_act")
        assert Waiting.objects.count() == 2

    def test_who_acts_in_a_post_is_recorded_with_post_and_office(self) -> None:
        with transaction.atomic():
            record_contents(type="payments.sent", records=[SENT], by=InPost(9, 31, 32), at=NOW)
        append_all(key=log_key())
        act, ((leaf, _),) = Act.objects.get(), map(parse_leaf, entries_between(0, 1))
        assert (act.by, act.post, act.organisation) == (9, 31, 32)
        assert (leaf.by, leaf.post, leaf.organisation) == ("officer/9", "31", "32")

    def test_texts_of_every_kind_are_logged_as_they_are(self) -> None:
        subjects = ["a\\b", "a\tb", "行\n行", "\\N", "\\.", '"{}"', "’\x7f\u2028", "é\b\f\v\r"]
        with transaction.atomic():
            records = [Record(one, {"x": one}, {"fund": one}) for one in subjects]
            record_contents(type="payments.sent", records=records, by=9, at=NOW)
        append_all(key=log_key())
        leaves = [parse_leaf(entry)[0] for entry in entries_between(0, len(subjects))]
        assert [(leaf.subject, leaf.fund) for leaf in leaves] == [(one, one) for one in subjects]

    def test_two_sequencers_at_once_place_every_act_once(self) -> None:
        pay(60)

        def append() -> None:
            while append_waiting(key=log_key(), limit=7):
                pass
            connections.close_all()

        threads = [threading.Thread(target=append) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(60))
        assert Act.objects.filter(leaf=None).count() == 0

    @pytest.mark.parametrize("table", ["act", "leaf", "checkpoint", "cosignature"])
    @pytest.mark.parametrize("alias", ["default", "owner"])
    def test_what_is_logged_is_never_changed_or_removed(self, table: str, alias: str) -> None:
        pay(1)
        append_all(key=log_key())
        for statement in (f"DELETE FROM evidence_{table}", f"TRUNCATE evidence_{table} CASCADE"):
            with pytest.raises(DatabaseError), connections[alias].cursor() as cursor:
                cursor.execute(statement)

    def test_erasing_destroys_the_keys_and_says_so_in_the_log(self) -> None:
        one, other = pay(2)
        with transaction.atomic():
            assert erase(subject=f"samples.payment/{one.pk}", reason="依法销毁", by=3, at=NOW) == 1
            assert erase(subject=f"samples.payment/{one.pk}", reason="依法销毁", by=3, at=NOW) == 0
        kept = set(RecordKey.objects.values_list("pk", flat=True))
        assert acts_of(f"samples.payment/{one.pk}").get().pk not in kept
        assert acts_of(f"samples.payment/{other.pk}").get().pk in kept
        assert acts_of(f"samples.payment/{one.pk}#erased").get().by == 3

    def test_the_operation_log_of_a_month_and_of_an_officer(self) -> None:
        pay(2)
        pay(1, by=8)
        assert len(list(operation_log(NOW, NOW + timedelta(1)))) == 3
        assert len(list(operation_log(NOW, NOW + timedelta(1), by=8))) == 1
        assert list(operation_log(NOW - timedelta(1), NOW)) == []

    def test_the_tables_hold_no_plain_value_of_a_record(self, base: object, payments: str) -> None:
        pay(1)
        rows = [str(row) for model in (Act, RecordKey) for row in model.objects.values_list()]
        assert not any("某0" in row or "某0".encode().hex() in row for row in rows)
        assert installed_ring()


def test_values_are_logged_in_one_spelling() -> None:
    values = (1, True, None, "x", NOW, NOW.date(), UUID(int=1), b"\x01", [1], {"a": NOW.date()}, 1 << 60)
    assert [plain(value) for value in values] == [
        1,
        True,
        None,
        "x",
        "2026-11-01T08:00:00.000000+00:00",
        "2026-11-01",
        "00000000-0000-0000-0000-000000000001",
        "01",
        [1],
        {"a": "2026-11-01"},
        str(1 << 60),
    ]
    with pytest.raises(NotCanonical):
        plain(1.5)
