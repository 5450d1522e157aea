"""Receipts as tables (xlsx, xls, csv) with the headers of the bank payment list, read as users' files are."""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import SEEK_END
from pathlib import Path
from typing import Any

import duckdb

from mingbai.files.arrival.kind import What, what_is
from mingbai.files.grids.decoding import encoding_of
from mingbai.files.grids.delimited import DelimitedGrid
from mingbai.files.grids.grid import NUMERIC, SEPARATOR
from mingbai.files.inbox import Inbox
from mingbai.files.part import Part
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.kernel.money import parse_yuan
from mingbai.kernel.month import Month
from mingbai.kernel.unreadable import Unreadable
from mingbai.receipts.profiles import status, totals
from mingbai.receipts.profiles.entry import Entry, Statement, Status
from mingbai.receipts.profiles.plain import AT_ONCE, NotPlain, plain_columns
from mingbai.receipts.profiles.refused import NotWhole
from mingbai.receipts.profiles.status import Statuses
from mingbai.receipts.profiles.whole_lists import opened, require_list, require_whole

NAME = "sheet"
TABLE = TABLES["payments"]
STATES = {state.value: state for state in Status}
OURS = frozenset({"付款编号", "指令编号", "业务参考号", "端到端标识", "endtoendid", "end_to_end_id"})
COLUMNS = (
    "bank_ref", "status", "amount_fen", "paid_on", "returned_on", "account_no", "payee_name", "payee_id", "month",
    "programme", "purpose", "reason",
)  # fmt: skip
SUM = re.compile(r"合\s*计|总\s*[计额数]|(?i:total)")
TAIL_BYTES, MOST_BELOW = 8_192, 6  # where a total stands: near the end


