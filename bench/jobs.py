"""
Jobs and standards measured: how soon a job is done, how many, how soon a killed worker's is; a raise over many lines.

`python bench/jobs.py` works at a desk of its own, which is gone afterwards, and writes `results/jobs.md`.
"""

import os
import tempfile
from datetime import date
from pathlib import Path

from _measured import cores, processor

from mingbai.config.desk import open_desk

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Measure, and write the page."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["MINGBAI_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            from steps import jobs as steps  # noqa: PLC0415 - Django must know where its tables are first

            rows = [*steps.queue_measured(), *steps.parameters_measured(), *steps.raises_measured()]
    table = "\n".join(f"| {what} | {took} |" for what, took in rows)
    page = f"""# Jobs and standards

Made by `python bench/jobs.py` on {date.today().isoformat()}; {processor()}, {cores()} cores, load before {load:.1f}.
Seconds by the clock. A worker looks every 5 s for jobs that were left, and leaves one alone for its first 3 s.

| what | seconds |
|---|---|
{table}
"""
    (RESULTS / "jobs.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
