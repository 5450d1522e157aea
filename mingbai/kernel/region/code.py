"""One division code of 2, 4, 6, 9 or 12 digits: province, prefecture, county, township, village."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from mingbai.kernel.text import BLANKS, DASHES, QUOTES, folded, folds
from mingbai.kernel.unreadable import Reasons, Unreadable

FOLDS = folds(to={}, dropped=BLANKS + DASHES + QUOTES)
CODE = re.compile(r"[1-9][0-9](?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{3}(?:[0-9]{3})?)?)?)?")


class BadRegion(Unreadable):
    """A division code that cannot be read."""

    reasons: ClassVar[Reasons] = {
        "missing": ("行政区划代码为空，请补录。", "The division code is empty: please enter it."),
        "format": (
            "“{text}”不是行政区划代码，应为2、4、6、9或12位数字。",
            "“{text}” is not a division code: it has 2, 4, 6, 9 or 12 digits.",
        ),
    }


class Level(IntEnum):
    """The five levels; the value is the number of digits of a code."""

    PROVINCE = 2
    PREFECTURE = 4
    COUNTY = 6
    TOWNSHIP = 9
    VILLAGE = 12


@dataclass(frozen=True, order=True, slots=True)
class Region:
    """A division by its shortest code: 230700 and 230700000000 are 2307. Ordered by code."""

    code: str

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code) or self.code != _shortest(self.code):
            raise BadRegion("format", self.code)

    @classmethod
    def parse(cls, text: str | int) -> "Region":
        """Return the division of a code padded with zeros or not; raise BadRegion. 442000103 is a town of 4420."""
        code = re.sub(r"\.0$", "", folded(str(text)[:40], FOLDS))
        if not code:
            raise BadRegion("missing", text)
        if not CODE.fullmatch(code):
            raise BadRegion("format", text)
        return cls(_shortest(code))

    @property
    def level(self) -> Level:
        """Return the level the code stands for."""
        return Level(len(self.code))

    @property
    def padded(self) -> str:
        """Return the code in 12 digits, as files carry it."""
        return self.code.ljust(12, "0")

    @property
    def parent(self) -> "Region | None":
        """Return the division directly above, None for a province; a level that is missing is passed over."""
        above = [level for level in Level if level < self.level]
        return Region(_shortest(self.code[: above[-1]])) if above else None

    @property
    def ancestors(self) -> tuple["Region", ...]:
        """Return the divisions above, nearest first."""
        parent = self.parent
        return (parent, *parent.ancestors) if parent else ()

    def at(self, level: Level) -> "Region | None":
        """Return the division of that level the place lies in (or is); None where the level is missing or below."""
        return next((place for place in (self, *self.ancestors) if place.level is level), None)

    @property
    def province(self) -> "Region":
        """Return the province."""
        return Region(self.code[:2])

    @property
    def prefecture(self) -> "Region | None":
        """Return the prefecture the place lies in; None for a province."""
        return self.at(Level.PREFECTURE)

    @property
    def county(self) -> "Region | None":
        """Return the county the place lies in; None where there is none, as in 中山."""
        return self.at(Level.COUNTY)

    @property
    def township(self) -> "Region | None":
        """Return the township the place lies in."""
        return self.at(Level.TOWNSHIP)

    def contains(self, other: "Region") -> bool:
        """Return whether the other place is this one or lies in it."""
        return other == self or self in other.ancestors

    def __str__(self) -> str:
        return self.code


def _shortest(code: str) -> str:
    """Return the code without the zeros of the levels it does not name."""
    for level in (Level.TOWNSHIP, Level.COUNTY, Level.PREFECTURE, Level.PROVINCE):
        if len(code) > level and not code[level:].strip("0"):
            code = code[:level]
    return code
