"""参照单人户: who may be one, by card or by paper, and out of which family (YC-2022-2#2.3.4)."""

from datetime import date

import pytest

from mingbai.policy.dibao.monthly_benefit import Household, Standard
from mingbai.policy.dibao.single_person import Claimant, is_single_case, single_categories
from mingbai.policy.disability import Disability
from mingbai.policy.parameters import shipped

YICHUN, NATION = (shipped().at(place, date(2026, 8, 1)) for place in ("230722", "nation"))
S = Standard(70_000, 1_500)
BLIND = Claimant((Disability("sight", 1),))
EDGE = Household(2, 0, 80_000 * 2 * 12)
pytestmark = pytest.mark.requirement("R-404")


@pytest.mark.parametrize(
    ("claimant", "categories"),
    [
        pytest.param(BLIND, ("一级残疾",), id="level one of any kind"),
        pytest.param(Claimant((Disability("limb", 2),)), ("二级残疾",), id="level two of any kind"),
        pytest.param(Claimant((Disability("intellect", 3),)), ("三级智力残疾",), id="level three, intellect"),
        pytest.param(Claimant((Disability("mind", 3),)), ("三级精神残疾",), id="level three, mind"),
        pytest.param(Claimant((Disability("limb", 3),)), (), id="level three, limb"),
        pytest.param(Claimant((Disability("mind", 4),)), (), id="level four, mind"),
        pytest.param(Claimant((Disability("mind", 0),)), (), id="a level there is not"),
        pytest.param(Claimant((), frozenset({"重特大疾病"})), ("重特大疾病",), id="grave illness"),
        pytest.param(Claimant((), frozenset({"1-6级伤残军人"})), ("1-6级伤残军人",), id="disabled soldier"),
        pytest.param(
            Claimant((), frozenset({"定期抚恤重点优抚对象"})), ("定期抚恤重点优抚对象",), id="regular pension of honour"
        ),
        pytest.param(Claimant((), frozenset({"宗教教职人员"})), ("宗教教职人员",), id="clergy"),
        pytest.param(Claimant((), frozenset({"老年人"})), (), id="old age alone"),
        pytest.param(Claimant(), (), id="nothing shown"),
    ],
)
def test_the_categories_of_yichun(claimant: Claimant, categories: tuple[str, ...]) -> None:
    assert single_categories(claimant, YICHUN) == categories


def test_a_category_of_one_place_is_none_of_another() -> None:
    assert single_categories(Claimant((), frozenset({"1-6级伤残军人"})), NATION) == ()


@pytest.mark.parametrize(
    ("claimant", "family", "property_ok", "is_one"),
    [
        pytest.param(BLIND, EDGE, True, True, id="blind, of an edge family"),
        pytest.param(Claimant(), EDGE, True, False, id="healthy, of an edge family"),
        pytest.param(BLIND, Household(2, 0, 69_999 * 2 * 12), True, False, id="the whole family is poor enough"),
        pytest.param(BLIND, Household(2, 0, 105_000 * 2 * 12), True, False, id="the family is above the edge"),
        pytest.param(BLIND, EDGE, False, False, id="the family owns too much"),
    ],
)
def test_a_single_case_is_of_a_category_and_of_an_edge_family(
    claimant: Claimant, family: Household, property_ok: bool, is_one: bool
) -> None:
    assert is_single_case(claimant, family, S, YICHUN, property_ok=property_ok) is is_one
