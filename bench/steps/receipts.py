"""
Receipts measured: a month's bank files read, matched with roster and appropriation, settled, and the month closed.

`python bench/steps/receipts.py [--lines 131072] [--profile camt.054]` works at a desk of its own, gone afterwards, and
writes `results/receipts.md`; with fewer lines, or another profile, it shows the figures and writes nothing.
"""

import argparse
import os
import resource
import sys
import tempfile
from datetime import date
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BENCH))

from _measured import cores, processor  # noqa: E402

from mingbai.config.desk import open_desk  # noqa: E402

LINES, PROFILE = 131_072, "camt.054"
GOALS_S = {"read": 8, "match": 8, "close": 4}


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--profile", default=PROFILE, choices=("camt.054", "csv", "xlsx", "nested", "every"))
    parser.add_argument("--files", type=int, default=1)
    asked, load = parser.parse_args(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the account that runs the database must reach what lies in it
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            from steps.receipts_month import sent  # noqa: PLC0415 (the desk is open now)

            month = sent(asked.lines, asked.profile, asked.files, Path(folder))
            size = sum(path.stat().st_size for path in month.paths)
            rows = month.steps()
    table = "\n".join(f"| {row['name']} | {row['seconds']} | {row['cpu_s']} | {row['server_s']} |" for row in rows)
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    page = f"""# A month's receipts

Made by `python bench/steps/receipts.py` on {date.today().isoformat()}: {asked.lines:,} lines in one file of
{asked.profile} ({size / 1_000_000:.0f} MB), all of them right. Goals: read in {GOALS_S["read"]} s, matched in
{GOALS_S["match"]} s, closed in {GOALS_S["close"]} s. {processor()}, {cores()} cores; load before {load:.1f}, so read
the CPU. Highest memory of the process {peak_mib:,} MiB.

| step | seconds | CPU here | CPU of the server, all its processes |
|---|---:|---:|---:|
{table}
"""
    if asked.lines == LINES and asked.profile == PROFILE:
        (BENCH / "results" / "receipts.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
