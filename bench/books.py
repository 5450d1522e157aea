"""
The books measured: a whole roster instructed and settled, each as one statement, with its evidence.

`python bench/books.py` posts 100,000 payments in a database of its own and writes `results/books.json` and
`results/books.md`; `python bench/books.py 1000` shows the figures of a smaller roster and writes nothing.
"""

import json
import os
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from _measured import cores, processor

from mingbai.config.desk import open_desk

RESULTS = Path(__file__).parent / "results"
ROSTER, GOAL_S = 100_000, 15


def page(told: dict[str, Any]) -> str:
    """Return the figures as a page."""
    rows = "\n".join(
        f"| {step['name']} | {step['entries']:,} | {step['seconds']:.2f} | {step['entries'] / step['seconds']:,.0f} |"
        for step in told["steps"]
    )
    return f"""# The books measured

Made by `./dev bench books`: {told["lines"]:,} payments, each held when the file leaves and settled when its receipt
comes; a roster is one statement, and one voucher in the evidence. The goal is {GOAL_S} s for both. It took
{told["seconds"]:.1f} s.

{told["machine"]}

| step | entries | seconds | entries a second |
|---|---:|---:|---:|
{rows}
"""


def main(lines: int) -> None:
    """Measure in a database that is gone afterwards."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["MINGBAI_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            from django.db import connection  # noqa: PLC0415
            from steps.books_month import month  # noqa: PLC0415 - Django must know where its tables are first

            steps = month(lines)
            with connection.cursor() as cursor:
                cursor.execute("SHOW server_version")
                (server,) = cursor.fetchone() or ("",)
    machine = (
        f"{processor()}, {cores()} cores; PostgreSQL {server}, psycopg {version('psycopg')}; load before {load:.1f}"
    )
    seconds = round(steps[0].seconds + steps[1].seconds, 2)
    told = {"lines": lines, "seconds": seconds, "machine": machine, "steps": [vars(step) for step in steps]}
    if lines == ROSTER:
        (RESULTS / "books.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (RESULTS / "books.md").write_text(page(told), encoding="utf-8")
    print(page(told))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROSTER)
