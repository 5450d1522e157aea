"""提标: a raise is entered with its day, tried out on all households before that day, and counts from it."""

from datetime import date

import pytest

from mingbai.policy.dibao.local import local_benefit, local_standard
from mingbai.policy.dibao.monthly_benefit import Household, monthly_benefit
from mingbai.policy.parameters import Parameters, shipped, with_standards
from mingbai.policy.parameters.standards import GivenStandard
from mingbai.policy.tests.bulk import Row, in_bulk

RURAL = {date(2026, 1, 1): 56_000, date(2026, 11, 1): 60_000}
RAISED = with_standards(shipped(), [GivenStandard("999901", "dibao_rural", *standard) for standard in RURAL.items()])
HOUSEHOLDS: list[Row] = [
    {"member_count": 2, "priority_member_count": 1, "annual_income_fen": 360_000},
    {"member_count": 1, "priority_member_count": 0, "annual_income_fen": 700_000},  # poor enough only after the raise
    {"member_count": 3, "priority_member_count": 0, "annual_income_fen": 3_000_000},  # and never poor enough
]
pytestmark = pytest.mark.requirement("R-412")


def cost_fen(parameters: Parameters) -> int:
    """Return what a month costs for all households, computed over the whole table at once."""
    standard = local_standard(parameters, "dibao_rural")
    return sum(in_bulk(lambda household: monthly_benefit(household, standard), Household, HOUSEHOLDS))


def test_what_a_raise_will_cost_is_known_before_its_day() -> None:
    october, november = (RAISED.at("999901", date(2026, month, 1)) for month in (10, 11))
    # 560 x 2 - 300 + 84 = 904; then 600 x 2 - 300 + 90 = 990 and 600 - 583.33 = 16.67
    assert (cost_fen(october), cost_fen(november)) == (90_400, 99_000 + 1_667)


@pytest.mark.parametrize(("month", "due_fen"), [(10, 56_000), (11, 60_000), (12, 60_000)])
def test_a_raise_counts_from_its_day_and_changes_nothing_before(month: int, due_fen: int) -> None:
    assert local_benefit(Household(1, 0, 0), RAISED.at("999901", date(2026, month, 1)), "dibao_rural") == due_fen


def test_a_raise_in_the_country_is_none_in_town() -> None:
    november = date(2026, 11, 1)
    urban = [local_standard(parameters.at("999901", november), "dibao_urban") for parameters in (RAISED, shipped())]
    assert urban[0] == urban[1]
