"""Townships by months: the counts the regional studies look at, summed once for the month and shared by them all."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mingbai.files.snapshot.mill import Mill, quoted
from mingbai.rules.facts import RELATIONS
from mingbai.rules.reckoned import compiler_of
from mingbai.rules.study import Material

Floats = NDArray[np.float64]
Groups = NDArray[np.int64]  # the number of the group each township is compared in


@dataclass(frozen=True)
class Panel:
    """Counts of townships (rows) in the months up to and with the one checked (columns, the last is now)."""

    townships: tuple[str, ...]
    months: int
    lines: Floats
    persons: Floats
    entries: Floats
    exits: Floats
    singles: Floats
    amount_fen: Floats

    def peers(self, min_peers: int) -> Groups:
        """Return the number of the group each township is compared in: county, prefecture, province or all."""
        group = np.zeros(len(self.townships), dtype=np.int64)
        taken = np.zeros(len(self.townships), dtype=bool)
        number = 1
        for digits in (6, 4, 2):
            prefixes = np.array([township[:digits] for township in self.townships])
            for prefix in np.unique(prefixes[~taken]):
                members = ~taken & (prefixes == prefix)
                if (prefixes == prefix).sum() >= min_peers:
                    group[members] = number
                    taken |= members
                    number += 1
        return group


def panel(material: Material) -> Panel:
    """Return the panel of a month; a month without a roster is NaN throughout."""
    now = material.snapshot.month
    columns = "township, month_index, lines, persons, entries, singles, amount_fen"
    rows = summed(material, "township_months", columns)
    townships = tuple(sorted({row[0] for row in rows}))
    place = {township: number for number, township in enumerate(townships)}
    last = now.year * 12 + now.month
    months = 1 + max((last - row[1] for row in rows), default=0)
    counts = np.zeros((5, len(townships), months))
    for township, month_index, *values in rows:
        if month_index <= last:
            counts[:, place[township], month_index - last + months - 1] = values
    counts[:, :, counts[0].sum(axis=0) == 0] = np.nan
    lines, persons, entries, singles, amount_fen = counts
    before = np.hstack([np.full((len(townships), 1), np.nan), lines[:, :-1]])
    entries = np.where(np.isnan(before), np.nan, entries)
    return Panel(townships, months, lines, persons, entries, before + entries - lines, singles, amount_fen)


def summed(material: Material, relation: str, columns: str) -> list[tuple[Any, ...]]:
    """Return the rows of a relation carried to the region home, summed over all buckets, sorted."""
    con, home = material.con, material.scratch / "studies"
    home.mkdir(exist_ok=True)
    compiler = compiler_of(material.snapshot, material.parameters)
    mill = Mill(con, material.snapshot.buckets, material.snapshot.stored(), RELATIONS, compiler.statement)
    if not (home / relation).exists():
        mill.carry((relation,), home)
    else:
        mill.kept((relation,), home)
    mill.view(relation, None)
    names = [name.strip() for name in columns.split(",")]
    keys = [name for name in names if name in ("township", "month_index")]
    sums = [f"CAST(SUM({name}) AS BIGINT)" for name in names if name not in keys]
    listed = ", ".join(keys)
    rows = con.execute(
        f"SELECT {', '.join([*keys, *sums])} FROM {quoted(relation)} GROUP BY {listed} ORDER BY {listed}"
    ).fetchall()
    mill.close_bucket()
    return rows
