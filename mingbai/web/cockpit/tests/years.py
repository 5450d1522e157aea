"""Sums of a county's last fifteen months, as the machine would have kept them: something to draw."""

from mingbai.cockpit.models import COLUMNS, Figure
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month

FIRST, MONTHS = Month(2025, 9), 15
TOWNS = tuple(f"9999011{number:02d}" for number in range(1, 13))
FEN = 52_000  # of a line


def keep_years() -> None:
    """Keep sums for twelve townships; in one, some money came back in the last month, and one grew by half."""
    with scope(NATION):
        Figure.objects.bulk_create(
            (_figure(town, number, FIRST.plus(back)) for number, town in enumerate(TOWNS) for back in range(MONTHS)),
            ignore_conflicts=True,  # what there are rosters of stays as it was reckoned
        )


def _figure(town: str, number: int, month: Month) -> Figure:
    is_last = month == FIRST.plus(MONTHS - 1)
    lines = 180 + 17 * number + (month.month * (number + 3)) % 5 + (90 if is_last and number == 4 else 0)
    back = 14 if is_last and number == 7 else number % 2
    sums = dict.fromkeys(COLUMNS, 0) | {
        "rostered_lines": lines, "rostered_fen": lines * FEN, "lines": lines, "fen": lines * FEN,
        "persons": lines * 3 // 2, "singles": lines // 2, "entries": 2 + number % 3, "exits": 1 + number % 2,
        "arrived_lines": lines - back, "arrived_fen": (lines - back) * FEN, "returned_lines": back,
        "returned_fen": back * FEN, "on_time": lines - back, "by_card": lines - back - 2,
    }  # fmt: skip
    return Figure(region=town, month=month.first_on, **sums)
