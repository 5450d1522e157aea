"""What a rule of the desk is: an id, its law, and one query over the desk's tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.law import cite
from mingbai.rules.rule import Severity
from mingbai.rules.speaking import said

Row = dict[str, Any]
KEYS = ("person", "household", "award", "line", "region", "programme", "amount_fen")


@dataclass(frozen=True)
class DeskRule:
    """
    One query; it yields `subject` (a key of ours, no number of a person), `KEYS`, and the values its message names.

    It may ask for %(region)s, %(month)s, %(on)s and %(rosters)s, the ids of the rosters checked.
    """

    id: str
    title: str
    title_en: str
    plain: str  # the whole rule in words a director and a villager understand
    plain_en: str
    severity: Severity
    cites: tuple[str, ...]
    subject_table: str
    query: str
    message: str
    message_en: str
    gates: bool = False
    version: int = 1

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)

    def findings(self, *, region: Region, month: Month, on: date, rosters: Sequence[int]) -> list[Row]:
        """Return what the rule finds, in the shape of every other rule's findings, with our own keys for numbers."""
        asked: dict[str, Any] = {"region": region.code, "month": month.first_on, "on": on, "rosters": list(rosters)}
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_nestloop = off")  # a county at once, never line by line
            cursor.execute(self.query, asked)
            names = [column.name for column in cursor.description or ()]
            found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            cursor.execute("SET LOCAL enable_nestloop = on")
        return sorted((self._finding(row, month) for row in found), key=lambda row: str(row["subject_id"]))

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
