"""SQL is compiled once a process; whatever it was made of makes it anew."""

from dataclasses import replace
from datetime import date

import pytest

from mingbai.files.snapshot.compiling import Compiler
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.policy.parameters.entry import NATION
from mingbai.rules import reckoned
from mingbai.rules.catalogue import rule
from mingbai.rules.facts import RELATIONS
from mingbai.rules.formulas import FORMULAS
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.reckoned import run_values
from mingbai.rules.trial import Trial

DAY = date(2026, 10, 1)
PLACED = PlacedParameters(shipped(), "999901", DAY)
RULE = rule("RK-101")


def compiler(placed: PlacedParameters = PLACED, as_of: date = DAY, *, without: str = "") -> Compiler:
    run = run_values(DAY, as_of, {"approvals", "roster", "deaths"} - {without})
    return reckoned._compiler_of(run, placed)


def test_the_next_check_of_the_same_month_finds_its_sql_made(monkeypatch: pytest.MonkeyPatch) -> None:
    trial, relation = Trial(RULE.grain, (RULE,)), RELATIONS["dead_person"]
    made = trial.statements(compiler()), compiler().statement(relation)

    def never(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(Compiler, "fill", never)
    again = PlacedParameters(replace(shipped()), "999901", DAY)
    assert (Trial(RULE.grain, (RULE,)).statements(compiler(again)), compiler(again).statement(relation)) == made


def test_another_day_list_place_or_parameter_is_another_compiler() -> None:
    fewer = replace(shipped(), entries=shipped().entries[1:])
    others = [
        compiler(as_of=Month.parse(DAY).last_on),
        compiler(without="deaths"),
        compiler(replace(PLACED, region=NATION)),
        compiler(replace(PLACED, on=date(2027, 1, 1))),
        compiler(replace(PLACED, source=fewer)),
    ]
    assert len({id(one.done) for one in (compiler(), *others)}) == 1 + len(others)


def test_a_rule_that_says_something_else_is_compiled_anew() -> None:
    same = Compiler(run_values(DAY, DAY), PLACED, FORMULAS)
    first = Trial(RULE.grain, (RULE,)).statements(same)
    assert Trial(RULE.grain, (replace(RULE, when=f"NOT ({RULE.when})"),)).statements(same) != first
    assert Trial(RULE.grain, (RULE,)).statements(same) == first
