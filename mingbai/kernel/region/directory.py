"""The names, validity and successors of divisions: a small shipped table, or a fuller list of one's own."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from mingbai.kernel.region.code import Region
from mingbai.kernel.region.provinces import PROVINCES

# The demo areas, present and retired. Reforms are dated to the year, as GB/T 2260 publishes them.
SHIPPED = Path(__file__).with_name("divisions.csv")
LONGEST_CHAIN = 10  # reforms of one place


class BadDirectory(ValueError):
    """A list of divisions that contradicts itself; the message names the line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One division in one stretch of time."""

    region: Region
    name: str
    valid_from: date | None = None  # None: before anything this system pays
    valid_to: date | None = None
    successor: Region | None = None  # where its people are now

    def is_valid_on(self, day: date) -> bool:
        """Return whether the code was in use on the day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class Directory:
    """A list of divisions by code."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: Mapping[Region, Entry] = {entry.region: entry for entry in entries}

    def __contains__(self, region: Region) -> bool:
        return region in self.entries

    def __len__(self) -> int:
        return len(self.entries)

    def name(self, region: Region) -> str | None:
        """Return the division's own name; None if the list does not have it."""
        entry = self.entries.get(region)
        return entry.name if entry else PROVINCES.get(region.code)

    def full_name(self, region: Region) -> str:
        """Return the names from the province down, without those the list lacks; the code where it has none."""
        names = [self.name(place) for place in reversed((region, *region.ancestors))]
        return "".join(name for name in names if name) if names[-1] else region.code

    def present(self, region: Region) -> Region:
        """Return the division that the place belongs to today, by following its successors."""
        for _ in range(LONGEST_CHAIN):
            entry = self.entries.get(region)
            if entry is None or entry.successor is None:
                return region
            region = entry.successor
        raise BadDirectory(f"{region} never ends its successors")

    def children(self, region: Region, day: date) -> tuple[Region, ...]:
        """Return the divisions directly below that are in use on the day, by code."""
        entries = self.entries.values()
        return tuple(sorted(e.region for e in entries if e.region.parent == region and e.is_valid_on(day)))

    @classmethod
    def load(cls, path: Path) -> "Directory":
        """
        Return the directory of a UTF-8 CSV file: code and name, and if known valid_from, valid_to, successor.

        Raises BadDirectory with the line that cannot be read, repeats a code, or starts after it ends.
        """
        entries: dict[Region, Entry] = {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                try:
                    entry = _entry(row)
                except (KeyError, ValueError) as error:
                    raise BadDirectory(f"{path.name}, line {number}: {error}") from error
                if entry.region in entries:
                    raise BadDirectory(f"{path.name}, line {number}: {entry.region} stands there twice")
                entries[entry.region] = entry
        return cls(entries.values())


@cache
def shipped_directory() -> Directory:
    """Return the shipped directory: the demo areas with their retired codes."""
    return Directory.load(SHIPPED)


def _entry(row: Mapping[str, str | None]) -> Entry:
    days = {key: date.fromisoformat(row[key] or "") if row.get(key) else None for key in ("valid_from", "valid_to")}
    if (days["valid_from"] or date.min) > (days["valid_to"] or date.max):
        raise ValueError("valid_from comes after valid_to")
    successor = row.get("successor")
    return Entry(
        region=Region.parse(row["code"] or ""),
        name=row["name"] or "",
        valid_from=days["valid_from"],
        valid_to=days["valid_to"],
        successor=Region.parse(successor) if successor else None,
    )
