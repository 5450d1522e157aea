"""
A whole month at the desk measured step by step: derive, check, release, pay, receipts, match, close, log.

`python bench/cycle.py [--lines 131072]` works at a desk of its own, gone afterwards, and writes `results/cycle.md`.
Filling the desk with as many awards comes before and is not part of the month.
"""

import argparse
import os
import tempfile
from datetime import date
from pathlib import Path

from _measured import cores, processor

from mingbai.config.desk import open_desk

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Measure, and write the page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lines", type=int, default=131_072)
    lines, load = arguments.parse_args().lines, os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["MINGBAI_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            from steps import cycle  # noqa: PLC0415 - Django must know where its tables are first

            before, rows, peak_mib, paid = cycle.measured(Path(folder), lines)
    every = [*rows, ("all", *(sum(column) for column in zip(*(row[1:] for row in rows), strict=True)))]
    table = "\n".join(
        f"| {what} | {seconds:.1f} | {here:.1f} | {server:.1f} |" for what, seconds, here, server in every
    )
    page = f"""# A month of {paid:,} lines at the desk

Made by `python bench/cycle.py --lines {lines}` on {date.today().isoformat()}; {processor()}, {cores()} cores, load
before {load:.1f}. Seconds by the clock, with PostgreSQL and four witnesses on the same cores; of CPU in this process
and in all of PostgreSQL. Highest memory of the process {peak_mib:,.0f} MiB. Filling the desk took {before:.0f} s
before.

| step | seconds | CPU here | CPU of PostgreSQL |
|---|---:|---:|---:|
{table}
"""
    (RESULTS / "cycle.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
