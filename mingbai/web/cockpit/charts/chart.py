"""What a chart is: a picture, the same figures as a table, and where each mark leads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any

from mingbai.kernel.money import half_up_fen, show_wan, show_yuan
from mingbai.web.words import said

MISSING = "--"
FEN_OF_WAN = 1_000_000
READ = 100  # rows of a table on a page; all of them are in its file
ALMOST = 1e-6  # what floating point takes off a whole number
Option = dict[str, Any]  # what ECharts is told; a colour is the name of a token: "--green"


@dataclass(frozen=True)
class Cell:
    """One cell of a chart's table: what it says, what is exported, and where it leads."""

    text: str
    value: str | int | float | None
    href: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Chart:
    """One chart: what it is called and says, the picture, the table under it."""

    name: str
    title: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    option: Option
    size: str = ""  # "tall", "wide": how much room it takes
    notes: Sequence[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to draw."""
        return not self.rows

    @property
    def read(self) -> Sequence[Sequence[Cell]]:
        """Return the rows a page shows."""
        return self.rows[:READ]

    @property
    def picture_id(self) -> str:
        """Return where the page keeps what is drawn."""
        return f"of-{self.name}"

    @property
    def drawn(self) -> Option:
        """Return what is drawn, and what is said of it to who does not see it."""
        return {**self.option, "said": f"{self.title}：{self.about}"}

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Return what columns are called, and which of them hold numbers."""
        return [(head, bool(self.rows) and self.rows[0][place].is_number) for place, head in enumerate(self.heads)]


def words(text: str, href: str = "") -> Cell:
    """Return a cell of words."""
    return Cell(text, text, href)


def yuan(fen: int | None, href: str = "") -> Cell:
    """Return a cell of money in yuan, exact to the fen; what is not known is not nought."""
    if fen is None:
        return Cell(MISSING, None, href, is_number=True)
    return Cell(show_yuan(fen), show_yuan(fen).replace(",", ""), href, is_number=True)


def count(number: int | None, href: str = "") -> Cell:
    """Return a cell of a number."""
    return Cell(MISSING if number is None else f"{number:,}", number, href, is_number=True)


def share(part: float | None, href: str = "", digits: int = 2) -> Cell:
    """Return a cell of a share in per cent, rounded down: only what is whole says 100 %."""
    if part is None:
        return Cell(MISSING, None, href, is_number=True)
    scale = 10**digits
    percent = floor(part * 100 * scale + ALMOST) / scale
    return Cell(f"{percent:.{digits}f}%", f"{percent:.{digits}f}", href, is_number=True)


def wan(fen: int) -> float:
    """Return an amount in ten thousands of yuan, rounded half up to two decimals, as charts measure it."""
    return half_up_fen(Fraction(fen, FEN_OF_WAN // 100)) / 100


def mark(value: Any, tip: Sequence[str], href: str = "", **style: Any) -> Option:
    """Return one mark: its value, what it says when pointed at, and where it leads."""
    return {"value": value, "tip": "\n".join(tip), **({"href": href} if href else {}), **style}


def told(fen: int) -> str:
    """Return an amount as a mark says it: in ten thousands, and exact."""
    return said(f"{show_wan(fen)}万元（{show_yuan(fen)}元）", f"{show_yuan(fen)} yuan")
