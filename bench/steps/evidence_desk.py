"""The evidence of a desk by size: acts recorded in an embedded database, placed, published, replayed and proved."""

# ruff: noqa: PLC0415 -- the desk must be open before its tables are read
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from mingbai.config.desk import open_desk

LOT = 100_000
TAMPERED_ACTS = 40
COLUMNS = {  # table → its key and the columns that say anything
    "evidence_act": ("id", "type subject by post organisation at fund region programme month digest commitments"),
    "evidence_leaf": ("index", "act_id hash"),
    "evidence_checkpoint": ("size", "root frontier note"),
    "evidence_recordkey": ("act_id", "sealed"),
    "samples_payment": ("id", "region month name fen"),
}
CHANGES = {  # type of a column → what one changed bit, character or unit makes of it; %s is a random number
    "bytea": "set_bit({0}, %s %% (8 * length({0})), 1 - get_bit({0}, %s %% (8 * length({0}))))",
    "text": "overlay({0} placing chr(1 + ascii(substr({0} || ' ', 1 + %s %% (1 + length({0})))) ) "
    "from 1 + %s %% (1 + length({0})))",
    "bigint": "{0} # (1::bigint << (%s %% 20)) + 0 * %s",
    "date": "{0} + 1 + %s %% 99 + 0 * %s",
    "timestamp with time zone": "{0} + (1 + %s %% 99) * interval '1 microsecond' + %s * interval '0'",
}
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def measure(figures: Any, count: int) -> None:
    """Record `count` payments in lots, then replay all and prove some; figures as `bench/evidence.py` keeps them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the account that runs the database must reach what lies in it
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        with open_desk():
            from steps.receipts_month import server_s

            from mingbai.evidence.installation import installed_policy, installed_ring, log_files
            from mingbai.evidence.proving import proof_of
            from mingbai.evidence.tests.town import Payment
            from mingbai.evidence.verifying import verify

            figures.server_s = server_s
            _make_table(Payment)
            for begin in range(0, count, LOT):
                _lot(figures, Payment, min(LOT, count - begin), begin == 0 or begin + LOT >= count)
            with figures.timed(f"desk: verifying {count:,} acts, their rows, checkpoints and files", count):
                verdict = verify(policy=installed_policy(), ring=installed_ring(), storage=log_files())
            assert verdict.fault is None, verdict.fault.en
            assert (verdict.leaves, verdict.rows) == (count, count)

            def prove(index: int) -> None:
                subject = f"samples.payment/{index + 1}"
                proof_of(subject, fields=["fen"], storage=log_files(), policy=installed_policy(), ring=installed_ring())

            figures.server_s = None
            from evidence import proofs

            proofs(figures, f"desk: one proof with one field opened, of {count:,}", count, prove)


def _lot(figures: Any, model: Any, count: int, told: bool) -> None:
    """Write and record a lot of payments as one transaction, give it its places, publish it."""
    from django.db import transaction

    from mingbai.evidence.actions import record
    from mingbai.evidence.installation import log_files, log_key
    from mingbai.evidence.publishing import publish
    from mingbai.evidence.sequencer import append_all

    keeps = figures if told else type(figures)(shown=False)
    with transaction.atomic():
        with keeps.timed(f"desk: writing {count:,} rows", count):
            rows = model.objects.bulk_create(
                [model(region="370830", month=NOW.date(), name=f"某{n}", fen=n) for n in range(count)], batch_size=5_000
            )
        with keeps.timed(f"desk: recording {count:,} acts in the same transaction", count):
            record(type="samples.paid", rows=rows, by=7, at=NOW)
    with keeps.timed(f"desk: giving {count:,} acts their places, with signed checkpoints", count):
        append_all(key=log_key())
    with keeps.timed(f"desk: publishing {count:,} leaves as files", count):
        publish(log_files())


def _make_table(model: Any) -> None:
    from django.apps import apps
    from django.db import connections

    from mingbai.config.guards.apply import apply_guards
    from mingbai.evidence.kept import evidenced

    with connections["owner"].schema_editor() as editor:
        editor.create_model(model)
    apply_guards(connections["default"].settings_dict["USER"], [*apps.get_models(), model])
    evidenced("region", "month", "name", "fen", region="region", month="month")(model)


def tamper(figures: Any, count: int) -> int:
    """Change one value at a time in the tables of a small log, as an administrator can; return how many were found."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        with open_desk():
            from django.db import connections

            from mingbai.evidence.installation import installed_policy, installed_ring, log_files
            from mingbai.evidence.tests.town import Payment
            from mingbai.evidence.verifying import verify

            _make_table(Payment)
            for _ in range(2):
                _lot(figures, Payment, TAMPERED_ACTS // 2, told=False)
            chance, found, began = random.Random(1), 0, time.perf_counter()
            for _ in range(count):
                with _changed(connections["owner"], chance):
                    verdict = verify(policy=installed_policy(), ring=installed_ring(), storage=log_files())
                found += verdict.fault is not None
            took = time.perf_counter() - began
            assert verify(policy=installed_policy(), ring=installed_ring(), storage=log_files()).fault is None
    figures.add("desk: one value changed anywhere in the tables", f"{found:,} of {count:,} found, {took:.0f} s")
    return found


@contextmanager
def _changed(owner: Any, chance: random.Random) -> Iterator[None]:
    """Change one value somewhere, and change it back."""
    with owner.cursor() as cursor:
        for table in COLUMNS:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        while True:
            table = chance.choice(list(COLUMNS))
            key, names = COLUMNS[table]
            column, number = chance.choice(names.split()), chance.randrange(1 << 16)
            cursor.execute(f'SELECT "{key}", "{column}", pg_typeof("{column}")::text FROM {table} ORDER BY 1')
            rows = cursor.fetchall()
            at, before, kind = chance.choice(rows)
            value = CHANGES["text" if kind == "character varying" else kind].format(f'"{column}"')
            with suppress(DatabaseError):  # what a constraint refuses changes nothing: try elsewhere
                cursor.execute(
                    f'UPDATE {table} SET "{column}" = {value} WHERE "{key}" = %s RETURNING "{column}"',
                    [number, number, at],
                )
                if cursor.fetchone()[0] != before:
                    break
        yield
        cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE "{key}" = %s', [before, at])
