"""The findings as the page's script reads them: compact, hidden values set apart, safe inside a script tag."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingbai.kernel.masks import mask_id, mask_name
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.markup import plain
from mingbai.rules.report.wording.labels import NUMBERS, Shown, label, shown
from mingbai.rules.report.wording.severities import TOLD
from mingbai.rules.speaking import programme_names

FIRST_MARK, MARKS = 0xFDD0, 32  # characters that no text may hold: the nth stands for the nth hidden value of a row
UNMARKED = dict.fromkeys(range(FIRST_MARK, FIRST_MARK + MARKS))
SHORTEST = 2  # characters; a single character is no name to look for in a sentence


@dataclass
class Dictionary:
    """Values that repeat, each sent once."""

    values: dict[Any, int] = field(default_factory=dict)

    def __call__(self, value: Any) -> int:
        """Return the number that stands for a value."""
        return self.values.setdefault(value, len(self.values))


@dataclass
class Payload:
    """What the script is given; rows are arrays in the order of `row`."""

    result: Outcome
    files: Dictionary = field(default_factory=Dictionary)
    areas: Dictionary = field(default_factory=Dictionary)
    programmes: Dictionary = field(default_factory=Dictionary)
    keys: Dictionary = field(default_factory=Dictionary)

    def rows(self, findings: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
        """Return the findings as arrays."""
        return [self.row(finding) for finding in findings]

    def row(self, finding: Mapping[str, Any]) -> list[Any]:
        """Return one finding as an array."""
        values = list(shown(finding["evidence"]))
        hidden = secrets(finding, values)
        order = [secret for secret in sorted(hidden, key=lambda text: (-len(text), text)) if len(secret) >= SHORTEST]

        def veiled(text: Any) -> str:
            told = without_marks(text)
            for place, secret in enumerate(order):
                told = told.replace(secret, chr(FIRST_MARK + place) if place < MARKS else hidden[secret])
            return told

        zh, en = veiled(finding["message"]), veiled(finding["message_en"])
        evidence = [
            [self.keys(value.key), veiled(value.zh), *_unless(veiled(value.zh), veiled(value.en))] for value in values
        ]
        region = finding["region_code"] or ""
        return [
            finding["rule_id"],
            TOLD[finding["severity"]].code,
            finding["amount_fen"],
            finding["months"],
            self.areas(region[: self.result.totals.digits]),
            region,
            self.programmes(finding["programme"] or ""),
            veiled(finding["name"]) or None,
            veiled(finding["person_id"]) or None,
            plain(finding["household_id"] or ""),
            zh,
            en,
            finding["match_tier"],
            self.files((finding["file"], finding["sheet"])) if finding["file"] else None,
            finding["row"],
            veiled(finding["subject_id"]),
            finding["subject_table"],
            (1 if finding["proposes_hold"] else 0) + (2 if finding["gates"] else 0),
            evidence,
            [[secret, hidden[secret]] for secret in order[:MARKS]],
        ]

    def as_dict(self, findings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """Return everything the script is given."""
        rows = self.rows(findings)
        return {
            "rows": rows,
            "all": self.result.totals.all.count,
            "areas": [[code, plain(self.result.place_name(code) or "")] for code in self.areas.values],
            "programmes": [
                [programme_names(code, "zh"), programme_names(code, "en")] if code else None
                for code in self.programmes.values
            ],
            "files": [[plain(file), plain(sheet or "")] for file, sheet in self.files.values],
            "keys": [label(key) for key in self.keys.values],
        }


def secrets(finding: Mapping[str, Any], values: Iterable[Shown]) -> dict[str, str]:
    """Return everything in a finding that belongs to a person, and how much of it may be shown."""
    hidden = {without_marks(value.zh): plain(value.masked) for value in values if value.masked is not None}
    name, number = without_marks(finding["name"]), without_marks(finding["person_id"])
    if name:
        hidden[name] = mask_name(name)
    if number:
        hidden[number] = mask_id(number)
    if finding["subject_table"] != "payments":
        for found in NUMBERS.findall(without_marks(finding["subject_id"])):
            hidden.setdefault(found, mask_id(found))
    return hidden


def without_marks(text: Any) -> str:
    """Return a text out of a file without the marks that only the page itself may set."""
    return plain(text or "").translate(UNMARKED)


def in_script(value: Any) -> str:
    """Return JSON that can stand in a script tag: nothing in it ends the tag or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in ("<", ">", "&", "\u2028", "\u2029", *map(chr, UNMARKED)):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _unless(zh: str, en: str) -> list[str]:
    return [] if en == zh else [en]
