"""What the lists pay is what policy gives."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mingbai.policy.parameters import shipped
from mingbai.policy.tekun.self_care import CareLevel
from mingbai.policy.tekun.support import Person, care_shares, monthly_support
from mingbai.simulation import county as stage
from mingbai.simulation.place import Place
from mingbai.simulation.programmes import benefit_fen, benefits_fen
from mingbai.simulation.tests.conftest import county_of

TODAY = date(2026, 10, 1)
CARE = {"全自理": CareLevel.ABLE, "部分丧失": CareLevel.PARTIAL, "完全丧失": CareLevel.TOTAL}


def fen(text: str) -> int:
    return int(text.replace(".", ""))


@given(st.integers(40_000, 90_000), st.integers(1, 8), st.integers(0, 8), st.integers(0, 10_000_000))
def test_many_households_at_once_get_what_each_gets(standard: int, members: int, priority: int, income: int) -> None:
    column = benefits_fen(*(np.array([value]) for value in (standard, members, min(priority, members), income)))
    assert column.tolist() == [benefit_fen(standard, members, min(priority, members), income)]


def test_the_demo_county_lives_under_its_own_parameter_file() -> None:
    county = county_of()
    for day, month in ((TODAY, None), (date(2025, 10, 1), county.month.plus(-12))):
        here = shipped().at("999901", day)
        for urban, where in ((True, "urban"), (False, "rural")):
            assert county.standard_fen(urban=urban, month=month) == here.number(f"dibao_{where}_standard_fen")
            basic = county.standard_fen(urban=urban, month=month) * stage.TEKUN_BASIC_BP // 10_000
            assert basic == here.number(f"tekun_{where}_standard_fen")
    now = shipped().at("999901", TODAY)
    assert now.number("top_up_bp") == stage.TOP_UP_BP
    assert now.number("average_supplement_fen") == stage.AVERAGE_SUPPLEMENT_FEN
    assert now.number("last_year_minimum_wage_fen") == stage.LAST_YEAR_WAGE_FEN
    assert now.number("linshi_township_limit_fen") == stage.TOWNSHIP_LIMIT_FEN


def test_every_dibao_amount_of_the_crowd_is_what_policy_gives(clean_county: Place) -> None:
    lines = [row for row in clean_county.tables["approvals"].to_pylist() if row["programme"].endswith("低保")]
    assert len(lines) > 5_000
    for row in lines:
        counts = int(row["member_count"]), int(row["priority_member_count"])
        assert fen(row["amount_fen"]) == benefit_fen(fen(row["standard_fen"]), *counts, fen(row["annual_income_fen"]))
        assert fen(row["amount_fen"]) > 0


def test_every_tekun_amount_of_the_crowd_is_what_policy_gives(clean_county: Place) -> None:
    here = shipped().at("999901", TODAY)
    lines = [row for row in clean_county.tables["approvals"].to_pylist() if row["programme"].endswith("特困")]
    assert len(lines) > 1_000
    for row in lines:
        person = Person(fen(row["standard_fen"]), here.number("last_year_minimum_wage_fen"), CARE[row["care_level"]])
        assert fen(row["amount_fen"]) == monthly_support(person, care_shares(here))


def test_last_years_rosters_pay_last_years_standards(county_with_history: Place) -> None:
    rows = county_with_history.tables["previous_roster"].to_pylist()
    roster = county_with_history.tables["roster"].to_pylist()
    now = {row["household_id"]: fen(row["amount_fen"]) for row in roster if row["programme"] == "农村低保"}
    last_year = [row for row in rows if row["month"] == "2025-12" and row["programme"] == "农村低保"]
    both = [row for row in last_year if row["household_id"] in now]
    lower = sum(fen(row["amount_fen"]) < now[row["household_id"]] for row in both)
    assert lower > len(both) * 9 // 10
