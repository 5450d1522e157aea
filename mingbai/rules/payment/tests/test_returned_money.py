"""RK-313 waits as many working days as the place of the payment allows, not as many as another place."""

from collections.abc import Iterator
from datetime import date

import pytest

from mingbai.policy.parameters import shipped
from mingbai.policy.parameters.entry import Basis, Entry
from mingbai.rules import examples
from mingbai.rules.examples import try_example
from mingbai.rules.payment.rk313_returned_and_left import RULE
from mingbai.rules.rule import example

VILLAGE, OTHER_VILLAGE = "999901101001", "230722001001"
AS_OF = {"payee_id": 2, "paid_on": date(2026, 10, 31)}  # a Saturday


def local(working_days: int, region: str = "999901") -> Entry:
    return Entry("rk313_return_wd", region, date(2020, 1, 1), None, working_days, Basis.GIVEN)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    examples.engine_for.cache_clear()
    yield
    examples.engine_for.cache_clear()


def found(monkeypatch: pytest.MonkeyPatch, given: Entry, returned_on: date, village: str = VILLAGE) -> list[str]:
    monkeypatch.setattr(examples, "shipped", lambda: shipped().with_entries([given]))
    case = example(
        "退汇未处理",
        "returned and left",
        approvals=[{"head_id": 1, "region_code": village}, {"head_id": 2, "household_id": "H2"}],
        payments=[{"payee_id": 1, "bank_ref": "A", "status": "returned", "returned_on": returned_on}, AS_OF],
    )
    return [row["message"] for row in try_example(RULE, case)]


@pytest.mark.parametrize(
    ("working_days", "last_good_on"),
    [(1, date(2026, 10, 30)), (5, date(2026, 10, 26)), (10, date(2026, 10, 19)), (60, date(2026, 8, 4))],
)
def test_money_is_late_on_the_first_day_after_the_working_days_a_place_allows(
    working_days: int, last_good_on: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    day_before = date.fromordinal(last_good_on.toordinal() - 1)

    assert found(monkeypatch, local(working_days), last_good_on) == []
    (message,) = found(monkeypatch, local(working_days), day_before)
    assert f"超过{working_days}个工作日仍未重新发放" in message


def test_what_one_place_allows_counts_in_that_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    longer = local(20)
    returned_on = date(2026, 10, 12)

    assert found(monkeypatch, longer, returned_on) == []
    assert len(found(monkeypatch, longer, returned_on, OTHER_VILLAGE)) == 1
