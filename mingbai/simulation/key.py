"""The answer key: what must be found, what must be left alone, and the money at stake."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path


class Expectation(StrEnum):
    """What a check ought to say about one subject under one rule."""

    FIND = "find"
    LEAVE = "leave"  # an alarm here is a false alarm
    MAY = "may"  # a side effect that either answer is right about


@dataclass(frozen=True)
class Expected:
    """One line of the key. `subject_id` may name several subjects, `a|b`: any of them will do."""

    rule_id: str
    subject_table: str
    subject_id: str
    expectation: str
    at_stake_fen: int | None  # None where no single sum is right
    story: str
    story_en: str

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return the subjects of which any will do, each in one form."""
        return tuple(one_form(subject) for subject in self.subject_id.split("|"))


HEADER = [column.name for column in fields(Expected)]
TOWNSHIP = re.compile(r"^(\d{9})000$")
MONTH_WITH_DAY = re.compile(r"^(\d{4}-\d{2})-01(?=/)")


def one_form(subject: str) -> str:
    """Return a subject in one form: its month written 2026-10, a township's code without the zeros of a village."""
    return TOWNSHIP.sub(r"\1", MONTH_WITH_DAY.sub(r"\1", subject.strip()))


def write_key(rows: Iterable[Expected], path: Path) -> int:
    """Write the key sorted by rule and subject (UTF-8 with BOM, so that a spreadsheet opens it); return its length."""
    ordered = sorted(rows, key=lambda row: (row.rule_id, row.subject_id, row.expectation))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(["" if value is None else value for value in astuple(row)] for row in ordered)
    return len(ordered)


def read_key(path: Path) -> Iterator[Expected]:
    """Yield the lines of a key."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            stake = row["at_stake_fen"]
            yield Expected(**{**row, "at_stake_fen": int(stake) if stake else None})  # type: ignore[arg-type]
