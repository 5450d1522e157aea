"""
Receipts measured: a month's bank files read, matched with roster and appropriation, settled, and the month closed.

`python bench/steps/receipts.py` measures every run of RUNS at a desk of its own, gone afterwards, and writes
`results/receipts.md`; with `--profile csv [--files 1] [--lines 131072]` it measures that alone and writes nothing.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BENCH))

from _measured import cores, processor  # noqa: E402

from mingbai.config.desk import open_desk  # noqa: E402

LINES = 131_072
RUNS = (("camt.054", 1), ("csv", 1), ("every", 112))  # a profile, in so many files; every profile by turns
GOALS_S = {"read": 8, "match": 8, "close": 4}
HEAD = """| step | seconds | CPU here | CPU of the server, all its processes |
|---|---:|---:|---:|"""


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--profile", default="", choices=("camt.054", "csv", "xlsx", "nested", "every"))
    parser.add_argument("--files", type=int, default=1)
    asked = parser.parse_args()
    if asked.profile:
        print(measured(asked.profile, asked.files, asked.lines))
        return
    page = f"""# A month's receipts

Made by `python bench/steps/receipts.py` on {date.today().isoformat()}: {LINES:,} lines, all of them right. Goals: read
in {GOALS_S["read"]} s, matched in {GOALS_S["match"]} s, closed in {GOALS_S["close"]} s. {processor()}, {cores()} cores;
where others were at work on them, read the CPU, which they make dearer.
"""
    for profile, files in RUNS:
        run = [sys.executable, __file__, "--profile", profile, "--files", str(files)]
        page += "\n" + subprocess.run(run, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    (BENCH / "results" / "receipts.md").write_text(page, encoding="utf-8")
    print(page)


def measured(profile: str, files: int, lines: int) -> str:
    """Return what a month took whose bank answers in a profile, in so many files."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the account that runs the database must reach what lies in it
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            from steps.receipts_month import sent  # noqa: PLC0415 (the desk is open now)

            month = sent(lines, profile, files, Path(folder))
            size = sum(path.stat().st_size for path in month.paths)
            rows = month.steps()
    table = "\n".join(f"| {row['name']} | {row['seconds']} | {row['cpu_s']} | {row['server_s']} |" for row in rows)
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = f"{len(month.paths)} files by turns in camt.054, csv, xlsx, zips" if profile == "every" else f"One {profile}"
    return f"""## {told}

{lines:,} lines, {size / 1_000_000:.0f} MB; load before {load:.1f}; highest memory of the process {peak_mib:,} MiB.

{HEAD}
{table}"""


if __name__ == "__main__":
    main()
