"""The evidence of a desk by size: acts recorded in an embedded database, placed, published, replayed and proved."""

# ruff: noqa: PLC0415 -- the desk must be open before its tables are read
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mingbai.config.desk import open_desk

LOT = 100_000
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def measure(figures: Any, count: int) -> None:
    """Record `count` payments in lots, then replay all and prove some; figures as `bench/evidence.py` keeps them."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the account that runs the database must reach what lies in it
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        with open_desk():
            from mingbai.evidence.installation import installed_policy, installed_ring, log_files
            from mingbai.evidence.proving import proof_of
            from mingbai.evidence.tests.town import Payment
            from mingbai.evidence.verifying import verify

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

            from evidence import proofs

            proofs(figures, f"desk: one proof with one field opened, of {count:,}", count, prove)


def _lot(figures: Any, model: Any, count: int, told: bool) -> None:
    """Write and record a lot of payments as one transaction, give it its places, publish it."""
    from django.db import transaction

    from mingbai.evidence.actions import record
    from mingbai.evidence.installation import log_files, log_key
    from mingbai.evidence.publishing import publish
    from mingbai.evidence.sequencer import append_all

    quiet = type(figures)()
    keeps = figures if told else quiet
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
