"""Every rule keeps its promises: its examples hold on DuckDB, and it is valid SQL for Spark."""

import re
from dataclasses import replace

import pytest
import sqlglot

from mingbai.files.snapshot.by_hand import MONTH
from mingbai.files.snapshot.compiling import Compiler
from mingbai.policy.parameters import shipped
from mingbai.policy.parameters.entry import NATION
from mingbai.rules.catalogue import all_rules
from mingbai.rules.examples import shown_subject, try_example
from mingbai.rules.facts import RELATIONS
from mingbai.rules.formulas import FORMULAS
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.reckoned import run_values
from mingbai.rules.rule import Example, Rule, UnknownColumn
from mingbai.rules.study import Study
from mingbai.rules.trial import Trial

RULES = all_rules()
CONDITIONS = [rule for rule in RULES if not isinstance(rule, Study)]
CASES = [pytest.param(rule, case, id=f"{rule.id} {case.story_en}") for rule in RULES for case in rule.examples]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_example(rule: Rule, case: Example) -> None:
    found = try_example(rule, case)
    assert sorted(str(shown_subject(row)) for row in found) == sorted(map(str, case.finds))
    if case.at_stake_fen is not None:
        assert found[0]["amount_fen"] == case.at_stake_fen


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_well_formed(rule: Rule) -> None:
    assert any(case.finds for case in rule.examples), "a rule needs an example it finds"
    assert any(not case.finds for case in rule.examples), "and one it must leave alone"
    assert not (rule.gates and rule.proposes_hold), "the system gates alone, and a person holds"


HAN = re.compile("[\u4e00-\u9fff]")
ENDS_A_SENTENCE = tuple("。；，：、！？.;,:!? ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_example_is_told_in_chinese_and_in_english(rule: Rule) -> None:
    for case in rule.examples:
        assert HAN.search(case.story), f"{case.story_en}: told in no Chinese"
        assert case.story_en, f"{case.story}: told in no English"
        assert not HAN.search(case.story_en), case.story_en
        assert not re.search(r"[,;!?]|[.:](?!\d)|\s", case.story), f"{case.story}: half-width punctuation in Chinese"
        assert not re.search("[，。；：（）、]", case.story_en), f"{case.story_en}: full-width punctuation in English"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_example_is_a_phrase_and_told_once_in_its_rule(rule: Rule) -> None:
    for stories in ([case.story for case in rule.examples], [case.story_en for case in rule.examples]):
        assert len(stories) == len(set(stories)), "two examples of a rule are told alike"
        for story in stories:
            assert story == story.strip()
            assert not story.endswith(ENDS_A_SENTENCE), f"{story}: a phrase ends without a mark"


@pytest.mark.parametrize("rule", CONDITIONS, ids=lambda rule: rule.id)
def test_rule_and_all_it_reads_are_valid_for_spark(rule: Rule) -> None:
    parameters = PlacedParameters(shipped(), NATION, MONTH)
    compiler = Compiler(run_values(MONTH, MONTH), parameters, FORMULAS, dialect="spark")
    sqlglot.parse_one(Trial(rule.grain, (rule,)).sql(compiler), read="spark")
    for name in (rule.grain, *rule.facts):
        sqlglot.parse_one(compiler(RELATIONS[name].query), read="spark")


@pytest.mark.parametrize("wrong", [{"when": "death.dead_on < person.month"}, {"message": "{nmae}"}])
def test_a_misspelt_name_fails_at_import(wrong: dict[str, str]) -> None:
    rule = next(rule for rule in RULES if rule.id == "RK-101")
    with pytest.raises(UnknownColumn):
        replace(rule, **wrong)  # type: ignore[arg-type]
