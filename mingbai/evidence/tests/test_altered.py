"""Of a few rows, those that are not what was logged of them last are named, without reading the whole log."""

import pytest
from django.db import transaction

from mingbai.config.testing import Base
from mingbai.evidence.actions import erase, record
from mingbai.evidence.installation import installed_ring
from mingbai.evidence.models import RecordKey
from mingbai.evidence.rows.altered import altered
from mingbai.evidence.rows.lots import record_lots
from mingbai.evidence.tests.town import NOW, Payment, pay

pytestmark = pytest.mark.requirement("R-1402")


def found(*keys: int) -> list[str]:
    return [subject.rpartition("/")[2] for subject in altered(installed_ring(), Payment, keys)]


def by_hand(base: Base, database: str, statement: str) -> None:
    with base.administrator(database) as admin:
        admin.execute("ALTER TABLE samples_payment DISABLE TRIGGER ALL")
        admin.execute(statement)


def test_a_row_edited_removed_or_slipped_in_is_named_and_the_others_are_not(payments: str, base: Base) -> None:
    keys = [one.pk for one in pay(4)]
    assert found(*keys) == found() == []
    by_hand(base, payments, f"UPDATE samples_payment SET fen = fen + 1 WHERE id = {keys[1]}")
    by_hand(base, payments, f"DELETE FROM samples_payment WHERE id = {keys[2]}")
    with transaction.atomic():
        slipped = Payment.objects.create(region="370830", month=NOW.date(), name="某", fen=1).pk
    assert found(*keys, slipped) == [str(keys[1]), str(keys[2]), str(slipped)]
    assert found(keys[0], keys[3]) == []


def test_rows_of_a_lot_are_compared_with_their_digests_and_what_was_said_later_counts(
    payments: str, base: Base
) -> None:
    with transaction.atomic():
        made = Payment.objects.bulk_create(
            Payment(region="370830", month=NOW.date(), name=f"某{number}", fen=100 + number) for number in range(6)
        )
        record_lots(type="samples.taken", rows=Payment.objects.all(), region="370830", by=7, at=NOW)
    keys = [one.pk for one in made]
    by_hand(base, payments, f"UPDATE samples_payment SET fen = 7 WHERE id IN ({keys[1]}, {keys[2]})")
    with transaction.atomic():
        record(type="samples.mended", rows=[Payment.objects.get(pk=keys[2])], by=7, at=NOW)
    assert found(*keys) == [str(keys[1])]
    assert found(*keys[3:]) == []


def test_of_two_lots_the_later_has_the_last_word_and_what_no_lot_knows_is_named(payments: str, base: Base) -> None:
    with transaction.atomic():
        made = Payment.objects.bulk_create(
            Payment(region="370830", month=NOW.date(), name=f"某{number}", fen=100 + number) for number in range(4)
        )
        record_lots(type="samples.taken", rows=Payment.objects.all(), region="370830", by=7, at=NOW)
    keys = [one.pk for one in made]
    by_hand(base, payments, f"UPDATE samples_payment SET fen = fen + 1 WHERE id IN ({keys[0]}, {keys[1]})")
    assert found(*keys) == [str(keys[0]), str(keys[1])]
    with transaction.atomic():
        record_lots(type="samples.taken", rows=Payment.objects.filter(pk__lt=keys[2]), region="370830", by=7, at=NOW)
        slipped = Payment.objects.create(region="370830", month=NOW.date(), name="某", fen=1).pk
    assert found(*keys) == []
    by_hand(base, payments, f"UPDATE samples_payment SET fen = fen - 1 WHERE id = {keys[0]}")
    by_hand(base, payments, f"DELETE FROM samples_payment WHERE id = {keys[3]}")
    assert found(*keys, slipped) == [str(keys[0]), str(keys[3]), str(slipped)]


def test_a_record_whose_key_was_tampered_with_is_named_and_an_erased_one_is_not(payments: str, base: Base) -> None:
    first, second = (one.pk for one in pay(2))
    with transaction.atomic():
        erase(subject=f"samples.payment/{first}", reason="依申请", by=7, at=NOW)
    assert RecordKey.objects.count() > 0
    with base.administrator(payments) as admin:
        admin.execute("UPDATE evidence_recordkey SET sealed = '\\x00'")
    assert found(first, second) == [str(second)]
