"""Parameters: the nearest place wins, the law prevails from its day, nothing is assumed, every value has a ground."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mingbai.kernel.region import BadRegion
from mingbai.law import UnknownCitation, cite
from mingbai.policy.parameters import (
    BadPack,
    BadValue,
    Basis,
    Entry,
    NotInForce,
    ParameterSet,
    definitions,
    deviations,
    packs,
    shipped,
    with_standards,
)
from mingbai.policy.parameters.definition import Kind
from mingbai.policy.parameters.deviations import Standing
from mingbai.policy.parameters.entry import NATION
from mingbai.policy.parameters.showing import shown
from mingbai.policy.parameters.standards import GivenStandard

AUGUST = date(2026, 8, 1)
JUNE_30, JULY_1 = date(2026, 6, 30), date(2026, 7, 1)
YICHUN, QINYUAN, ZHONGSHAN, JINING, DEMO = "230722", "140431", "442000", "370811", "999901"


@pytest.mark.parametrize("region", ["2307", "230700", "230722", "230722100", "230722100201", "230700000000"])
def test_a_place_takes_the_values_of_the_prefecture_it_lies_in(region: str) -> None:
    assert shipped().at(region, AUGUST).number("grace_months") == 12


@pytest.mark.parametrize("region", ["4420", "442000", "442000103", "442000103201"])
def test_a_city_without_counties_is_found_from_its_towns(region: str) -> None:
    assert shipped().at(region, AUGUST).table("campaign_months") == (7, 8)


def test_a_county_is_nearer_than_its_prefecture_and_the_nation() -> None:
    county = replace(shipped().origin("grace_months", YICHUN, AUGUST), region=YICHUN, value=3)
    parameters = shipped().with_entries([county])
    assert parameters.at("230722100", AUGUST)["grace_months"] == 3
    assert parameters.at("230717", AUGUST)["grace_months"] == 12
    assert parameters.at("110105", AUGUST)["grace_months"] == 6


def test_no_value_in_force_raises_and_says_what_is_missing_where_and_when() -> None:
    with pytest.raises(NotInForce) as refusal:
        shipped().at(YICHUN, AUGUST)["dibao_rural_standard_fen"]
    assert "230722" in refusal.value.zh
    assert "2026-08-01" in refusal.value.en


@pytest.mark.requirement("R-412")
def test_a_value_is_not_in_force_before_its_day() -> None:
    assert shipped().at(DEMO, date(2025, 12, 31)).number("dibao_urban_standard_fen") == 68_000
    assert shipped().at(DEMO, date(2026, 1, 1)).number("dibao_urban_standard_fen") == 70_000
    with pytest.raises(NotInForce):
        shipped().at(DEMO, date(2023, 12, 31))["dibao_urban_standard_fen"]


@pytest.mark.parametrize("region", [NATION, YICHUN, DEMO])
def test_minors_are_tekun_to_eighteen_from_the_law_of_2026_on(region: str) -> None:
    assert shipped().at(region, JUNE_30).number("tekun_minor_age") == 16
    assert shipped().at(region, JULY_1).number("tekun_minor_age") == 18
    assert shipped().at(region, JULY_1).origin("tekun_minor_age").cite == "LAW-2026#16"


def test_fines_are_one_to_three_times_before_the_law_and_up_to_twice_under_it() -> None:
    before, after = shipped().at(NATION, JUNE_30), shipped().at(NATION, JULY_1)
    assert (before["fine_min_bp"], before["fine_max_bp"]) == (10_000, 30_000)
    assert (after["fine_min_bp"], after["fine_max_bp"]) == (0, 20_000)


@pytest.mark.requirement("R-405")
def test_grace_of_a_year_stands_in_yichun_and_is_shown_beside_the_nations_six_months() -> None:
    [grace] = [each for each in deviations(shipped(), YICHUN, AUGUST) if each.definition.key == "grace_months"]
    assert grace.standing is Standing.BEYOND
    assert (grace.local.cite, grace.national.cite) == ("YC-2022-2#2.3.5", "MF-2022-DD#1.3")
    assert grace.plain("zh").startswith(
        "低保渐退期：本地为12个月（伊民规〔2022〕2号第二部分（三）5），"
        "超出全国的6个月（《社会救助兜底保障工作通知》（2022）第一部分（三））"
    )
    assert "12 months here (Yichun Guide (2022), sec. 2.3.5)" in grace.plain("en")


@pytest.mark.parametrize(
    ("key", "local", "beyond"),
    [("grace_months", 6, False), ("grace_months", 7, True), ("publicity_days", 7, False), ("publicity_days", 6, True)],
)
def test_a_limit_is_passed_only_on_its_own_side(key: str, local: int, beyond: bool) -> None:
    assert definitions()[key].goes_beyond(local, shipped().at(NATION, AUGUST)[key]) is beyond


def test_a_stricter_local_value_is_a_difference_and_no_excess() -> None:
    standings = {each.definition.key: each.standing for each in deviations(shipped(), YICHUN, AUGUST)}
    assert standings["dibao_wd"] is Standing.DIFFERENT  # 20 working days instead of 30
    assert standings["rk412_sample_bp"] is Standing.DIFFERENT  # half instead of 30 %
    assert "publicity_days" not in standings  # seven here and there


@pytest.mark.parametrize(("on", "standings"), [(JUNE_30, set()), (JULY_1, {Standing.OVERRIDDEN})])
def test_what_the_law_replaces_is_shown_as_overridden_from_its_day(on: date, standings: set[Standing]) -> None:
    assert {each.standing for each in deviations(shipped(), DEMO, on)} == standings


@pytest.mark.parametrize("region", [YICHUN, QINYUAN, ZHONGSHAN, JINING])
def test_every_place_of_the_source_texts_differs_somewhere_in_both_languages(region: str) -> None:
    found = deviations(shipped(), region, AUGUST)
    assert found
    assert all(re.search(r"[\u4e00-\u9fff]", each.plain("zh")) for each in found)
    assert all(each.local.ground("en") in each.plain("en") and "#" not in each.plain("en") for each in found)


@pytest.mark.parametrize("entry", shipped().entries, ids=lambda entry: f"{entry.region}-{entry.key}-{entry.from_on}")
def test_every_value_rests_on_an_article_or_a_reason_in_both_languages(entry: Entry) -> None:
    if entry.basis is Basis.ARTICLE:
        assert str(cite(entry.cite)) == entry.cite
    else:
        assert entry.reason
        assert entry.reason_en
        assert not entry.cite


def test_only_local_amounts_lack_a_national_value() -> None:
    national = {entry.key for entry in shipped().entries if entry.region == NATION}
    assert set(definitions()) - national == {
        "average_supplement_fen",
        "benefit_bands",
        "dibao_rural_standard_fen",
        "dibao_urban_standard_fen",
        "disposable_income_fen",
        "last_year_minimum_wage_fen",
        "minimum_wage_fen",
        "rigid_share_bp",
        "tekun_rural_standard_fen",
        "tekun_urban_standard_fen",
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_value_can_be_shown_with_its_unit(lang: str) -> None:
    for entry in shipped().entries:
        assert shown(definitions()[entry.key], entry.value, lang)


def test_values_are_shown_as_people_write_them() -> None:
    def text(key: str, value: object, lang: str = "zh") -> str:
        return shown(definitions()[key], value, lang)

    assert text("top_up_bp", 1_500) == "15%"
    assert text("card_rate_bp", 9_992) == "99.92%"
    assert text("dibao_urban_standard_fen", 70_000) == "700.00元"
    assert text("dibao_wd", 20) == "20个工作日"
    assert text("publicity_order", "after_decision", "en") == "after the decision"
    assert text("village_signature", True) == "是"


def test_a_set_survives_json_with_its_digest_and_its_hash() -> None:
    copy = ParameterSet.from_json(shipped().as_json())
    assert copy == shipped()
    assert hash(copy) == hash(shipped())
    assert copy.at(DEMO, AUGUST).fraction("tekun_care_partial") == Fraction(1, 6)


def test_the_digest_tells_two_sets_apart_and_ignores_their_order() -> None:
    entries = shipped().entries
    assert ParameterSet(entries[::-1]).digest == shipped().digest
    assert ParameterSet(entries[1:]).digest != shipped().digest


def test_the_parameters_of_a_place_can_be_written_to_a_manifest_with_their_origins() -> None:
    stored = shipped().at(YICHUN, AUGUST).as_json()
    assert stored["grace_months"]["cite"] == "YC-2022-2#2.3.5"
    assert stored["rk318_tolerance_fen"]["basis"] == "design"
    assert "dibao_rural_standard_fen" not in stored


def test_a_table_of_parameters_has_one_row_per_place_and_leaves_the_unknown_unknown() -> None:
    keys = ["dibao_rural_standard_fen", "top_up_bp"]
    assert shipped().rows([DEMO, YICHUN], AUGUST, keys) == [
        {"region_code": DEMO, "dibao_rural_standard_fen": 56_000, "top_up_bp": 1_500},
        {"region_code": YICHUN, "dibao_rural_standard_fen": None, "top_up_bp": 1_500},
    ]


@pytest.mark.requirement("R-412")
def test_standards_of_a_file_replace_the_shipped_ones_and_follow_each_other() -> None:
    parameters = with_standards(
        shipped(),
        [
            GivenStandard("999901000000", "dibao_rural", date(2026, 7, 1), 60_000),
            GivenStandard("999901000000", "dibao_rural", date(2026, 1, 1), 58_000),
            GivenStandard("230722", "dibao_rural", date(2026, 1, 1), 51_000),
            GivenStandard("230722", "linshi", date(2026, 1, 1), 1),
        ],
    )
    found = [parameters.at(DEMO, on).number("dibao_rural_standard_fen") for on in (JUNE_30, JULY_1)]
    assert found == [58_000, 60_000]
    assert parameters.at("230722100201", JULY_1).origin("dibao_rural_standard_fen").basis is Basis.GIVEN
    assert parameters.at(DEMO, JULY_1).number("dibao_urban_standard_fen") == 70_000
    with pytest.raises(NotInForce):
        parameters.at(DEMO, date(2025, 1, 1))["dibao_rural_standard_fen"]


def test_two_standards_of_one_day_are_refused() -> None:
    rows = [GivenStandard(DEMO, "dibao_rural", JULY_1, amount) for amount in (1, 2)]
    with pytest.raises(ValueError, match="Two standards begin on one day"):
        with_standards(shipped(), rows)


def test_a_standard_out_of_range_is_refused() -> None:
    with pytest.raises(BadValue):
        with_standards(shipped(), [GivenStandard(DEMO, "dibao_rural", JULY_1, 0)])


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        ("grace_months", 25),
        ("grace_months", "12"),
        ("grace_months", True),
        ("grace_amount", "double"),
        ("village_signature", "yes"),
        ("tekun_care_able", "1/0"),
        ("tekun_care_able", 0.1),
        ("top_up_categories", []),
        ("benefit_bands", None),
        ("payment_channel", " "),
    ],
)
def test_a_value_its_definition_does_not_allow_is_refused_in_both_languages(key: str, stored: object) -> None:
    with pytest.raises(BadValue) as refusal:
        definitions()[key].read(stored)
    assert key in refusal.value.zh
    assert "cannot be used" in refusal.value.en


@pytest.fixture
def read_pack(tmp_path: Path) -> Callable[[str], object]:
    """Read a pack written for one test."""

    def read(values: str) -> object:
        path = tmp_path / "999902-test.yaml"
        path.write_text(f'region: "999902"\ntitle: {{zh: 甲, en: A}}\nvalues:\n{values}\n', encoding="utf-8")
        return packs.read_pack(path)

    return read


@pytest.mark.parametrize(
    "values",
    [
        "  no_such_key: [{from: 2026-01-01, value: 1, cite: LAW-2026#1}]",
        "  grace_months: [{from: 2026-01-01, value: 99, cite: LAW-2026#1}]",
        "  grace_months: [{from: 2026-01-01, value: 9}]",
        "  grace_months: [{from: 2026-01-01, value: 9, basis: design, zh: 只有中文}]",
        "  grace_months: [{from: 2026-01-01, value: 9, basis: design, zh: 甲, en: A, cite: LAW-2026#1}]",
    ],
)
def test_a_pack_that_is_wrong_says_which_file_and_key(read_pack: Callable[[str], object], values: str) -> None:
    with pytest.raises(BadPack) as refusal:
        read_pack(values)
    assert "999902-test.yaml" in refusal.value.en
    assert values.partition(":")[0].strip() in refusal.value.zh


def test_a_pack_that_cites_an_article_that_does_not_exist_is_refused(read_pack: Callable[[str], object]) -> None:
    with pytest.raises(UnknownCitation):
        read_pack("  grace_months: [{from: 2026-01-01, value: 9, cite: LAW-2026#99}]")


@pytest.mark.parametrize("region", ["", "2", "23072", "伊春", "2307221002011", "012345"])
def test_a_region_that_is_no_division_code_is_refused(region: str) -> None:
    with pytest.raises(BadRegion):
        shipped().at(region, AUGUST)["grace_months"]


def test_every_kind_of_parameter_is_asked_for_by_its_type() -> None:
    demo = shipped().at(DEMO, AUGUST)
    assert demo.text("benefit_rounding") == "exact_fen_half_up"
    assert demo.flag("pay_day_inclusive") is True
    assert "老年人" in demo.words("top_up_categories")
    with pytest.raises(TypeError):
        demo.number("benefit_rounding")
    with pytest.raises(TypeError):
        demo.number("pay_day_inclusive")
    assert {each.kind for each in definitions().values()} == set(Kind)
