"""Who gets the top-up: by age on the month's first day, by papers, each member once."""

from datetime import date

import pytest

from mingbai.policy.dibao.local import local_benefit, local_standard
from mingbai.policy.dibao.monthly_benefit import Household, Standard
from mingbai.policy.dibao.priority import Member, member_categories, priority_member_count
from mingbai.policy.facts import UnknownFact
from mingbai.policy.parameters import Basis, Entry, NotInForce, shipped

AUGUST = date(2026, 8, 1)
YICHUN, DEMO = shipped().at("230722", AUGUST), shipped().at("999901", AUGUST)


@pytest.mark.parametrize(
    ("born_on", "categories"),
    [
        (date(1966, 8, 1), ("老年人",)),
        (date(1966, 8, 2), ()),
        (date(2008, 8, 1), ()),
        (date(2008, 8, 2), ("未成年人",)),
    ],
    ids=["sixty on the first", "sixty on the second", "eighteen on the first", "eighteen on the second"],
)
def test_age_counts_on_the_first_day_of_the_month(born_on: date, categories: tuple[str, ...]) -> None:
    assert member_categories(Member(born_on), YICHUN) == categories


@pytest.mark.requirement("R-403")
def test_several_categories_make_one_top_up() -> None:
    member = Member(date(1950, 1, 1), frozenset({"重度残疾", "军烈属"}))
    assert member_categories(member, YICHUN) == ("重度残疾", "老年人", "军烈属")
    assert priority_member_count([member], YICHUN) == 1


@pytest.mark.requirement("R-403")
def test_a_category_the_locality_does_not_list_counts_for_nothing() -> None:
    veteran = Member(date(1980, 1, 1), frozenset({"在乡老复员军人"}))
    assert priority_member_count([veteran], YICHUN) == 1
    assert priority_member_count([veteran], DEMO) == 0


def test_an_unknown_age_is_refused_unless_something_else_decides() -> None:
    with pytest.raises(UnknownFact, match="born_on"):
        member_categories(Member(None), YICHUN)
    assert member_categories(Member(None, frozenset({"重病"})), YICHUN) == ("重病",)


def test_a_locality_computes_with_its_own_standard_top_up_and_rounding() -> None:
    assert local_standard(DEMO, "dibao_rural") == Standard(56_000, 1_500, "exact_fen_half_up")
    assert local_benefit(Household(3, 2, 1_440_000), DEMO, "dibao_urban") == 111_000


def test_a_locality_that_pays_by_bands_does() -> None:
    bands = Entry("benefit_method", "999901", date(2026, 1, 1), None, "bands", Basis.GIVEN, "", "试", "test")
    parameters = shipped().with_entries([bands]).at("999901", AUGUST)
    assert local_benefit(Household(3, 1, 40_000 * 3 * 12), parameters, "dibao_urban") == 60_000 + 10_500


def test_without_a_standard_nothing_is_computed() -> None:
    with pytest.raises(NotInForce):
        local_benefit(Household(1, 0, 0), YICHUN, "dibao_rural")
