"""A place is realistic, the same for the same seed, clean without faults, and holds every rule."""

from collections import Counter
from dataclasses import replace

import pytest

from mingbai.files.tables import TABLES
from mingbai.files.tables.month import MONTH_TABLES
from mingbai.kernel.month import Month
from mingbai.simulation.faults import FAULTS
from mingbai.simulation.place import Place, place
from mingbai.simulation.tests.conftest import county_of

NUMBERS = """
101 102 105 105b 107 108 108b 109 110 111 112 116 117 118 120 120b 122 123
201 202 203 204 205 206 207 208 209 210 211 212
301 302 303 305 306 307 308 310 311 312 313 317 318 319 320 405 501 503
601 602 603 604 605 801 802 803 804 805 902
"""
RULES = NUMBERS.split()


def test_every_rule_of_the_catalogue_is_planted(county_with_history: Place) -> None:
    planted = {row.rule_id for row in county_with_history.key if row.expectation == "find"}
    assert planted == {f"RK-{number}" for number in RULES}
    assert len(RULES) == 59


def test_a_town_holds_every_rule_that_needs_no_townships_to_compare(town: Place) -> None:
    planted = {row.rule_id for row in town.key if row.expectation == "find"}
    assert planted >= {f"RK-{number}" for number in RULES if not number.startswith("60")}


def test_without_stories_apart_every_line_lies_in_a_township_that_the_county_has(town: Place) -> None:
    listed = {str(code)[:9] for code in town.county.village_codes}
    together = place(replace(county_of(), apart=False))
    assert set(townships_of(town)) > listed
    assert set(townships_of(together)) == listed
    assert {row.rule_id for row in town.key} - {row.rule_id for row in together.key} == {"RK-804"}


def townships_of(made: Place) -> list[str]:
    codes = made.tables["approvals"]["region_code"].to_pylist()
    return [code[:9] for code in codes if code.startswith(made.county.code)]  # some lines are of the county next door


def test_every_story_is_told_in_both_languages() -> None:
    for fault in FAULTS:
        assert fault.story.zh
        assert fault.story.en[0].isupper()
        assert fault.story.en.isascii()


def test_the_same_seed_gives_the_same_tables(town: Place) -> None:
    again = place(county_of())
    assert again.key == town.key
    assert again.tables.keys() == town.tables.keys()
    for name, table in town.tables.items():
        assert table.equals(again.tables[name]), name


def test_another_seed_gives_other_people(town: Place) -> None:
    other = place(county_of(seed=8))
    mine, theirs = (set(made.tables["roster"]["payee_id"].to_pylist()) for made in (town, other))
    assert mine != theirs


def test_no_two_counties_share_a_person_a_household_or_an_account() -> None:
    first, second = (place(county_of("province", index=index, faults=False)) for index in (4, 5))
    for column in ("payee_id", "household_id", "account_no"):
        shared = set(first.tables["roster"][column].to_pylist()) & set(second.tables["roster"][column].to_pylist())
        assert not shared


def test_without_faults_the_lists_of_the_month_agree_line_by_line(clean_county: Place) -> None:
    assert clean_county.key == []
    tables = {
        name: clean_county.tables[name].to_pylist() for name in ("approvals", "roster", "appropriations", "payments")
    }
    lists = [
        Counter((row["programme"], row["payee_id"], row["account_no"], row["amount_fen"]) for row in rows
                if row.get("valid_to") in (None, "2026-10"))
        for rows in tables.values()
    ]  # fmt: skip
    assert lists[0] == lists[1] == lists[2] == lists[3]


def test_households_have_as_many_members_as_official_figures_say(clean_county: Place) -> None:
    sizes = [
        int(row["member_count"])
        for row in clean_county.tables["roster"].to_pylist()
        if row["programme"].endswith("低保")
    ]
    assert 1.5 <= sum(sizes) / len(sizes) <= 1.8


def test_members_and_approvals_count_the_same_people(clean_county: Place) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    priority: Counter[tuple[str, str]] = Counter()
    for row in clean_county.tables["members"].to_pylist():
        counted[row["programme"], row["household_id"]] += 1
        priority[row["programme"], row["household_id"]] += row["category"] is not None
    for row in clean_county.tables["approvals"].to_pylist():
        if row["valid_to"] in (None, "2026-10"):
            line = row["programme"], row["household_id"]
            assert counted[line] >= int(row["member_count"])
            if row["programme"].endswith("低保"):
                assert (counted[line], priority[line]) == (int(row["member_count"]), int(row["priority_member_count"]))


def test_about_one_in_a_hundred_enters_and_leaves_each_month(county_with_history: Place) -> None:
    months: dict[str, set[str]] = {}
    for name in ("previous_roster", "roster"):
        for row in county_with_history.tables[name].to_pylist():
            if row["programme"] == "农村低保":
                months.setdefault(row["month"], set()).add(row["household_id"])
    one, other = months["2026-02"], months["2026-03"]
    assert 0.006 < len(other - one) / len(other) < 0.016
    assert 0.006 < len(one - other) / len(one) < 0.016


def test_departments_know_far_more_people_than_receive_anything(clean_county: Place) -> None:
    receiving = set(clean_county.tables["members"]["person_id"].to_pylist())
    for name in ("deaths", "cremations", "payroll", "businesses", "vehicles", "pensions"):
        listed = clean_county.tables[name]["person_id"].to_pylist()
        assert len(set(listed) - receiving) > 500, name
        assert set(clean_county.tables[name]["as_of"].to_pylist()) == {"2026-10-05"}
    assert not receiving & set(clean_county.tables["deaths"]["person_id"].to_pylist())


def test_tables_have_only_the_contracts_columns(town: Place) -> None:
    for name, table in town.tables.items():
        assert set(table.column_names) <= {column.name for column in TABLES[name].columns}
        required = {column.name for column in TABLES[name].columns if column.required}
        assert required <= set(table.column_names), name


def test_required_cells_are_never_empty(town: Place) -> None:
    for table in MONTH_TABLES:
        for column in table.required:
            assert town.tables[table.name][column.name].null_count == 0, f"{table.name}.{column.name}"


@pytest.mark.parametrize("history", [0, 1, 3])
def test_there_are_as_many_earlier_months_as_asked_for(history: int) -> None:
    made = place(replace(county_of(), history=history))
    earlier = made.tables.get("previous_roster")
    assert (0 if earlier is None else len(set(earlier["month"].to_pylist()))) == history


@pytest.mark.parametrize("month", [Month(2024, 2), Month(2025, 12), Month(2026, 1), Month(2026, 2), Month(2027, 3)])
def test_any_month_can_be_checked(month: Month) -> None:
    made = place(replace(county_of(), month=month, history=2))
    assert set(made.tables["roster"]["month"].to_pylist()) == {str(month)}
    assert {row.rule_id for row in made.key if row.expectation == "find"} >= {"RK-101", "RK-320", "RK-405", "RK-902"}
