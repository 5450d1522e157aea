"""Rules that only the desk can try, because they ask who signed what: one file, one rule, tried set by set."""

import importlib
import pkgutil
from functools import cache

from mingbai.prechecks.rules.desk_rule import DeskRule


@cache
def desk_rules() -> tuple[DeskRule, ...]:
    """Return every rule of this folder by id."""
    found: list[DeskRule] = [
        importlib.import_module(f"{__name__}.{module.name}").RULE
        for module in pkgutil.iter_modules(__path__)
        if module.name.startswith("rk")
    ]
    return tuple(sorted(found, key=lambda rule: rule.id))


__all__ = ["DeskRule", "desk_rules"]
