"""Which table a header belongs to: the one whose headers match best, with names of files to break ties."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from mingbai.files.recognition.heading import Heading, heading
from mingbai.files.tables import TABLES, Kind, Table

ID_ENDINGS = (
    "身份证号",
    "身份证号码",
    "公民身份号码",
    "公民身份证号码",
    "证件号码",
    "证件号",
    "身份证",
    "居民身份证号",
)


@dataclass(frozen=True)
class Match:
    """A table and where its columns stand in a header; `weight` tells how peculiar to it the headers are."""

    table: Table
    columns: dict[str, int]  # column → position in the header
    units: dict[str, str] = field(default_factory=dict)  # money column → the unit its header states
    weight: float = 0.0
    has_own: bool = False  # whether some header occurs in no other table

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the required columns the header does not name."""
        return tuple(column.name for column in self.table.required if column.name not in self.columns)


@cache
def aliases() -> dict[str, list[tuple[str, str, int, str | None]]]:
    """Return every folded header with the columns it may name: (table, column, rank, unit); lower ranks win."""
    known: dict[str, dict[tuple[str, str], tuple[int, str | None]]] = defaultdict(dict)
    for table in TABLES.values():
        for column in table.columns:
            names = [*_chinese(column.headers, column.kind), *_english(column.name, column.kind)]
            for rank, (name, unit) in enumerate(names):
                known[name].setdefault((table.name, column.name), (rank, unit))
    return {
        name: [(table, column, rank, unit) for (table, column), (rank, unit) in columns.items()]
        for name, columns in known.items()
    }


def matches(header: Sequence[str | None]) -> list[Match]:
    """Return a match for every table at least one header of which occurs, the most peculiar first."""
    return _matches(tuple(header))


@lru_cache(maxsize=4_096)
def _matches(header: tuple[str | None, ...]) -> list[Match]:
    offers: dict[str, list[tuple[int, int, str, str | None, float]]] = defaultdict(list)
    for position, text in enumerate(header):
        if text is None:
            continue
        written = heading(text)
        for table, column, rank, unit, weight in _meanings(written):
            offers[table].append((rank, position, column, unit or written.unit, weight))
    found = [_assigned(TABLES[name], offer) for name, offer in offers.items()]
    return sorted(found, key=lambda match: (-match.weight, match.table.name))


def _meanings(written: Heading) -> list[tuple[str, str, int, str | None, float]]:
    """Return what a header may mean; a name with its remark goes before one without."""
    plain = (written.name, written.bare, written.bare.removesuffix("元"))
    for name in dict.fromkeys((*plain, *(name.replace("时间", "日期") for name in plain))):
        columns = aliases().get(name)
        if columns:
            families = {table.removeprefix("previous_") for table, *_ in columns}
            return [(*meaning, 1 / len(families)) for meaning in columns]
    return []


def _assigned(table: Table, offers: list[tuple[int, int, str, str | None, float]]) -> Match:
    """Give each column the header that names it best, each header to one column."""
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    weight, has_own = 0.0, False
    taken: set[int] = set()
    for _, position, column, unit, peculiar in sorted(offers, key=lambda offer: offer[:2]):
        if column in columns or position in taken:
            continue
        columns[column] = position
        taken.add(position)
        weight += peculiar
        has_own = has_own or peculiar == 1
        if unit and table[column].kind is Kind.MONEY:
            units[column] = unit
    return Match(table, columns, units, weight, has_own)


def _chinese(headers: Sequence[str], kind: Kind) -> list[tuple[str, str | None]]:
    names: dict[str, None] = {}
    for written in headers:
        names[heading(written).name] = None
    for written in headers if kind is Kind.ID else ():
        owner = written.removesuffix("身份证号")
        if owner != written:
            names |= dict.fromkeys(heading(owner + ending).name for ending in ID_ENDINGS)
    return [(name, None) for name in names]


def _english(name: str, kind: Kind) -> list[tuple[str, str | None]]:
    """Return the column's own name; `amount_fen` says its unit, `amount` is yuan like a Chinese header without one."""
    if kind is not Kind.MONEY:
        return [(heading(name).name, None)]
    stem = name.removesuffix("_fen")
    return [(heading(f"{stem}_fen").name, "分"), (heading(stem).name, None), (heading(f"{stem}_yuan").name, "元")]
