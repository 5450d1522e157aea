"""Freezes what an inbox holds."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from mingbai.files.inbox import Inbox
from mingbai.files.snapshot.freeze import Progress, freeze
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.files.snapshot.told import kept
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month

LINES = ("roster", "approvals", "payments")


def freeze_inbox(
    con: duckdb.DuckDBPyConnection,
    inbox: Inbox,
    *,
    month: Month,
    into: Path,
    as_of: date | None = None,
    progress: Progress = lambda _: None,
) -> Snapshot:
    """Return the frozen month made of an inbox in the empty folder `into`."""
    held = {name: inbox.parts_of(name) for name in TABLES}
    typed = {name: kept(TABLES[name], typed_select(TABLES[name], parts)) for name, parts in held.items() if parts}
    lines = max((sum(part.rows for part in held[name]) for name in LINES), default=0)
    return freeze(
        con, typed, month=month, into=into, lines=lines, sources=sources(inbox), as_of=as_of, progress=progress
    )


def sources(inbox: Inbox) -> list[dict[str, Any]]:
    """Return where every row can come from, by the number its rows carry."""
    return [
        {
            "file": source.place.path,
            "sheet": source.place.sheet or None,
            "sha256": source.sha256,
            "table": source.table,
            "as_of": source.as_of.isoformat() if source.as_of else None,
        }
        for source in inbox.sources
    ]
