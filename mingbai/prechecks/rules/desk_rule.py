"""What a rule of the desk is: an id, its law, and one query over the desk's tables."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.law import cite
from mingbai.policy.parameters import Parameters, definitions
from mingbai.rules.rule import Phase, Severity
from mingbai.rules.speaking import said

Row = dict[str, Any]
KEYS = ("person", "household", "award", "line", "region", "programme", "amount_fen")


@dataclass(frozen=True)
class Asked:
    """What a rule is asked about: a division's month as it stands on a day, and the rosters that are checked."""

    region: Region
    month: Month
    on: date
    parameters: Parameters = field(repr=False)
    rosters: Sequence[int] = ()


@dataclass(frozen=True)
class DeskRule:
    """
    One query; it yields `subject` (a key of ours, no number of a person), `KEYS`, and the values its message names.

    It may ask for %(region)s, %(month)s, %(on)s, %(rosters)s (the ids of the rosters checked) and the parameters in
    `asks`, a table as the list of its words. What no query can tell, such as a digest under a key, `look` yields.
    """

    id: str
    title: str
    title_en: str
    plain: str  # the whole rule in words a director and a villager understand
    plain_en: str
    severity: Severity
    cites: tuple[str, ...]
    subject_table: str
    message: str
    message_en: str
    finds: tuple[tuple[str, str], ...]  # situations it must find, in Chinese and English; the stage's tests play them
    passes: tuple[tuple[str, str], ...]  # situations it must leave alone
    query: str = ""
    look: Callable[[Asked], Iterable[Row]] | None = None
    phase: Phase = Phase.BEFORE_PAYMENT
    asks: tuple[str, ...] = ()  # parameters
    gates: bool = False
    partly: tuple[str, str] | None = None  # what of the catalogue's rule has no input yet: Chinese, English
    version: int = 1

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)
        assert min(len(self.finds), len(self.passes)), f"{self.id} says what it finds and what it leaves alone"
        assert bool(self.query) != bool(self.look), f"{self.id} asks the tables, or looks for itself"
        assert set(self.asks) <= definitions().keys(), f"{self.id} asks for parameters there are"

    def findings(self, asked: Asked) -> list[Row]:
        """Return what the rule finds, in the shape of every other rule's findings, with our own keys for numbers."""
        rows = self.look(asked) if self.look else self._queried(asked)
        return sorted((self._finding(row, asked.month) for row in rows), key=lambda row: str(row["subject_id"]))

    def _queried(self, asked: Asked) -> list[Row]:
        given: Row = {
            "region": asked.region.code,
            "month": asked.month.first_on,
            "on": asked.on,
            "rosters": list(asked.rosters),
            **{name: _plain(asked.parameters[name]) for name in self.asks},
        }
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_nestloop = off")  # a county at once, never line by line
            cursor.execute(self.query, given)
            names = [column.name for column in cursor.description or ()]
            found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            cursor.execute("SET LOCAL enable_nestloop = on")
        return found

    def _finding(self, row: Row, month: Month) -> Row:
        shown = {name: value for name, value in row.items() if name not in KEYS}
        return {
            **{key: row.get(key) for key in KEYS if key not in ("region", "programme")},
            "rule_id": self.id,
            "rule_version": self.version,
            "severity": self.severity.value,
            "gates": self.gates,
            "proposes_hold": False,
            "subject_table": self.subject_table,
            "subject_id": str(row["subject"]),
            "region_code": row["region"],
            "programme": row.get("programme") or "",
            "month": str(month),
            "months": 1,
            "message": said(self.message, shown, "zh"),
            "message_en": said(self.message_en, shown, "en"),
            "evidence": json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str),
            "cites": " ".join(self.cites),
            "match_tier": "A",
        }


def _plain(value: Any) -> Any:
    return list(_words(value)) if isinstance(value, tuple) else value


def _words(table: Iterable[Any]) -> Iterator[Any]:
    for each in table:
        if isinstance(each, tuple):
            yield from _words(each)
        else:
            yield each
