"""The bank outside: pays every file it finds, fails at one payment, gets one back, and keeps its own account."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from mingbai.kernel.month import Month
from mingbai.simulation.bank import answer, read_orders

FAULTS = {"failed": 1, "returned": 1}  # in the first file it is sent
PROFILES = ("camt.054", "csv", "xlsx", "nested")


class Bank:
    """Its account lies in a folder, one file a payment file; nobody but it writes there, and nobody kills it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pay(self, outbox: Path, inbox: Path, month: Month, paid_on: date) -> None:
        """Pay the files nobody has seen here yet and answer each; told a file twice under two names it pays twice."""
        for path in sorted(outbox.glob("[!.]*")):
            if (self.folder / path.name).exists():
                continue
            content, number = path.read_bytes(), len(self._kept())
            told = answer(
                content, profile=PROFILES[number % len(PROFILES)], month=month, paid_on=paid_on, seed=number,
                faults={} if number else FAULTS,
            )  # fmt: skip
            for name, said in told.files.items():
                _appear(inbox / f"{number:03}-{name}", said)
            ordered = [(one.end_to_end_id, one.account, one.amount_fen) for one in read_orders(content)]
            moved = [(one.account, one.amount_fen, one.status) for one in told.lines]
            _appear(self.folder / path.name, json.dumps({"ordered": ordered, "moved": moved}).encode())

    def ordered(self) -> Counter[str]:
        """Return how often it was told to make each payment."""
        return Counter(number for said in self._kept() for number, _, _ in said["ordered"])

    def arrived(self) -> Counter[tuple[str, int]]:
        """Return how often each sum stayed in each account: (account, fen)."""
        sums: Counter[tuple[str, int]] = Counter()
        for said in self._kept():
            for account, fen, status in said["moved"]:
                sums[account, fen] += {"paid": 1, "returned": -1, "failed": 0}[status]
        return +sums

    def entries(self) -> int:
        """Return how many lines it answered."""
        return sum(len(said["moved"]) for said in self._kept())

    def _kept(self) -> list[dict[str, list[list[str | int]]]]:
        return [json.loads(path.read_bytes()) for path in sorted(self.folder.iterdir()) if path.name[0] != "."]


def _appear(path: Path, content: bytes) -> None:
    half = path.with_name(f".{path.name}")
    half.write_bytes(content)
    half.replace(path)
