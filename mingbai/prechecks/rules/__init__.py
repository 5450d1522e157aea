"""Rules that only the desk can try, because they ask who signed what: one file, one rule, tried set by set."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

from mingbai.config.stages import STAGES
from mingbai.prechecks.rules.desk_rule import Asked, DeskRule
from mingbai.rules.rule import Phase


@cache
def desk_rules() -> tuple[DeskRule, ...]:
    """Return every rule of every stage by id: each stage keeps its own in its folder `rules`, found there by name."""
    return tuple(sorted((rule for stage in STAGES for rule in _of(stage)), key=lambda rule: rule.id))


def desk_rules_of(phase: Phase) -> tuple[DeskRule, ...]:
    """Return the rules that are tried before payment, or once the bank has answered."""
    return tuple(rule for rule in desk_rules() if rule.phase is phase)


def _of(stage: str) -> Iterator[DeskRule]:
    folder = f"mingbai.{stage}.rules"
    if find_spec(folder) is None:
        return
    for module in pkgutil.iter_modules(importlib.import_module(folder).__path__):
        if module.name.startswith("rk"):
            yield importlib.import_module(f"{folder}.{module.name}").RULE


__all__ = ["Asked", "DeskRule", "desk_rules", "desk_rules_of"]
