"""CSV for people: UTF-8 with a byte order mark, so that spreadsheets read Chinese, and nothing they would run."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from mingbai.files.writing.cells import harmless


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write the rows under the header and return how many; None is an empty cell, the same rows give the same bytes."""
    count = 0
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([harmless(name) for name in header])
        for row in rows:
            writer.writerow(["" if cell is None else harmless(str(cell)) for cell in row])
            count += 1
    return count
