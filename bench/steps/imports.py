"""
The import centre measured: a register of 5,000 lines dropped, mended and taken in, at a desk of its own.

`python bench/steps/imports.py` writes `results/imports.md`; with `--lines 500` it measures so many and writes nothing.
"""

# ruff: noqa: PLC0415 -- what needs a desk is imported once it is open

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

BENCH = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BENCH))

from _measured import cores, processor  # noqa: E402

from mingbai.config.desk import open_desk  # noqa: E402

LINES = 5_000
EVERY = 50  # one line in so many has an amount that nobody can read
GOAL_LOOK_S, GOAL_ALL_S = 3, 10
HEAD = "| step | seconds | CPU here | CPU of the server, all its processes |\n|---|---:|---:|---:|\n"


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=0)
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    told = measured(asked.lines or LINES)
    if asked.lines:
        print(told)
        return
    page = f"""# Lists taken in by screen

Made by `python bench/steps/imports.py` on {date.today().isoformat()}: {LINES:,} lines in a workbook, of which
{LINES // EVERY} are wrong. Goals: the first faults in {GOAL_LOOK_S} s, looked at and taken in within {GOAL_ALL_S} s.
{processor()}, {cores()} cores, load {load:.0f} when it began; where others were at work on them, read the CPU.

{told}"""
    (BENCH / "results" / "imports.md").write_text(page, encoding="utf-8")
    print(page)


def measured(lines: int) -> str:
    """Return what each step took, as rows of a table."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the account that runs the database must reach what lies in it
        os.environ["MINGBAI_DATA"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        with open_desk():
            return HEAD + "".join(_steps(lines))


def _steps(lines: int) -> list[str]:
    from mingbai.awards.tests.cases import office
    from mingbai.awards.tests.test_stock import OCTOBER
    from mingbai.config.guards import NATION, scope
    from mingbai.imports import actions
    from mingbai.imports.queries import seen, upload_of

    told: list[str] = []
    with scope(NATION):
        town = office()
        by, at, kept = town.bureau.handler, town.at, {}
        files = [("审批台账.xlsx", _register(lines))]
        kept["first"] = _timed(told, "look", lambda: actions.drop(files=files, month=OCTOBER, by=by, at=at))
        looked = seen(upload_of(kept["first"]))
        assert looked is not None
        assert looked.counts["failed"] == -(-lines // EVERY), looked.counts
        some = {(one.file, one.sheet): {one.row: {one.column: "460.00"}} for one in looked.findings if one.row}
        _timed(told, "mend a cell, look again", lambda: actions.mend(upload_id=kept["first"], cells=some, by=by, at=at))
        _timed(told, "take the good rows in", lambda: actions.take(upload_id=kept["first"], partly=True, by=by, at=at))
    return told


def _timed(told: list[str], name: str, do: Callable[[], Any]) -> Any:
    from steps.receipts_month import server_s

    began, here, there = time.perf_counter(), time.process_time(), server_s()
    done = do()
    used = time.perf_counter() - began, time.process_time() - here, server_s() - there
    told.append(f"| {name} | {used[0]:.1f} | {used[1]:.1f} | {used[2]:.1f} |\n")
    return done


def _register(lines: int) -> bytes:
    from mingbai.awards.tests.test_stock import dibao
    from mingbai.people.tests.families import id_number

    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("审批台账")
        for number in range(lines):
            serial, name = (
                id_number(number % 999, born=f"{1950 + number // 999}0101"),
                f"赵{chr(0x4E00 + number % 3000)}",
            )
            row = dibao(
                救助证号=f"Z{number}", 家庭编号=f"H{number}", 户主身份证号=serial, 户主姓名=name, 户名=name,
                银行账号=f"1234567{number:07d}", 保障人数="1", 家庭年收入="1200.00",
                核定金额="460.00" if number % EVERY else "四百六",
            )  # fmt: skip
            if not number:
                sheet.write_row(0, 0, list(row))
            sheet.write_row(number + 1, 0, list(row.values()))
    return made.getvalue()


if __name__ == "__main__":
    main()
