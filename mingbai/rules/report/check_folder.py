"""Checks a folder from the files to the outputs: read, freeze, check, add up, write; whole or not at all."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from mingbai.files.inbox import Inbox, open_folder
from mingbai.files.problems import Place, Problem
from mingbai.files.refusals import Refusal, refused_rows, value_notes
from mingbai.files.snapshot.of_inbox import freeze_inbox
from mingbai.files.snapshot.snapshot import Snapshot, is_snapshot, open_snapshot
from mingbai.files.tables import TABLES
from mingbai.files.writing import appearing_folder
from mingbai.kernel.month import Month
from mingbai.kernel.text import literal
from mingbai.policy.parameters import shipped
from mingbai.rules.catalogue import all_rules
from mingbai.rules.checking import Checked, check
from mingbai.rules.coverage import with_gaps_told_once
from mingbai.rules.report.mapping import mapping_lines
from mingbai.rules.report.outcome import FileRead, Intake, Outcome, outcome
from mingbai.rules.report.summary import as_text
from mingbai.rules.report.verdict import Code, Verdict, verdict
from mingbai.rules.report.write import MANIFEST, SUMMARY, write_outputs

MEMORY = "3GB"
MOST_REFUSED = 100_000  # rows of one list that rows-refused.xlsx holds
KEPT_REFUSED = 10_000
LINE_LISTS = ("approvals", "roster")

Tell = Callable[[str, str], None]  # one line in Chinese and English
Tick = Callable[[str, str, int, int], None]  # what, in both languages, how far, of how much


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    folder: Path
    out: Path
    month: Month | None  # None: that of the frozen month
    region: str | None = None
    as_of: date | None = None
    master: str | None = None  # a Spark cluster
    language: str = "zh"
    keep_snapshot: Path | None = None
    fuzzy: bool | None = None  # None: as the size of the month suggests


@dataclass(frozen=True)
class Done:
    """What came of it; without a result neither approvals nor a roster could be read."""

    verdict: Verdict
    summary: dict[str, Any]
    out: Path
    result: Outcome | None
    problems: tuple[Problem, ...]


class AnotherMonth(ValueError):
    """A frozen month is asked to be another month."""

    def __init__(self, frozen: Month, asked: Month) -> None:
        self.zh = f"这是{frozen}的冻结快照，不能按{asked}检查；请去掉--month或换一份快照。"
        self.en = (
            f"The snapshot is of {frozen} and cannot be checked as {asked}: leave --month out or name another one."
        )
        super().__init__(f"{self.zh} {self.en}")


def check_folder(order: Order, tell: Tell = lambda *_: None, tick: Tick = lambda *_: None) -> Done:
    """Return what a check of the folder came to, its outputs standing in `order.out`."""
    order.out.parent.mkdir(parents=True, exist_ok=True)
    with (
        appearing_folder(order.out) as partial,
        tempfile.TemporaryDirectory(prefix=f".{order.out.name}.", suffix=".work", dir=order.out.parent) as room,
        connected(Path(room)) as con,
    ):
        snapshot, inbox = _frozen(con, order, Path(room), tell, tick)
        if not snapshot.given & set(LINE_LISTS):
            return _nothing_to_check(snapshot, inbox, partial, order)
        checked = _checked(con, snapshot, order, Path(room) / "work", tick)
        intake = _intake(con, inbox, snapshot) if inbox else Intake()
        refusals = _refusals(con, inbox, snapshot, MOST_REFUSED) if inbox else ()
        result = outcome(con, checked, intake, language=order.language, region=order.region)
        found = verdict(result)
        told = write_outputs(
            con,
            result,
            found,
            partial,
            refusals=refusals,
            progress=lambda name: tick(f"写出 {name}", f"writing {name}", 0, 1),
        )
    return Done(found, told, order.out, result, intake.problems)


def connected(room: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that keeps within memory and spills into `room`."""
    con = duckdb.connect()
    con.execute(f"SET memory_limit = '{MEMORY}'")
    con.execute(f"SET temp_directory = {literal(str(room / 'spill'))}")
    con.execute("SET enable_progress_bar = false")
    return con


def _frozen(
    con: duckdb.DuckDBPyConnection, order: Order, room: Path, tell: Tell, tick: Tick
) -> tuple[Snapshot, Inbox | None]:
    """Return the frozen month, and the inbox it was made of unless it was frozen before."""
    if is_snapshot(order.folder):
        snapshot = open_snapshot(order.folder)
        if order.month not in (None, snapshot.month):
            raise AnotherMonth(snapshot.month, order.month or snapshot.month)
        tell(f"使用{snapshot.month}的冻结快照。", f"Using the frozen month {snapshot.month}.")
        return snapshot if order.as_of is None else replace(snapshot, as_of=order.as_of), None
    assert order.month is not None, "a folder of files needs a month"
    if order.keep_snapshot is None:
        into = room / "frozen"
        into.mkdir()
        return freeze_folder(con, order, into, room, tell, tick)
    with appearing_folder(order.keep_snapshot, mark="snapshot.json") as kept:
        snapshot, inbox = freeze_folder(con, order, kept, room, tell, tick)
    return replace(snapshot, path=order.keep_snapshot), inbox


