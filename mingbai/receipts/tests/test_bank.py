"""The simulated bank reads every payment file we write, by readers of its own, and pays it to the fen."""

from pathlib import Path
from typing import Any

import pytest

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.payments import queries as payments
from mingbai.payments.models import Payment
from mingbai.payments.tests.world import FEN
from mingbai.receipts.tests.world import month_sent
from mingbai.simulation.bank import read_orders
from mingbai.simulation.bank.orders import NotAnOrder


@pytest.mark.parametrize("profile", ["pain001", "csv", "csv_utf8", "csv_gbk", "xlsx", "fixed"])
def test_the_bank_reads_our_files_and_its_answer_closes_the_month(
    profile: str, base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any
) -> None:
    month = month_sent(base, fresh_desk, tmp_path, policy, settle, 5, profile)
    with working_as(month.county.teller):
        orders = [order for file in month.files for order in read_orders(payments.file_bytes(file))]
        numbers = set(Payment.objects.values_list("end_to_end_id", flat=True))
    assert {order.end_to_end_id for order in orders} == numbers
    assert [order.amount_fen for order in orders] == [FEN] * 5
    assert all("2026" in order.purpose for order in orders)
    month.delivered(*month.bank_says("camt.054"))
    assert month.matched().matched == 5


def test_what_is_no_payment_file_the_bank_does_not_pay() -> None:
    with pytest.raises(NotAnOrder):
        read_orders("姓名,金额\n张三,1\n".encode())