def read(path: Path, name: str = "", statuses: Statuses = status.WORDS) -> list[Statement]:
    """
    Return what one file holds as one statement; raise FileRefused for any row or total that cannot be relied on.

    `name` is what the sender called the file. A row no reader would take in costs the whole file: the bank sends it
    again, and nobody has to remember which half was counted.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with opened(path, name) as (con, inbox):
        entries = _read_plain(con, inbox) or _read_with_care(inbox, statuses)
        if what_is(path) is What.TEXT:
            _ends_with_its_total(path, entries)
    return [totals.whole(f"{NAME}-{digest[:16]}", NAME, digest, told_apart(entries))]


def _read_plain(con: duckdb.DuckDBPyConnection, inbox: Inbox) -> list[Entry]:
    """Return the rows of a list in which every cell is plain; nothing where one is not, or no row."""
    try:
        parts = inbox.parts_of(TABLE.name)
        entries = [
            entry for part in parts for run in plain_columns(con, part, COLUMNS) for entry in _entries(part, run)
        ]
    except NotPlain:
        return []
    if entries:
        require_list(inbox, TABLE.name)
    return entries


def _read_with_care(inbox: Inbox, statuses: Statuses) -> list[Entry]:
    """Return the rows of a list, whatever stands in its cells; raise FileRefused for those that cannot be read."""
    parts = inbox.parts_of(TABLE.name)
    with duckdb.connect() as con:  # where nobody else has tables
        if parts:
            con.execute(f"CREATE TABLE typed AS {typed_select(TABLE, parts)}")  # typed once, asked three times
            _statuses_known(con, parts, statuses)
        require_whole(con, inbox, TABLE.name, refused="FROM typed")
        return [entry for part in parts for run in _typed_columns(con, part) for entry in _entries(part, run)]


def _ends_with_its_total(path: Path, entries: Sequence[Entry]) -> None:
    """Raise NotWhole unless the last line states the sum of all rows: nothing else tells that a text is not cut."""
    total_fen = sum(entry.amount_fen or 0 for entry in entries)
    if not any(SUM.search(line[0]) and total_fen in map(_fen, line) for line in _last_lines(path)):
        raise NotWhole(
            f"文本文件须以“合计”行结束，写明全部{len(entries)}笔的合计金额，否则看不出是否被截断",
            f"a text must end with a total (合计) of its {len(entries)} rows, or nobody can tell whether it was cut",
        )


def _last_lines(path: Path) -> Iterator[list[str]]:
    """Yield the cells that are filled of the last lines: below a total stand who made the list, and when."""
    encoding, _ = encoding_of(path)
    with path.open("rb") as file:
        file.seek(max(file.seek(0, SEEK_END) - TAIL_BYTES, 0))
        lines = file.read().decode(encoding, "replace").splitlines()[-MOST_BELOW:]
    for cells in csv.reader(lines, delimiter=DelimitedGrid(path).delimiter[0]):
        if filled := [cell.strip(" !\t") for cell in cells if cell.strip(" !\t")]:
            yield filled


def _fen(cell: str) -> int | None:
    try:
        return parse_yuan(cell.lstrip(NUMERIC))
    except Unreadable:
        return None


def _statuses_known(con: duckdb.DuckDBPyConnection, parts: Sequence[Part], statuses: Statuses) -> None:
    """Raise UnknownStatus where a row says a word no map knows: before it is called unreadable."""
    words: list[str] = []
    for part in parts:
        found = con.execute(
            f"SELECT trim(raw.status) FROM ({part.select}) AS raw JOIN typed AS told USING (source, row_no) "
            "WHERE told.status IS NULL AND trim(raw.status) <> ''"
        ).fetchall()
        words += [str(word).lstrip(NUMERIC) for (word,) in found]
    status.known(NAME, statuses, words)


def _typed_columns(con: duckdb.DuckDBPyConnection, part: Part) -> Iterator[list[Sequence[Any]]]:
    """Yield the columns of a part and the cells of no column, run of rows after run, in the order of the file."""
    columns = ", ".join(f"told.{name}" for name in COLUMNS)
    rows = con.execute(
        f"SELECT {columns}, raw.rest FROM ({part.select}) AS raw JOIN typed AS told USING (source, row_no) "
        "ORDER BY row_no"
    )
    while some := rows.fetchmany(AT_ONCE):
        yield list(zip(*some, strict=True))


def _entries(part: Part, run: Sequence[Sequence[Any]]) -> Iterator[Entry]:
    """Return the entries of a run of rows."""
    place = _place_of_ours(part)
    *columns, rest = run
    return map(_entry, (_cell(cells, place) for cells in rest), *columns)


def _entry(
    end_to_end_id: str, reference: str, word: str, fen: int, paid_on: date | None, returned_on: date | None,
    account: str, name: str, payee_id: str | None, month: date | None, programme: str | None, purpose: str | None,
    reason: str | None,
) -> Entry:  # fmt: skip
    state = STATES[word]
    return Entry(
        reference=reference,
        status=state,
        amount_fen=fen,
        paid_on=returned_on if state is Status.RETURNED and returned_on else paid_on,
        account=account,
        name=name,
        end_to_end_id=end_to_end_id,
        payee_id=payee_id or "",
        month=_month(month) if month else None,
        programme=programme or "",
        purpose=purpose or "",
        reason=reason or "",
    )


@lru_cache(maxsize=1_024)
def _month(first_on: date) -> Month:
    return Month.parse(first_on)


def _place_of_ours(part: Part) -> int | None:
    """Return where our own number stands among the cells that belong to no column, None where nowhere."""
    taken = {entry.position for entry in part.mapping}
    others = [header for place, header in enumerate(part.header) if place not in taken]
    named = ("".join((header or "").split()).lower() for header in others)
    return next((place for place, header in enumerate(named) if header in OURS), None)


def _cell(rest: str | None, place: int | None) -> str:
    cells = rest.split(SEPARATOR) if rest else []
    return cells[place].lstrip(NUMERIC).strip() if place is not None and place < len(cells) else ""


def told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries with references of their own where banks write one number on a whole batch."""
    if len({entry.reference for entry in entries}) == len(entries):
        return list(entries)
    shared = Counter(entry.reference for entry in dict.fromkeys(entries))
    return [
        replace(entry, reference=f"{entry.reference}/{entry.end_to_end_id or entry.account[-4:]}/{entry.status}")
        if shared[entry.reference] > 1
        else entry
        for entry in entries
    ]
