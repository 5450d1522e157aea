"""The kinds of errands there are: each stage says its own in `errands.py`, read only when one is wanted."""

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

NAME = re.compile(r"([a-z]+)\.[a-z_]+")


@dataclass(frozen=True)
class Came:
    """What an errand came to: a sentence in both languages, and the ids that lead to it."""

    zh: str
    en: str
    result: dict[str, Any] = field(default_factory=dict)  # plain JSON, ids and counts


Run = Callable[..., Came]


@dataclass(frozen=True)
class Errand:
    """One kind of errand: what it is called, and what does it."""

    name: str  # stage and act: prechecks.check
    title: str
    title_en: str
    run: Run


class NoSuchErrand(LookupError):
    """No stage has an errand of that name."""


ERRANDS: dict[str, Errand] = {}


def errand(name: str, *, title: str, title_en: str) -> Callable[[Run], Run]:
    """
    Declare a function as the errand of that name: it is called as `run(doing, **arguments)` and says what came of it.

    It works in one transaction, as the officer who asked, with the rights of the post he asked in; if it raises,
    nothing of it is written. `doing` says how far it is, and stops it where its asker cancelled.
    """
    if NAME.fullmatch(name) is None:
        raise ValueError(f"{name}: an errand is named after its stage and what it does: prechecks.check")

    def declare(run: Run) -> Run:
        if name in ERRANDS and ERRANDS[name].run is not run:
            raise ValueError(f"{name}: declared twice")
        ERRANDS[name] = Errand(name, title, title_en, run)
        return run

    return declare


def errand_named(name: str) -> Errand:
    """Return the kind of that name; raise NoSuchErrand."""
    if name not in ERRANDS:
        module = f"mingbai.{name.partition('.')[0]}.errands"
        if NAME.fullmatch(name) and find_spec(module.rpartition(".")[0]) and find_spec(module):
            importlib.import_module(module)
    if name not in ERRANDS:
        raise NoSuchErrand(name)
    return ERRANDS[name]
