"""Dates read from what people type and spreadsheets store."""

import re
from datetime import date, timedelta
from typing import ClassVar

from mingbai.kernel.text import BLANKS, HALF_WIDTH, QUOTES, folded
from mingbai.kernel.unreadable import Reasons, Unreadable

EARLIEST, LATEST = date(1880, 1, 1), date(2999, 12, 31)
# Days a workbook counts from 1899-12-30 (its 1900 system, right from 1 March 1900). Under 2,101 the
# number may as well be a year or a plain count, above 73,050 it passes 2099: neither is taken for a date.
SERIAL_ZERO, FIRST_SERIAL, LAST_SERIAL = date(1899, 12, 30), 2_101, 73_050

FOLDS = {**HALF_WIDTH, **dict.fromkeys(QUOTES, ""), **dict.fromkeys(BLANKS, " ")}
CLOCK = r"(?:\s*[T ]?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
WRITTEN = re.compile(
    r"(?P<year>\d{4})\s*(?:年\s*(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*[日号]?"
    r"|(?P<mark>[-/.])\s*(?P<m2>\d{1,2})\s*(?P=mark)\s*(?P<d2>\d{1,2})|(?P<m3>\d{2})(?P<d3>\d{2})(?:\.0+)?)" + CLOCK,
    re.ASCII,
)
SERIAL = re.compile(r"\d{4,5}(?:\.\d+)?", re.ASCII)
MONTH_ONLY = re.compile(r"\d{4}(?:[-/.年]\d{1,2}月?|\d{2})", re.ASCII)
YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", re.ASCII)


class BadDate(Unreadable):
    """A date that cannot be read."""

    reasons: ClassVar[Reasons] = {
        "missing": ("日期为空，请按2026-11-03填写。", "The date is empty: write it like 2026-11-03."),
        "text": ("“{text}”不是日期，请按2026-11-03填写。", "“{text}” is not a date: write it like 2026-11-03."),
        "impossible": (
            "没有“{text}”这一天，请核对年月日。",
            "There is no such day as “{text}”: check year, month and day.",
        ),
        "month": ("“{text}”缺少日，请按2026-11-03填写。", "“{text}” has no day: write it like 2026-11-03."),
        "order": (
            "“{text}”分不清年月日的先后，请按2026-11-03填写。",
            "“{text}” does not say which part is the year: write it like 2026-11-03.",
        ),
        "range": (
            "日期“{text}”不在1880年至2999年之间，请核对。",
            "The date “{text}” is not between the years 1880 and 2999: please check.",
        ),
        "number": (
            "数字“{text}”不像日期，请将单元格设为日期或按2026-11-03填写。",
            "The number “{text}” does not look like a date: format the cell as a date or write 2026-11-03.",
        ),
    }


def parse_date(value: "str | int | float | date") -> date:
    """
    Return the day of 2026-11-03, 2026/11/3, 2026.11.3, 2026年11月3日, 20261103 or a workbook's day number.

    Full-width digits are folded and a time of day is left off. Raises BadDate,
    which says whether the day is impossible, lacks its day, or is no date at all.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = folded(str(value)[:60], FOLDS).strip()
    if not text:
        raise BadDate("missing", value)
    found = WRITTEN.fullmatch(text)
    if found:
        return _day(found, value)
    if SERIAL.fullmatch(text) and FIRST_SERIAL <= float(text) < LAST_SERIAL + 1:
        return SERIAL_ZERO + timedelta(days=int(float(text)))
    raise BadDate(_reason(text), value)


def _day(found: re.Match[str], value: object) -> date:
    month = found["m1"] or found["m2"] or found["m3"]
    day = found["d1"] or found["d2"] or found["d3"]
    try:
        read = date(int(found["year"]), int(month), int(day))
    except ValueError:
        raise BadDate("impossible", value) from None
    if not EARLIEST <= read <= LATEST:
        raise BadDate("range", value)
    return read


def _reason(text: str) -> str:
    if MONTH_ONLY.fullmatch(text):
        return "month"
    if YEAR_LAST.fullmatch(text):
        return "order"
    return "number" if re.fullmatch(r"[\d.]+", text) else "text"
