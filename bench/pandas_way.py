"""The same check with pandas, as a good analyst would write it: python bench/pandas_way.py SNAPSHOT --out FINDINGS.

It reads the frozen tables a check reads, whole tables in memory but only the columns it needs, and writes rule,
subject and money to Parquet. It writes no messages, evidence, report or workbook. `--compare FINDINGS.csv` proves
that it finds what `mingbai check` found, rule by rule. With `--month 2026-10` it starts where an analyst starts: from
the folder of files (plain csv or Parquet), which it types and puts beside each other itself.
"""

import argparse
import sys
import time
from pathlib import Path

import pandas as pd
from analyst import duplicates, insiders, payment, people, relief
from analyst.beside import FilesBook
from analyst.book import Book
from analyst.registers import Registers

from mingbai.kernel.month import Month

COVERED = (
    "RK-101", "RK-102", "RK-105", "RK-105b", "RK-107", "RK-108", "RK-108b", "RK-109", "RK-110", "RK-111", "RK-112",
    "RK-116", "RK-117", "RK-118", "RK-120", "RK-120b", "RK-122", "RK-123", "RK-201", "RK-202", "RK-203", "RK-204",
    "RK-205", "RK-206", "RK-207", "RK-208", "RK-209", "RK-211", "RK-301", "RK-302", "RK-303", "RK-306", "RK-307",
    "RK-308", "RK-310", "RK-311", "RK-312", "RK-313", "RK-317", "RK-318", "RK-319", "RK-320", "RK-405", "RK-501",
    "RK-503", "RK-801", "RK-802", "RK-803", "RK-804", "RK-805", "RK-902",
)  # fmt: skip
LEFT_OUT = {
    "RK-210": "two households at one address",
    "RK-212": "one person under two numbers, measured apart",
    "RK-305": "one proxy for many",
} | dict.fromkeys(("RK-601", "RK-602", "RK-603", "RK-604", "RK-605"), "comparison of townships")
RULES = (*people.RULES, *duplicates.RULES, *payment.RULES, *insiders.RULES, *relief.RULES)


def check(book: Book, *, timed: bool = False) -> pd.DataFrame:
    """Return the findings of a month, one per rule and subject: those two, and the money."""
    registers = Registers(book)
    found = []
    for rule in RULES:
        began = time.perf_counter()
        found.append(rule(book, registers))
        if timed:
            print(f"{rule.__name__:28} {time.perf_counter() - began:7.2f} s", file=sys.stderr)
    keys = ["rule_id", "subject_table", "subject_id"]
    every = pd.concat(found, ignore_index=True).sort_values([*keys, "amount_fen"], ascending=[True, True, True, False])
    return every.drop_duplicates(keys, ignore_index=True)


def compare(found: pd.DataFrame, file: Path) -> list[str]:
    """Return where the findings differ from those of `mingbai check`; nothing where they are the same."""
    theirs = pd.read_csv(file, dtype="string", encoding="utf-8-sig", keep_default_na=False)
    theirs = theirs[theirs["rule_id"].isin(COVERED)]
    theirs["subject_id"] = theirs["subject_id"].str.removeprefix("'")  # set before what a spreadsheet would run
    keys = ["rule_id", "subject_table", "subject_id"]
    ours = found.assign(amount_fen=found["amount_fen"].astype("string").fillna(""))
    both = ours.merge(theirs[[*keys, "amount_fen"]], how="outer", on=keys, suffixes=("", "_theirs"), indicator="where")
    said = []
    for rule, rows in both.groupby("rule_id", observed=True):
        alone, missing = (rows["where"] == "left_only").sum(), (rows["where"] == "right_only").sum()
        money = ((rows["where"] == "both") & (rows["amount_fen"] != rows["amount_fen_theirs"])).sum()
        if alone or missing or money:
            said.append(f"{rule}: {alone} found here only, {missing} by mingbai only, {money} with other money")
    return said


def main() -> None:
    """Check a frozen month and write what was found, or compare it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("month_at", type=Path, help="a month frozen by mingbai freeze, or the folder of its files")
    asked.add_argument("--month", help="of the files: 2026-10")
    asked.add_argument("--out", type=Path, help="where to write the findings (Parquet)")
    asked.add_argument("--compare", type=Path, metavar="FINDINGS.csv", help="what mingbai check found")
    asked.add_argument("--timed", action="store_true", help="say how long each step takes")
    given = asked.parse_args()
    began = time.perf_counter()
    book = FilesBook(given.month_at, Month.parse(given.month)) if given.month else Book(given.month_at)
    if given.timed:
        print(f"{'opening':28} {time.perf_counter() - began:7.2f} s", file=sys.stderr)
    found = check(book, timed=given.timed)
    if given.out:
        found.to_parquet(given.out, index=False)
    print(f"{len(found):,} findings of {found['rule_id'].nunique()} rules; left out: {', '.join(LEFT_OUT)}")
    if given.compare:
        differences = compare(found, given.compare)
        print(
            *differences or [f"the same as {given.compare.name}, rule by rule, subject by subject, to the fen"],
            sep="\n",
        )
        sys.exit(bool(differences))


if __name__ == "__main__":
    main()
