"""Names for what rules show as evidence, and words for its values, in Chinese and English."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mingbai.files.tables import TABLES
from mingbai.files.tables.words import (
    CARE_LEVELS,
    CASE_KINDS,
    DISABILITY_KINDS,
    LEVELS,
    MARRIAGE_STATES,
    PAYMENT_STATES,
    SUPPLY_MODES,
)
from mingbai.kernel.masks import mask_account, mask_address, mask_id, mask_name
from mingbai.kernel.money import show_yuan
from mingbai.rules.report.wording.label_words import LABELS
from mingbai.rules.speaking import programme_names

CODED = SUPPLY_MODES | CARE_LEVELS | CASE_KINDS | LEVELS | MARRIAGE_STATES | PAYMENT_STATES | DISABILITY_KINDS
CODED_EN = {"able": "able", "partial": "partly unable", "total": "wholly unable", "whole": "whole household"}
NOTHING = "--"
MONTHS = ("month", "grace_until", "valid_from", "valid_to", "first_month", "last_month", "due_from")
NAMES = ("name", "owner", "earner", "holder", "first_owed")  # besides whatever ends in _name
REFERENCES = ("bank_ref", "certificate_no", "earlier_no", "household_id")  # numbers of things
NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15,19})(?![0-9A-Za-z])")


@dataclass(frozen=True)
class Shown:
    """One compared value: its name and itself in both languages, and how much of it a projector may show."""

    key: str
    zh: str
    en: str
    masked: str | None = None  # set where the value belongs to a person


def label(key: str) -> tuple[str, str]:
    """Return the name of an evidence value in Chinese and English."""
    if key in LABELS:
        return LABELS[key]
    stem = key.removesuffix("_fen").removesuffix("_bp").removesuffix("_on").replace("_", " ")
    return _headers().get(key, stem), stem


@cache
def _headers() -> Mapping[str, str]:
    """Return the first Chinese header of every column of every list."""
    return {column.name: column.headers[0] for table in TABLES.values() for column in table.columns}


def shown(evidence: str) -> Iterator[Shown]:
    """Yield the compared values of a finding's evidence (JSON)."""
    values: dict[str, Any] = json.loads(evidence or "{}")
    for key, value in values.items():
        if f"{key}_en" in values:  # a rule that words a value says it in both languages
            yield Shown(key, str(value), str(values[f"{key}_en"]))
        elif not (key.endswith("_en") and key.removesuffix("_en") in values):
            yield _shown(key, value)


def _shown(key: str, value: Any) -> Shown:
    if value is None or value == "":
        return Shown(key, NOTHING, NOTHING)
    if isinstance(value, bool):
        return Shown(key, "是" if value else "否", "yes" if value else "no")
    if key.endswith("_fen") and isinstance(value, int):
        return Shown(key, f"{show_yuan(value)}元", f"{show_yuan(value)} yuan")
    if key.endswith("_bp") and isinstance(value, int):
        return _same(key, f"{value / 100:.2f}%")
    if key == "born_number":
        day = f"{str(value)[:4]}-{str(value)[4:6]}-{str(value)[6:]}"
        return Shown(key, day, day, masked(key, day))
    if isinstance(value, int | float):
        return _same(key, str(value))
    if isinstance(value, list):
        return _same(key, "、".join(map(str, value)))
    text = str(value)
    if key.endswith(("programme", "programmes")):
        return Shown(key, programme_names(text, "zh"), programme_names(text, "en"))
    if (key in MONTHS or key.endswith("_month")) and len(text) == len("2026-10-01") and text.endswith("-01"):
        return Shown(key, f"{int(text[:4])}年{int(text[5:7])}月", text[:7])
    if text in CODED:
        return Shown(key, CODED[text][0], CODED_EN.get(text, text))
    return Shown(key, text, text, masked(key, text))


def masked(key: str, text: str) -> str | None:
    """Return the value as a projector may show it, None where there is nothing to hide."""
    if key in NAMES or key.endswith(("_name", "_names")):
        return "、".join(mask_name(part) for part in text.replace(",", "、").split("、"))
    if key.endswith("address"):
        return mask_address(text)
    if key in ("born", "other_born", "born_number"):
        return f"{text[:4]}-**-**"
    if key == "plate":
        return f"{text[:2]}****{text[-2:]}"
    if key in REFERENCES:
        return None
    if key in ("account_no", "account") or key.endswith("account_no"):
        return mask_account(text)
    if key == "number" or key.endswith(("_number", "person_id", "payee_id", "head_id", "spouse_id", "other_id")):
        return mask_id(text)
    return veiled(text) if NUMBERS.search(text) else None


def veiled(text: str) -> str:
    """Return a text with the numbers of people and accounts masked."""
    return NUMBERS.sub(lambda found: mask_id(found[0]), text)


def _same(key: str, text: str) -> Shown:
    return Shown(key, text, text)
