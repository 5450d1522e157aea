"""The desk's own lists as they are read: every sheet that holds one, row by row, each cell under its column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import duckdb

from mingbai.config.rooms import room
from mingbai.files.grids import Grid, Row
from mingbai.files.inbox import open_file, open_folder
from mingbai.files.problems import Place, Problem, Unopened
from mingbai.files.refusals.explain import formula_fault, row_fault
from mingbai.files.tables import Table
from mingbai.imports.desk.tables import header_in, plain
from mingbai.imports.given import Given, Told
from mingbai.offices.refused import Refused

MOST_ROWS = 5_000  # of staff or of values; no desk has more
SUMMARY = "核对说明"  # the sheet of the workbook that we gave out


class TooLong(Refused):
    """More rows than a desk has officers or values."""

    def __init__(self) -> None:
        super().__init__(
            f"这份表超过{MOST_ROWS:,}行，不像人员岗位表或参数取值表；请核对文件，或分次导入。",
            f"This list has more than {MOST_ROWS:,} rows: is it the right one? If so, divide it.",
        )


@dataclass(frozen=True)
class Line:
    """One row of a list: where it stands, all its cells, and what stands under each column, blank where nothing."""

    place: Place
    cells: Sequence[str]
    said: Mapping[str, str]
    fault: Told | None = None  # why it could not be split into cells


@dataclass
class Listed:
    """One sheet: the rows at its top, where its header stands and what is under which column, and its lines."""

    place: Place
    head: Sequence[Row]
    header_row: int = 0  # nothing here is such a list
    header: Sequence[str | None] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    problem: Problem | None = None  # why it is not read


def read(table: Table, given: Given) -> tuple[list[Listed], list[Problem]]:
    """Return the sheets of what was given, and what is said of files that could not be opened; raise TooLong."""
    with room() as scratch, duckdb.connect() as con:
        opened = open_file if given.path.is_file() else open_folder
        inbox = opened(
            con, given.path, month=given.month, scratch=scratch, region=given.by.region.code, mending=given.mending
        )
        grids = {place: grid for place, grid in given.mending.grids.items() if place.sheet != SUMMARY}
        sheets = [_sheet(table, place, grid) for place, grid in grids.items()]
    seen = {(place.path, place.sheet) for place in given.mending.grids}
    told = [one for one in inbox.problems if (one.place.path, one.place.sheet) not in seen]
    return sheets, told


def lines(table: Table, given: Given) -> list[Line]:
    """Return the lines of all sheets that hold such a list."""
    return [line for sheet in read(table, given)[0] for line in sheet.lines]


def _sheet(table: Table, place: Place, grid: Grid) -> Listed:
    head = grid.head()
    found = header_in(table, head)
    if found is None:
        return Listed(place, head, problem=Unopened("unknown_table").at(place))
    row, columns = found
    lacking = [one for one in table.required if one.name not in columns]
    if lacking:
        wanted = {
            "columns": "、".join(one.headers[0] for one in lacking),
            "columns_en": ", ".join(o.name for o in lacking),
        }
        why = Unopened("missing_columns", table=table.title, table_en=table.title_en, **wanted).at(place)
        return Listed(place, head, row.row_no, row.cells, columns, problem=why)
    return Listed(place, head, row.row_no, row.cells, columns, list(_lines(place, grid, row, columns)))


def _lines(place: Place, grid: Grid, header: Row, columns: Mapping[str, int]) -> Iterator[Line]:
    """Yield the rows below the header that say anything under one of its columns."""
    count, width = 0, len(header.cells)
    for chunk in grid.chunks(header.row_no, width):
        broken = chunk.broken.to_pylist() if chunk.broken is not None else []
        rows = zip(*(cells.to_pylist() for cells in chunk.cells), strict=True)
        for row_no, cells, why in zip_longest(chunk.row_no.to_pylist(), rows, broken):
            here, texts = place.at(row=row_no), [plain(cell) for cell in cells or ()]
            said = {name: texts[at] if at < len(texts) else "" for name, at in columns.items()}
            fault = _fault(here, why, header) if why else None
            if fault or any(said.values()):
                count += 1
                yield Line(here, texts, said, fault)
            if count > MOST_ROWS:
                raise TooLong


def _fault(place: Place, why: str, header: Row) -> Told:
    """Return why a row is no row; one with a formula that was never computed lacks what stands under its header."""
    code, _, where = why.partition(" ")
    if code == "formula":
        at = int(where.split(",")[0])
        said = formula_fault(plain(header.cells[at]) if at < len(header.cells) else "")
    else:
        said = row_fault(why)
    return Told(place, said.code, said.zh, said.en, is_blocking=True)
