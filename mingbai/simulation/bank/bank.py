"""The bank itself: pays a file on a day, with so many faults of each kind, and answers in the profile that is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from mingbai.kernel.month import Month
from mingbai.simulation.bank import camt, tables
from mingbai.simulation.bank.faults import Line, Planted, Teller, pay
from mingbai.simulation.bank.orders import read_orders

PROFILES = ("camt.054", "csv", "xlsx", "nested")


@dataclass(frozen=True)
class Answer:
    """What the bank sends back (file name → bytes), what it paid, and what it did wrong."""

    files: Mapping[str, bytes]
    lines: tuple[Line, ...]
    key: tuple[Planted, ...]


def answer(
    content: bytes,
    *,
    profile: str,
    month: Month,
    paid_on: date,
    seed: int = 0,
    faults: Mapping[str, int] | None = None,
) -> Answer:
    """
    Return the bank's answer to a payment file of ours; the same arguments give the same bytes.

    `faults` says how many of each kind of `KINDS` are planted. A camt.054 tells of money that moved only, so failures
    come beside it as pain.002; lists of receipts in zips leave failures out, as banks do.
    """
    assert profile in PROFILES
    teller = Teller(Random(seed), month, paid_on)  # noqa: S311 -- nobody is to be surprised
    lines, key = pay(read_orders(content), faults or {}, teller)
    return Answer(WRITERS[profile](lines, month, seed), tuple(lines), tuple(key))


def _messages(lines: list[Line], month: Month, seed: int) -> dict[str, bytes]:
    moved = [line for line in lines if line.status != "failed"]
    failed = [line for line in lines if line.status == "failed"]
    files = {f"camt.054-{month}-{seed}.xml": camt.notification(moved, month, seed)}
    return files | ({f"pain.002-{month}-{seed}.xml": camt.status_report(failed, month, seed)} if failed else {})


def _csv(lines: list[Line], month: Month, seed: int) -> dict[str, bytes]:
    return {f"代发结果-{month}-{seed}.csv": tables.csv_list(lines)}


def _workbook(lines: list[Line], month: Month, seed: int) -> dict[str, bytes]:
    return {f"代发结果-{month}-{seed}.xlsx": tables.workbook(lines)}


def _nested(lines: list[Line], month: Month, seed: int) -> dict[str, bytes]:
    return {f"客户_{month}-{seed}.zip": tables.nested(lines)}


WRITERS = {"camt.054": _messages, "csv": _csv, "xlsx": _workbook, "nested": _nested}
