"""三套数 (R-720, RK-607): what business approved, what is reported as statistics, what was paid; equal, or named."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.receipts.acting import ask

COUNTED = """
SELECT line.programme, count(*) AS lines, sum(line.member_count)::bigint AS persons, sum({fen})::bigint AS fen
FROM rosters_rosterline AS line
JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released' AND roster.month = %(month)s
{join} WHERE line.live AND line.month = %(month)s AND starts_with(line.region, %(region)s)
GROUP BY line.programme ORDER BY line.programme
"""
APPROVED = ("line.amount_fen", "")
PAID = (  # what the bank says of each line it paid, be that what was approved or not
    "told.amount_fen",
    "JOIN receipts_match AS matched ON matched.line_id = line.id AND matched.is_live "
    "JOIN receipts_entry AS told ON told.id = matched.entry_id",
)
HEADER = ("行政区划代码", "月份", "救助项目", "户数", "人数", "金额（元）")


@dataclass(frozen=True)
class Figures:
    """One programme's month: households or persons paid as one line, people in them, money."""

    lines: int
    persons: int
    fen: int


Table = Mapping[str, Figures]  # programme → its figures


def three_figures(region: Region, month: Month) -> tuple[Table, Table]:
    """Return the figures of business (released rosters) and of payment (what the bank said it paid), by programme."""
    facts = {"region": region.code, "month": month.first_on}
    business, paid = (
        {programme: Figures(*said) for programme, *said in ask(COUNTED.format(fen=fen, join=join), facts)}
        for fen, join in (APPROVED, PAID)
    )
    return business, paid


def differing_figures(region: Region, month: Month, reported: Table) -> dict[str, tuple[Figures | None, ...]]:
    """
    Return the programmes whose figures differ, each as (business, statistics, payment); empty is as it must be.

    `reported` are the figures of the statistics system as somebody read them there.
    """
    business, paid = three_figures(region, month)
    programmes = sorted({*business, *paid, *reported})
    three = {name: (business.get(name), reported.get(name), paid.get(name)) for name in programmes}
    return {name: figures for name, figures in three.items() if len(set(figures)) > 1}


def export_statistics(region: Region, month: Month, path: Path) -> Table:
    """Write the figures of business for the statistics system (UTF-8 with BOM) and return them."""
    business, _ = three_figures(region, month)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        for programme, said in business.items():
            yuan = show_yuan(said.fen).replace(",", "")
            table.writerow([region.code, str(month), programme, said.lines, said.persons, yuan])
    return business


def read_statistics(path: Path) -> Table:
    """Return the figures of a file as `export_statistics` writes it, such as the statistics system gives back."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            row[HEADER[2]]: Figures(int(row[HEADER[3]]), int(row[HEADER[4]]), _fen(row[HEADER[5]]))
            for row in csv.DictReader(file)
        }


def _fen(yuan: str) -> int:
    whole, _, rest = yuan.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))
