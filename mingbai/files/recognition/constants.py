"""What a title, a sheet's name or a file's name says for every row: month, programme, region, as-of date, unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mingbai.files.recognition.heading import stated_unit
from mingbai.files.tables import Column, Kind
from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.chinese import with_arabic_months
from mingbai.kernel.dates import BadDate, parse_date
from mingbai.kernel.month import BadMonth, Month

MONTHS = re.compile(
    r"(?<!\d)(\d{4}\s*[年\-/.]\s*\d{1,2})(?!\d|[\-/.]\s*\d|\s*月\s*\d{1,2}\s*日)|(?<!\d)(20\d{4})(?!\d)"
)
DATES = re.compile(r"(?<!\d)(20\d{6}|\d{4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?)(?!\d)")
REGIONS = re.compile(r"(?<!\d)([1-6]\d{5}(?:\d{3}(?:\d{3})?)?)(?!\d)")
UNITS = re.compile(r"单位\s*[:：]?\s*[(（]?\s*(?:人民币)?\s*(万元|千元|元|分)")
PROGRAMME_WORDS = sorted(
    ((word, code) for code, words in PROGRAMMES.items() for word in words), key=lambda w: -len(w[0])
)


@dataclass(frozen=True)
class Said:
    """A text that stands for a whole grid, and where: title, sheet, file, folder."""

    text: str
    where: str


@dataclass(frozen=True)
class Constant:
    """The value of a column for every row of a grid, as raw text, and where it was taken from."""

    value: str
    where: str  # title, sheet, file, folder, option


def constant_for(column: Column, said: Sequence[Said]) -> Constant | None:
    """Return the value the nearest text gives a column without a header, or None; two values in one text give none."""
    find = FINDERS.get(column.kind) if column.name != "as_of" else _day
    if find is None or (column.kind is Kind.DATE and column.name != "as_of"):
        return None
    if column.kind is Kind.MONTH and column.name != "month":  # 终止月 and 渐退截止月 are each line's own
        return None
    for text in said:
        value = find(text.text)
        if value is not None:
            return Constant(value, text.where)
    return None


def unit_said(titles: Iterable[str]) -> str | None:
    """Return the unit of money a title states for the whole grid (单位：万元), or None."""
    for title in titles:
        found = UNITS.search(title)
        if found:
            return stated_unit(found[1])
    return None


def months_in(text: str) -> list[Month]:
    """Return the months a text names, in order, each once."""
    found: dict[Month, None] = {}
    for spaced, compact in MONTHS.findall(with_arabic_months(text)):
        try:
            found[Month.parse(compact or re.sub(r"\s*年\s*", "-", spaced))] = None
        except BadMonth:
            continue
    return list(found)


def _only(values: Iterable[str]) -> str | None:
    different = list(dict.fromkeys(values))
    return different[0] if len(different) == 1 else None


def _month(text: str) -> str | None:
    return _only(str(month) for month in months_in(text))


def _programme(text: str) -> str | None:
    """Return the one programme a text names; the longest word at a place wins (低保边缘 is not 低保)."""
    rest, codes = "".join(text.split()), []
    for word, code in PROGRAMME_WORDS:
        if word in rest:
            codes.append(code)
            rest = rest.replace(word, "\n")
    return _only(codes)


def _region(text: str) -> str | None:
    return _only(code for code in REGIONS.findall(text) if not _is_calendar(code))


def _is_calendar(code: str) -> bool:
    return len(code) == 6 and code[:2] == "20" and 1 <= int(code[4:]) <= 12


def _day(text: str) -> str | None:
    days: list[date] = []
    for found in DATES.findall(text):
        try:
            days.append(parse_date(found))
        except BadDate:
            continue
    return _only(str(day) for day in days)


FINDERS = {Kind.MONTH: _month, Kind.PROGRAMME: _programme, Kind.REGION: _region, Kind.DATE: _day}
