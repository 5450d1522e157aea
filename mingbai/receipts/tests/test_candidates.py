"""Whom an entry could mean: whose account it names first, then whose name it gives; never what is matched already."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.receipts.models import Entry
from mingbai.receipts.queries.standing import MOST, Candidate, candidates
from mingbai.receipts.tests.world import Month, month_sent

ODD = "R9999{},{},2026-10,{},{},{},2026-10-09,成功,,农村低保金2026年10月,"
PAYMENT = "999901202610L{}A1"


def delivered(month: Month, name: str, rows: list[str]) -> None:
    """Have the bank deliver a list of these rows with the total they come to."""
    fen = sum(int(row.split(",")[5].replace(".", "")) for row in rows)
    text = "\r\n".join([HEADER, *rows, f"合计,,,,,{fen // 100}.{fen % 100:02},,,,,", ""])
    path = month.folder / name
    path.write_bytes(text.encode("gb18030"))
    month.delivered(path)


HEADER = "交易流水号,付款编号,发放月份,收款人户名,收款人账号,交易金额,交易日期,处理结果,失败原因,摘要,退汇日期"


def likely(month: Month) -> dict[str, list[Candidate]]:
    """Return reference → whom the entries that belong to nothing could mean."""
    with working_as(month.county.reviewer):
        entries: dict[UUID, str] = dict(Entry.objects.filter(payment=None).values_list("pk", "reference"))
        return {entries[one]: found for one, found in candidates(list(entries)).items()}


@pytest.mark.requirement("R-719")
def test_an_entry_of_nobody_is_offered_whose_account_it_names_then_whose_name(
    base: Base, database: str, tmp_path: Path, policy: Any, settle: Any
) -> None:
    month = month_sent(base, database, tmp_path, policy, settle, 4)
    (path,) = month.bank_says("csv")
    one, two, three, four, *_ = (
        row.split(",") for row in path.read_bytes().decode("gb18030").splitlines()[1:]
    )  # fmt: skip
    stranger = "6217999999999999"
    delivered(month, "odd.csv", [
        ODD.format(1, "", two[3], three[4], "500.00"),  # the account of one, the name of another
        ODD.format(2, "", four[3], stranger, "600.00"),
        ODD.format(3, "", "无名", stranger, "600.00"),
    ])  # fmt: skip
    found = likely(month)
    by_account, by_name = found["R99991"]
    assert (by_account.end_to_end_id, by_account.is_account, by_account.is_amount, by_account.is_name) == (
        PAYMENT.format(3), True, False, False,
    )  # fmt: skip
    assert (by_name.end_to_end_id, by_name.is_account, by_name.is_name) == (PAYMENT.format(2), False, True)
    (only,) = found["R99992"]
    assert (only.end_to_end_id, only.is_amount, only.is_name) == (PAYMENT.format(4), True, True)
    assert found["R99993"] == []
    assert all(len(some) <= MOST for some in found.values())

    delivered(month, "rest.csv", [",".join(one), ",".join(three)])
    month.matched()
    (left,) = likely(month)["R99991"]
    assert left.end_to_end_id == PAYMENT.format(2), "what is matched is nobody else's"
