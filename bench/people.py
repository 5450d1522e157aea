"""
The library of people measured: an opening stock taken in, taken in again, confirmed; numbers opened and looked up.

`python bench/people.py` makes a county, takes it in at a desk of its own and writes `results/people.md`;
`python bench/people.py city` measures some 200,000 lines of approvals.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from _measured import cores, processor

from mingbai.config.desk import open_desk
from mingbai.kernel.month import Month
from mingbai.simulation.simulate import Order, simulate
from mingbai.simulation.sizes import SIZES

RESULTS = Path(__file__).parent / "results"
MONTH = Month(2026, 10)


def main(size: str) -> None:
    """Measure in a database that is gone afterwards."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder) / "place"
        simulate(Order(SIZES[size], 1, MONTH), place)
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            from steps.people_stock import steps  # noqa: PLC0415 - Django must know where its tables are first

            rows = "\n".join(
                f"| {step.name} | {step.count:,} | {step.seconds:.2f} | {step.cpu_seconds:.2f} |"
                for step in steps(place / "files", MONTH)
            )
    page = f"""# The library of people

Made by `python bench/people.py {size}` on {date.today().isoformat()}; {processor()}, {cores()} cores, load before
{load:.1f}. Seconds by the clock, and of this process's CPU; what PostgreSQL used is in the clock only.

| what | how many | seconds | CPU here |
|---|---:|---:|---:|
{rows}
"""
    (RESULTS / f"people-{size}.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "county")
