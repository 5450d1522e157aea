"""Statements in any order, any number of times, matched in between or not: the same books, the same month."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.payments.models import Payment
from mingbai.receipts.acting import ask
from mingbai.receipts.models import OpenItem
from mingbai.receipts.tests.world import Month, month_sent
from mingbai.treasury.queries import ladder

ORDERS = 8  # of the twenty-four
FAULTS = {"missing": 1, "extra": 1, "amount": 1, "name": 1, "swapped": 1, "duplicate": 1, "returned": 2, "failed": 1}


@contextmanager
def rolled_back() -> Iterator[None]:
    """Take back all that is done, so that each order begins with the same month."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(month: Month) -> tuple[object, ...]:
    """Return all that the entries have made of the books, the payments and the month, but for when and by which."""
    with working_as(month.county.reviewer):
        states = dict(Payment.objects.values_list("end_to_end_id", "state"))
        matched = ask("SELECT payment_id, entry_id FROM receipts_match WHERE is_live ORDER BY 1")
        entries = ask("SELECT id, state FROM receipts_entry WHERE state <> 'repeated' ORDER BY 1")
        items = set(OpenItem.objects.exclude(state="resolved").values_list("key", flat=True))
        return dict(ladder(month.county.fund_id)), states, matched, entries, items


def pieces(month: Month) -> list[Path]:
    """Return the bank's answer cut into four lists, each a whole statement of its own, and one of them again."""
    (path,) = month.bank_says("csv", **FAULTS)
    header, *rows, _ = path.read_bytes().decode("gb18030").splitlines()
    paths = []
    for number in range(4):
        mine = rows[number::4]
        fen = sum(int(row.split(",")[5].replace(".", "")) for row in mine)
        total = f"合计,,,,,{fen // 100}.{fen % 100:02},,,,,"
        paths.append(path.with_name(f"{number}.csv"))
        paths[-1].write_bytes("\r\n".join([header, *mine, total, ""]).encode("gb18030"))
    return paths


@pytest.mark.slow
@pytest.mark.requirement("R-717")
def test_entries_applied_in_any_order_and_any_number_of_times_leave_the_same_books(
    base: Base, database: str, tmp_path: Path, policy: Any, settle: Any
) -> None:
    month = month_sent(base, database, tmp_path, policy, settle)
    paths = pieces(month)
    orders = Random(0).sample([*permutations(paths)], ORDERS)
    outcomes = []
    for number, order in enumerate(orders):
        with rolled_back():
            for place, path in enumerate(order):
                month.delivered(path)
                if number >> place & 1:  # looked at after some of them, and twice
                    month.matched()
                    month.delivered(order[0])
                    month.matched()
            month.matched()
            outcomes.append(outcome(month))
    for one in outcomes:
        assert one == outcomes[0]
    assert outcomes[0][4]
