"""
Payments measured: a roster from released lines to sent and answered files; and tries to pay a line twice, all at once.

`python bench/payments.py` pays 100,000 lines and makes 100,000 tries in a database of its own, and writes
`results/payments.json` and `results/payments.md`; `python bench/payments.py 1000 500` shows the figures of smaller ones
and writes nothing.
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
LINES, TRIES, GOAL_S = 100_000, 100_000, 15


def page(told: dict[str, Any]) -> str:
    """Return the figures as a page."""
    rows = "\n".join(
        f"| {step['name']} | {step['seconds']:.2f} | {step['cpu_s']:.2f} | {step['server_s']:.2f} |"
        for step in told["steps"]
    )
    tries = "\n".join(
        f"| {name} | {count:,} | {told['succeeded'].get(name, 0)} |" for name, count in told["tries"].items()
    )
    return f"""# Payments measured

Made by `./dev bench payments`: {told["lines"]:,} released lines drafted, reserved, sealed as pain.001, logged, sent and
settled, one leaf of the evidence log for each. The goal is {GOAL_S} s from draft to sent.
It took {told["seconds"]:.1f} s by the clock and {told["cpu_s"]:.1f} s of CPU, Python's and the session's together.

{told["machine"]}

| step | seconds | CPU here | CPU of the session in PostgreSQL |
|---|---:|---:|---:|
{rows}

## Tries to pay twice

{told["workers"]} processes at once, in a random order, against lines that are on their way or have arrived.

| how | tries | paid twice |
|---|---:|---:|
{tries}

Afterwards: {told["audit"]}.
"""


def main(lines: int, tries: int) -> None:
    """Measure in a database that is gone afterwards."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the account that runs the database must reach what lies in it
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            from steps.payments_month import Month, tries_at_once, version_of_server  # noqa: PLC0415 (the desk is open now)

            month = Month(lines, Path(folder))
            steps = month.steps()
            found = tries_at_once(month, tries)
            server = version_of_server()
    paid = steps[:-1]
    told = {
        "lines": lines,
        "seconds": round(sum(step["seconds"] for step in paid), 2),
        "cpu_s": round(sum(step["cpu_s"] + step["server_s"] for step in paid), 2),
        "machine": f"{processor()}, {cores()} cores; PostgreSQL {server}, psycopg {version('psycopg')}; "
        f"load before {load:.1f}",
        "steps": steps,
        **found,
    }
    if lines == LINES and tries == TRIES:
        (RESULTS / "payments.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (RESULTS / "payments.md").write_text(page(told), encoding="utf-8")
    print(page(told))


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else LINES, given[1] if len(given) > 1 else TRIES)
