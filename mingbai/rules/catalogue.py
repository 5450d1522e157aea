"""All rules, found by their file names: `rk101_dead_on_roster.py` holds RK-101."""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from types import ModuleType

import mingbai.rules
from mingbai.rules.rule import BadRule, Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule by id; raise BadRule where a file name and the id in it differ."""
    found: list[Rule] = []
    for module in rule_modules():
        rule: Rule = module.RULE
        if module.__name__.rpartition(".")[2].split("_")[0] != rule.name:
            raise BadRule(f"{module.__name__} holds {rule.id}")
        found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.id))


def rule(rule_id: str) -> Rule:
    """Return the rule of that id; raise KeyError if there is none."""
    return {rule.id: rule for rule in all_rules()}[rule_id]


def rule_modules() -> Iterable[ModuleType]:
    """Return the modules that hold a rule each, in the order of their names."""
    for found in pkgutil.walk_packages(mingbai.rules.__path__, "mingbai.rules."):
        if found.name.rpartition(".")[2].startswith("rk") and not found.ispkg:
            yield importlib.import_module(found.name)
