"""Rows under one leaf by the thousand: each still named when it changes, and what is said of it later counts."""

from collections.abc import Callable

import pytest
from django.db import transaction

from mingbai.config.testing import Base
from mingbai.evidence.actions import record
from mingbai.evidence.faults import Fault, Kind
from mingbai.evidence.installation import installed_ring, log_files
from mingbai.evidence.models import Act, Lot
from mingbai.evidence.rows.lots import record_lots
from mingbai.evidence.tests.town import NOW, Payment, pay
from mingbai.evidence.verifying import verify
from mingbai.evidence.witnesses.policy import Policy

Settle = Callable[..., None]
pytestmark = pytest.mark.requirement("R-1402")


def taken(count: int) -> None:
    """Write payments and record them by the lot."""
    with transaction.atomic():
        Payment.objects.bulk_create(
            Payment(region="370830", month=NOW.date(), name=f"某{number}", fen=100 + number) for number in range(count)
        )
        record_lots(type="samples.taken", rows=Payment.objects.all(), region="370830", by=7, at=NOW)


def fault(policy: Policy) -> Fault | None:
    return verify(policy=policy, ring=installed_ring(), storage=log_files()).fault


@pytest.fixture
def town(payments: str, settle: Settle, monkeypatch: pytest.MonkeyPatch) -> str:
    """Twenty payments in lots of eight."""
    monkeypatch.setattr("mingbai.evidence.rows.lots.LOT_ROWS", 8)
    taken(20)
    settle()
    return payments


def test_rows_in_lots_leave_a_leaf_a_lot_and_are_whole(town: str, policy: Policy) -> None:
    assert [len(lot.keys) for lot in Lot.objects.order_by("pk")] == [8, 8, 4]
    assert list(Act.objects.values_list("type", "by", "region").distinct()) == [("samples.taken", 7, "370830")]
    assert fault(policy) is None


@pytest.mark.parametrize(
    ("edit", "kind", "subject"),
    [
        ("UPDATE samples_payment SET fen = fen + 1 WHERE id = 11", Kind.ROW_CHANGED, "samples.payment/11"),
        ("UPDATE samples_payment SET name = '某某' WHERE id = 20", Kind.ROW_CHANGED, "samples.payment/20"),
        ("DELETE FROM samples_payment WHERE id = 1", Kind.ROW_GONE, "samples.payment/1"),
        (
            "INSERT INTO samples_payment (region, month, name, fen) VALUES ('370830', '2026-11-01', '某', 1)",
            Kind.ROW_UNLOGGED,
            "samples.payment/21",
        ),
        ("UPDATE evidence_lot SET keys = keys[2:], digests = substr(digests, 33)", Kind.ROW_CHANGED, "evidence.lot/1"),
        ("UPDATE evidence_lot SET digests = reverse(digests) WHERE id = 2", Kind.ROW_CHANGED, "evidence.lot/2"),
        ("DELETE FROM evidence_lot WHERE id = 3", Kind.ROW_GONE, "evidence.lot/3"),
    ],
)
def test_one_row_changed_by_hand_is_named(
    edit: str, kind: Kind, subject: str, base: Base, town: str, policy: Policy
) -> None:
    with base.administrator(town) as admin:
        admin.execute("ALTER TABLE evidence_lot DISABLE TRIGGER ALL")
        assert admin.execute(edit.replace("reverse(digests)", "sha256(digests)")).rowcount > 0
    found = fault(policy)
    assert found is not None
    assert (found.kind, found.subject) == (kind, subject)


def test_what_is_logged_of_a_row_later_is_the_last_word_on_it(town: str, policy: Policy, settle: Settle) -> None:
    with transaction.atomic():
        Payment.objects.filter(pk=3).update(fen=1)
        record(type="samples.corrected", rows=[Payment(pk=3)], by=7, at=NOW)
    settle()
    assert fault(policy) is None
    Payment.objects.filter(pk=3).update(fen=2)
    found = fault(policy)
    assert found is not None
    assert (found.subject, found.type) == ("samples.payment/3", "samples.corrected")


def test_a_later_lot_is_the_last_word_on_rows_logged_alone_or_in_lots(
    town: str, policy: Policy, settle: Settle
) -> None:
    pay(2)
    with transaction.atomic():
        Payment.objects.filter(pk__gte=15).update(fen=5)
        rows = Payment.objects.filter(pk__gte=15)
        record_lots(type="samples.paid", rows=rows, region="370830", by=7, at=NOW)
    settle()
    assert fault(policy) is None
    Payment.objects.filter(pk=22).update(fen=6)
    found = fault(policy)
    assert found is not None
    assert (found.kind, found.subject, found.type) == (Kind.ROW_CHANGED, "samples.payment/22", "samples.paid")
