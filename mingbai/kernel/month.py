"""A calendar month, the unit every benefit is paid in; and counting in months as the law does."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from mingbai.kernel.text import BLANKS, HALF_WIDTH, QUOTES, folded
from mingbai.kernel.unreadable import Reasons, Unreadable

EARLIEST_YEAR, LATEST_YEAR = 1900, 2999
FOLDS = {**HALF_WIDTH, **dict.fromkeys(BLANKS + QUOTES, "")}
WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:年(?P<a>\d{1,2})月份?|[-/.](?P<b>\d{1,2})(?:月份?)?|(?P<c>\d{2}))"
    r"(?:(?:[-/.])?(?P<day>\d{1,2})日?(?:T?00:00(?::00)?(?:\.0+)?)?)?",
    re.ASCII,
)


class BadMonth(Unreadable):
    """A month that cannot be read."""

    reasons: ClassVar[Reasons] = {
        "missing": ("月份为空，请按2026-11填写。", "The month is empty: write it like 2026-11."),
        "text": ("“{text}”不是月份，请按2026-11填写。", "“{text}” is not a month: write it like 2026-11."),
        "impossible": ("没有“{text}”这个月份，请核对。", "There is no such month as “{text}”: please check."),
    }


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A year and a month; ordered, hashable, written 2026-11."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (EARLIEST_YEAR <= self.year <= LATEST_YEAR and 1 <= self.month <= 12):
            raise BadMonth("impossible", f"{self.year}-{self.month}")

    @classmethod
    def parse(cls, value: "str | int | date | Month") -> "Month":
        """Return the month of 2026-11, 202611, 2026/11, 2026年11月, or of a day in it; raise BadMonth."""
        if isinstance(value, Month):
            return value
        if isinstance(value, date):
            return cls(value.year, value.month)
        text = folded(str(value)[:40], FOLDS)
        if not text:
            raise BadMonth("missing", value)
        found = WRITTEN.fullmatch(text)
        if not found:
            raise BadMonth("text", value)
        year, number = int(found["year"]), int(found["a"] or found["b"] or found["c"])
        days = monthrange(year, number)[1] if 1 <= number <= 12 else 0
        if not (EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= int(found["day"] or 1) <= days):
            raise BadMonth("impossible", value)
        return cls(year, number)

    @property
    def first_on(self) -> date:
        """Return the month's first day."""
        return date(self.year, self.month, 1)

    @property
    def last_on(self) -> date:
        """Return the month's last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "Month":
        """Return the month so many months later; negative goes back."""
        years, index = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, index + 1)

    def next(self) -> "Month":
        """Return the month after."""
        return self.plus(1)

    def previous(self) -> "Month":
        """Return the month before."""
        return self.plus(-1)

    def __contains__(self, day: date) -> bool:
        """Return whether the day lies in the month."""
        return (day.year, day.month) == (self.year, self.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def months_between(earlier: Month, later: Month) -> int:
    """Return how many months `later` lies after `earlier`; negative when it lies before."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def add_months(day: date, months: int) -> date:
    """
    Return the corresponding day so many months later, or the month's last day if there is none.

    Civil Code article 202: 31 August plus six months is 28 February.
    """
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