def freeze_folder(
    con: duckdb.DuckDBPyConnection, order: Order, into: Path, room: Path, tell: Tell, tick: Tick
) -> tuple[Snapshot, Inbox]:
    """Return the month of a folder of files, frozen into `into`, and the inbox it was made of."""
    assert order.month is not None
    tell(f"正在读取“{order.folder}”……", f"Reading “{order.folder}” …")
    scratch = room / "read"
    scratch.mkdir()
    leave_out = tuple(path for path in (order.out, order.keep_snapshot, room, into) if path)

    def reading(number: int, of: int, place: Place, rows: int) -> None:
        read = (f"，已读 {rows:,} 行", f", {rows:,} rows so far") if rows else ("", "")
        tick(f"读取 {place.path}{read[0]}", f"reading {place.path}{read[1]}", number, of)

    inbox = open_folder(
        con,
        order.folder,
        month=order.month,
        scratch=scratch,
        region=order.region,
        leave_out=leave_out,
        progress=reading,
    )
    for line in mapping_lines(inbox):
        tell(*line)

    def freezing(name: str) -> None:
        listed = TABLES.get(name)
        tick(f"整理 {listed.title if listed else name}", f"laying out {listed.title_en if listed else name}", 0, 1)

    return freeze_inbox(con, inbox, month=order.month, into=into, as_of=order.as_of, progress=freezing), inbox


def _checked(con: duckdb.DuckDBPyConnection, snapshot: Snapshot, order: Order, work: Path, tick: Tick) -> Checked:
    work.mkdir()

    def checking(what: str, bucket: int, buckets: int) -> None:
        studied = not what.isdigit()
        tick(
            f"核对 {what}" if studied else "逐行核对",
            f"checking {what}" if studied else "checking line by line",
            bucket,
            buckets,
        )

    if order.master:  # which does not tell how far it is
        tick("在 Spark 集群上核对", "checking on the Spark cluster", 0, 1)
    checked = check(
        con,
        snapshot,
        all_rules(),
        shipped(),
        scratch=work,
        region=order.region,
        master=order.master,
        fuzzy=order.fuzzy,
        progress=checking,
    )
    return with_gaps_told_once(con, checked, work / "told.parquet")


def _intake(con: duckdb.DuckDBPyConnection, inbox: Inbox, snapshot: Snapshot) -> Intake:
    files = tuple(
        FileRead(inbox.sources[part.source].place.path, inbox.sources[part.source].place.sheet, part.table, part.rows)
        for part in inbox.parts
    )
    notes = [note for name in TABLES for note in value_notes(con, inbox, name)]
    refusals = tuple(islice(_refusals(con, inbox, snapshot, KEPT_REFUSED), KEPT_REFUSED))
    return Intake(files, (*inbox.problems, *notes), refusals, sum(snapshot.refused.values()))


def _refusals(con: duckdb.DuckDBPyConnection, inbox: Inbox, snapshot: Snapshot, most: int) -> Iterator[Refusal]:
    """Yield the refused rows of every list, list by list, as the freezing found them."""
    for name in TABLES:
        if snapshot.refused.get(name):
            file = snapshot.path / "refused" / f"{name}.parquet"
            told = f"SELECT source, row_no, refused FROM read_parquet({literal(str(file))})"
            yield from refused_rows(con, inbox, name, refused=told, most=most)


def _nothing_to_check(snapshot: Snapshot, inbox: Inbox | None, folder: Path, order: Order) -> Done:
    """Write what was read and why there is nothing to check; no report, which could be taken for a clean one."""
    problems = inbox.problems if inbox else ()
    found = Verdict((Code.NOTHING_TO_CHECK, *((Code.REFUSED,) if any(snapshot.refused.values()) else ())))
    told = {
        "month": str(snapshot.month),
        "exit": found.as_json(),
        "lists": {
            name: {"rows": snapshot.rows[name], "refused": snapshot.refused.get(name, 0)}
            for name in sorted(snapshot.rows)
        },
        "unread": [{"code": one.code, "place": one.place.path, "zh": one.zh, "en": one.en} for one in problems],
        "rows_refused": sum(snapshot.refused.values()),
    }
    (folder / SUMMARY).write_text(as_text(told), encoding="utf-8")
    (folder / MANIFEST).write_text(
        as_text({"made_by": "mingbai check", "outputs": {}, "inputs": snapshot.sources}), encoding="utf-8"
    )
    return Done(found, told, order.out, None, problems)
