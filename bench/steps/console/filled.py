"""A desk with so many months in it: one worked through, the others copied from it by SQL, as its administrator."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import models
from django.utils.timezone import get_current_timezone
from steps import cycle

from mingbai.alerts import actions as alerts
from mingbai.cockpit.actions import reckon_due
from mingbai.config.desk import NAME
from mingbai.config.guards import scope
from mingbai.config.place import data_folder
from mingbai.config.postgres import hold
from mingbai.kernel.region import Region
from mingbai.prechecks.queries import latest_of_month

LAST = cycle.MONTH
COPIED = (  # what a month leaves, in the order in which one needs the other
    *("rosters.Minutes", "rosters.Roster", "rosters.RosterLine", "rosters.Departure", "rosters.VillageSignature"),
    *("prechecks.Check", "prechecks.CheckedRoster", "prechecks.Finding", "prechecks.Release"),
    *("payments.FundRequest", "payments.BankFile", "payments.Step", "payments.Payment", "payments.PaymentState"),
    *("receipts.Statement", "receipts.Entry", "receipts.Allotment", "receipts.Match", "receipts.Closing"),
    *("receipts.Signature", "alerts.Task", "alerts.TaskFinding"),
)
NUMBERED = {"line_id": "rosters.RosterLine", "finding_id": "prechecks.Finding"}  # numbers that are no foreign keys
CALLED = frozenset(  # each but once
    {
        *("rosters.Minutes.number", "payments.FundRequest.document", "payments.BankFile.message_id"),
        *("payments.Payment.end_to_end_id", "receipts.Statement.reference", "receipts.Entry.reference"),
        *("receipts.Entry.end_to_end_id", "alerts.Task.key"),
    }
)
APART = 10_000_000  # between the numbers of two months


def filled(folder: Path, lines: int, months: int) -> dict[str, float]:
    """Work one month of so many lines through, open its alerts, copy it to the months before; return seconds taken."""
    took = {}
    before, *_ = cycle.measured(folder, lines)
    took["the opening stock"] = before
    took["the month itself"] = timed(opened)
    with administrator() as admin:
        took["its copies"] = timed(lambda: copied(admin, months - 1))
        took["indexes and statistics"] = timed(lambda: admin.execute("ANALYZE"))
    took["the cockpit's sums"] = timed(lambda: reckon_due(at=now()))
    return took


def timed(act: Any) -> float:
    """Return how many seconds an act took."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def now() -> datetime:
    """Return the moment after the month that was worked through."""
    return datetime(LAST.year, LAST.month, 28, 9, tzinfo=get_current_timezone())


def opened() -> None:
    """Open alerts for what the month's check found."""
    with administrator() as admin:
        ((county,),) = admin.execute("SELECT DISTINCT left(region, 6) FROM rosters_roster").fetchall()
    with scope(Region(county)):
        check = latest_of_month(Region(county), LAST)
        assert check is not None
        alerts.open_from_check(check_id=check, at=now())


@contextmanager
def administrator() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect as the database's administrator, whom neither triggers nor row-level security stop."""
    with hold(data_folder() / "postgres") as server, psycopg.connect(server.address(NAME), autocommit=True) as admin:
        yield admin


def copied(admin: psycopg.Connection[tuple[Any, ...]], months: int) -> None:
    """Copy what the month left to so many months before it, in sets; what guards the tables sleeps meanwhile."""
    admin.execute("SET synchronous_commit = off")
    for model in map(apps.get_model, COPIED):
        table = model._meta.db_table
        indexes = dropped(admin, table)
        admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        admin.execute(statement(model), [months])
        for index in indexes:
            admin.execute(index)
        admin.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
        print(table, flush=True)


def dropped(admin: psycopg.Connection[tuple[Any, ...]], table: str) -> Sequence[str]:
    """Drop the indexes of a table that no constraint rests on; return how they are made again."""
    found = admin.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)",
        [table],
    ).fetchall()
    for name, _ in found:
        admin.execute(f"DROP INDEX {name}")
    return [made for _, made in found]


def statement(model: type[models.Model]) -> str:
    """Return the statement that copies a table's rows to the months before."""
    fields = list(model._meta.concrete_fields)
    names = ", ".join(f'"{field.column}"' for field in fields)
    said = ", ".join(map(shifted, fields))
    table = model._meta.db_table
    return f"INSERT INTO {table} ({names}) SELECT {said} FROM {table}, generate_series(1, %s) AS months (back)"


def shifted(field: Any) -> str:
    """Return what a column of a copy holds: its day so many months earlier, its number so far apart."""
    column = f'"{field.column}"'
    kind = field.related_model._meta.label if field.related_model else NUMBERED.get(field.column, "")
    pointed = field.target_field if field.related_model else field
    if field.primary_key or kind in COPIED:
        if isinstance(pointed, models.UUIDField):
            return f"md5({column} || '/' || back)::uuid"
        return f"{column} + back::bigint * {APART}"
    if isinstance(field, models.DateField):
        kind = "timestamptz" if isinstance(field, models.DateTimeField) else "date"
        return f"({column} - make_interval(months => back))::{kind}"
    if f"{field.model._meta.label}.{field.column}" in CALLED:
        return f"CASE {column} WHEN '' THEN '' ELSE right({column} || '-' || back, {field.max_length}) END"
    return column
