"""A raise reckoned over all lines at once is, to the fen, what each single family would be granted."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.policy.dibao.local import local_benefit
from mingbai.policy.dibao.monthly_benefit import Household
from mingbai.policy.parameters import Basis, Entry, NotInForce, Parameters, shipped
from mingbai.policy.tekun.self_care import CareLevel
from mingbai.policy.tekun.support import Person, care_shares, local_basic_standard, monthly_support
from mingbai.standards.overlay import overlaid
from mingbai.standards.raising import BadLines, Outcome, simulate_raise
from mingbai.standards.raising.simulating import COLUMNS

DEMO, DAY = "999901", date(2027, 1, 1)
Line = dict[str, Any]
BEFORE = shipped().at(DEMO, DAY)


def raised(**values: Any) -> Parameters:
    entries = [Entry(key, DEMO, DAY, None, value, Basis.ARTICLE, "LAW-2026#18") for key, value in values.items()]
    return overlaid(shipped(), entries).at(DEMO, DAY)


def table(lines: list[Line]) -> pa.Table:
    types = {"TEXT": pa.string(), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    return pa.Table.from_pylist([dict.fromkeys(COLUMNS) | line for line in lines], schema=schema)


def family(line_id: str, income_fen: int, members: int = 1, priority: int = 0, **given: Any) -> Line:
    said = {"line_id": line_id, "region_code": "999901101001", "programme": "dibao_urban", "member_count": members}
    return said | {"priority_member_count": priority, "annual_income_fen": income_fen} | given


def person(line_id: str, level: str, *, home: bool = False, programme: str = "tekun_rural") -> Line:
    said = {"line_id": line_id, "region_code": "999901102001", "programme": programme, "member_count": 1}
    return said | {"care_level": level, "in_institution": home}


def due(line: Line, parameters: Parameters) -> int:
    if line["programme"].startswith("dibao"):
        facts = Household(line["member_count"], line["priority_member_count"], line["annual_income_fen"])
        return local_benefit(facts, parameters, line["programme"])
    basic = local_basic_standard(parameters, line["programme"], in_institution=line["in_institution"])
    wage = parameters.number("last_year_minimum_wage_fen")
    rounding = parameters.text("benefit_rounding")
    return int(monthly_support(Person(basic, wage, line["care_level"]), care_shares(parameters), rounding))


def gains(outcome: Outcome) -> dict[str, int]:
    return dict(zip(outcome.lines["line_id"].to_pylist(), outcome.lines["gain_fen"].to_pylist(), strict=True))


@pytest.mark.requirement("R-412")
def test_a_raise_of_the_standard_says_who_gains_what_and_what_it_costs() -> None:
    lines = [family("below", 600_000), family("two", 0, 2, 1), family("just above", 840_000), family("far", 9_000_000)]
    outcome = simulate_raise(table(lines), BEFORE, raised(dibao_urban_standard_fen=75_000))
    assert gains(outcome) == {"below": 5_000, "two": 10_750, "just above": 5_000, "far": 0}
    total = outcome.total
    assert (total.gainers, total.newly_due, total.losers, total.unchanged) == (3, 1, 0, 1)
    assert (total.cost_fen, total.cost_year_fen, total.persons) == (20_750, 249_000, 5)
    assert outcome.gainers()["line_id"].to_pylist() == ["two", "below", "just above"]


def test_who_would_lose_is_named() -> None:
    lines = [family("a", 0), family("b", 300_000)]
    outcome = simulate_raise(table(lines), BEFORE, raised(dibao_urban_standard_fen=65_000))
    assert outcome.losers()["line_id"].to_pylist() == ["a", "b"]
    assert (outcome.total.losers, outcome.total.lost_fen, outcome.total.cost_fen) == (2, 10_000, -10_000)


def test_sums_are_by_township_and_programme_and_add_up() -> None:
    lines = [family("a", 0), family("b", 0, programme="dibao_rural"), person("c", "total"), person("d", "able")]
    after = raised(dibao_urban_standard_fen=71_000, dibao_rural_standard_fen=58_000, tekun_rural_standard_fen=75_400)
    outcome = simulate_raise(table(lines), BEFORE, after)
    assert [(part.region, part.programme, part.cost_fen) for part in outcome.parts] == [
        ("999901101", "dibao_rural", 2_000),
        ("999901101", "dibao_urban", 1_000),
        ("999901102", "tekun_rural", 5_200),
    ]
    assert sum(part.cost_fen for part in outcome.parts) == outcome.total.cost_fen
    assert sum(part.lines for part in outcome.parts) == outcome.total.lines == 4


def test_changing_the_method_to_bands_is_reckoned_too() -> None:
    lines = [family("none", 0), family("some", 300_000, 2), family("much", 800_000)]
    outcome = simulate_raise(table(lines), BEFORE, raised(benefit_method="bands"))
    assert gains(outcome) == {
        line["line_id"]: due(line, raised(benefit_method="bands")) - due(line, BEFORE) for line in lines
    }


def test_a_line_that_cannot_be_reckoned_is_named_and_nothing_is_taken_as_zero() -> None:
    with pytest.raises(BadLines, match="no income"):
        simulate_raise(table([family("good", 0), family("no income", 0, annual_income_fen=None)]), BEFORE, BEFORE)
    lines = table([family("good", 0), family("no income", 0, annual_income_fen=None)])
    outcome = simulate_raise(lines, BEFORE, raised(dibao_urban_standard_fen=71_000), leave_out=True)
    assert (outcome.left_out, outcome.total.lines, outcome.total.cost_fen) == (("no income",), 1, 1_000)
    with pytest.raises(BadLines, match="no level"):
        simulate_raise(table([person("no level", "whole")]), BEFORE, BEFORE)
    with pytest.raises(BadLines, match="linshi"):
        simulate_raise(table([family("a", 0, programme="linshi")]), BEFORE, BEFORE)
    with pytest.raises(BadLines, match="member_count"):
        simulate_raise(table([family("a", 0)]).drop_columns("member_count"), BEFORE, BEFORE)


def test_a_place_without_a_standard_is_refused() -> None:
    with pytest.raises(NotInForce):
        simulate_raise(table([family("a", 0)]), shipped().at("370830", DAY), BEFORE)


def test_no_lines_cost_nothing() -> None:
    outcome = simulate_raise(table([]), BEFORE, raised(dibao_urban_standard_fen=75_000))
    assert (outcome.total.lines, outcome.total.cost_fen, outcome.parts) == (0, 0, ())


families = st.builds(
    family,
    st.just(""),
    st.integers(0, 3_000_000),
    st.integers(1, 9),
    st.integers(0, 9),
    programme=st.sampled_from(["dibao_urban", "dibao_rural"]),
)
persons = st.builds(
    person, st.just(""), st.sampled_from([*CareLevel]), home=st.booleans(), programme=st.sampled_from(
        ["tekun_urban", "tekun_rural"]
    )
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(
    st.lists(families | persons, max_size=30),
    st.integers(1, 200_000),
    st.integers(0, 5_000),
    st.sampled_from(["exact_fen_half_up", "ceil_yuan", "round_yuan"]),
    st.booleans(),
)
def test_every_line_is_what_one_family_would_be_granted(
    lines: list[Line], standard_fen: int, top_up_bp: int, rounding: str, institution_urban: bool
) -> None:
    after = raised(
        dibao_urban_standard_fen=standard_fen,
        tekun_rural_standard_fen=standard_fen,
        top_up_bp=top_up_bp,
        benefit_rounding=rounding,
        tekun_institution_urban=institution_urban,
    )
    numbered = [line | {"line_id": str(number)} for number, line in enumerate(lines)]
    outcome = simulate_raise(table(numbered), BEFORE, after)
    assert outcome.lines["before_fen"].to_pylist() == [due(line, BEFORE) for line in numbered]
    assert outcome.lines["after_fen"].to_pylist() == [due(line, after) for line in numbered]
    assert outcome.total.cost_fen == sum(gains(outcome).values())
    assert outcome.total.gained_fen - outcome.total.lost_fen == outcome.total.cost_fen
