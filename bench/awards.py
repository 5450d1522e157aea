"""
Awards measured: an opening stock taken in, reckoned, reviewed, confirmed; a month's lines, the lists for the rules.

`python bench/awards.py` makes a county, takes it in at a desk of its own and writes `results/awards-county.md`;
`python bench/awards.py prefecture` measures 131,072 lines.
"""

import os
import resource
import sys
import tempfile
from datetime import date
from pathlib import Path

from _measured import cores, processor

from mingbai.config.desk import open_desk
from mingbai.kernel.month import Month
from mingbai.simulation.simulate import Order, simulate
from mingbai.simulation.sizes import SIZES, Size

RESULTS = Path(__file__).parent / "results"
MONTH = Month(2026, 10)
PREFECTURE = Size("prefecture", 9, 15, 14_564, 0.7, 0.1, "csv", 9)  # 131,076 roster lines


def main(name: str) -> None:
    """Measure in a database that is gone afterwards."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder) / "place"
        simulate(Order(PREFECTURE if name == PREFECTURE.name else SIZES[name], 1, MONTH), place)
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            from steps.awards_stock import steps  # noqa: PLC0415 - Django must know where its tables are first

            rows = "\n".join(
                f"| {step.name} | {step.count:,} | {step.seconds:.2f} | {step.cpu_seconds:.2f} |"
                for step in steps(place / "files", MONTH)
            )
    most_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    page = f"""# Awards

Made by `python bench/awards.py {name}` on {date.today().isoformat()}; {processor()}, {cores()} cores, load before
{load:.1f}, at most {most_mb:,} MB. Seconds by the clock, and of this process's CPU; what PostgreSQL used is in the
clock only.

| what | how many | seconds | CPU here |
|---|---:|---:|---:|
{rows}
"""
    (RESULTS / f"awards-{name}.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "county")
