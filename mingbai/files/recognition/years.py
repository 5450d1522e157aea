"""Completes months that say no year: 10月 under 2026年度, 年份 and 月份 in two columns, 十月 in Chinese numerals."""

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from mingbai.files.grids.grid import NUMERIC
from mingbai.files.recognition.constants import Said
from mingbai.files.recognition.heading import heading
from mingbai.kernel.chinese import arabic_month
from mingbai.kernel.text import HALF_WIDTH, folded

YEAR_HEADERS = {"年", "年份", "年度", "所属年", "所属年度", "发放年度"}
YEAR = re.compile(r"(?<!\d)(20\d{2})\s*(?:年度?|\D{0,2}年)")
ONLY_YEAR = re.compile(rf"{NUMERIC}?(20\d{{2}})(?:\.0+)?年?度?")
ONLY_MONTH = re.compile(rf"{NUMERIC}?(1[0-2]|0?[1-9])(?:\.0+)?(?:月份?)?")


def year_place(header: Sequence[str | None]) -> int | None:
    """Return the column that holds years by themselves, None if there is none."""
    return next((place for place, text in enumerate(header) if text and heading(text).name in YEAR_HEADERS), None)


def year_said(said: Sequence[Said]) -> int | None:
    """Return the one year the nearest text names, None if no text names just one."""
    for text in said:
        years = {int(year) for year in YEAR.findall(folded(text.text, HALF_WIDTH))}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def completed(months: pa.Array, years: pa.Array | None, year: int | None) -> tuple[pa.Array, int]:
    """Return the cells with every month that can be completed written 2026-10, and how many lacked their year."""
    read = {text: _read(text) for text in pc.unique(months).to_pylist() if text}
    if not any(read.values()):
        return months, 0
    stated = [None] * len(months) if years is None else years.to_pylist()
    cells, lacking = months.to_pylist(), 0
    for position, text in enumerate(cells):
        found = read.get(text)
        if not found:
            continue
        own, month = found
        of_row = own or _year(stated[position]) or year
        if of_row:
            cells[position] = f"{of_row}-{month:02d}"
            lacking += own is None
    return pa.array(cells, pa.string()), lacking


def _read(text: str) -> tuple[int | None, int] | None:
    """Return the year, if it is there, and the month of a cell that `Month.parse` does not read."""
    plain = "".join(folded(text, HALF_WIDTH).split())
    if found := ONLY_MONTH.fullmatch(plain):
        return None, int(found[1])
    return arabic_month(plain)


def _year(text: str | None) -> int | None:
    found = ONLY_YEAR.fullmatch(text or "")
    return int(found[1]) if found else None
