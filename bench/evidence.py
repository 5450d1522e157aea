"""The evidence log by size: appending, replaying, proving, and ten thousand tamperings that must all be found.

`python bench/evidence.py [--leaves 1000000] [--desk 1000000] [--tamperings 10000]` writes results/evidence.md.
First the log as files, without a database; then a desk with so many acts in an embedded one, in lots of 100,000.
"""

import argparse
import os
import random
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from _measured import machine

from mingbai.evidence.leaves.commitments import commitments, record_digest
from mingbai.evidence.leaves.leaf import Leaf
from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.evidence.tiles.checking import first_damage
from mingbai.evidence.tiles.log import TileLog
from mingbai.evidence.tiles.names import entries_name, tile_name, width_of
from mingbai.evidence.tiles.storage import FolderStorage, MemoryStorage
from mingbai.evidence.tree.hashing import leaf_hash
from mingbai.evidence.tree.inclusion import inclusion_proof, is_included

HERE = Path(__file__).resolve().parent
LOT, PROOFS, TAMPERED_SIZE = 100_000, 500, 1_000
RECORD = {"account": "6217000000000000000", "fen": 65_000, "name": "某某", "payee": 17}
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass
class Figures:
    """What was measured, line by line."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    shown: bool = True
    server_s: Callable[[], float] | None = None  # seconds of CPU that all of PostgreSQL has used, where there is one

    def add(self, what: str, figure: str) -> None:
        """Write a figure down and show it."""
        self.lines.append((what, figure))
        if self.shown:
            print(f"{what}: {figure}", flush=True)

    @contextmanager
    def timed(self, what: str, count: int) -> Iterator[None]:
        """Measure what is done inside, by the clock and in seconds of CPU."""
        began, here, there = time.perf_counter(), sum(os.times()[:4]), self._server_s()
        yield
        wall = time.perf_counter() - began
        used = f"{sum(os.times()[:4]) - here:.2f} s CPU here"
        if self.server_s:
            used += f", {self._server_s() - there:.2f} s in PostgreSQL"
        self.add(what, f"{wall:.2f} s ({used}), {count / wall:,.0f} a second")

    def _server_s(self) -> float:
        return self.server_s() if self.server_s else 0.0


def entries(count: int) -> list[bytes]:
    """Return leaves as payments leave them, each with a key of its own."""
    made = []
    for number in range(count):
        key = secrets.token_bytes(32)
        digest, said = record_digest(key, RECORD), commitments(key, RECORD)
        subject = f"payments.attempt/{number}"
        leaf = Leaf("payments.instructed", subject, "officer/3", "2026-11-01T00:00:00.000000Z", digest, said)
        made.append(leaf.entry(number))
    return made


def percentile(values: list[float], share: float) -> str:
    """Return a percentile of seconds, in milliseconds."""
    return f"{sorted(values)[int(share * (len(values) - 1))] * 1_000:.2f} ms"


def proofs(figures: Figures, what: str, size: int, prove: Callable[[int], Any]) -> None:
    """Measure single proofs at places all over the log."""
    chance, took = random.Random(7), []
    for _ in range(PROOFS):
        index = chance.randrange(size)
        began = time.perf_counter()
        prove(index)
        took.append(time.perf_counter() - began)
    middle, most = percentile(took, 0.5), percentile(took, 0.99)
    figures.add(what, f"median {middle}, 99 of 100 within {most}, the slowest {percentile(took, 1)}")


def log_of_files(figures: Figures, count: int) -> None:
    """Measure the log as files."""
    with tempfile.TemporaryDirectory() as folder:
        storage = FolderStorage(Path(folder))
        log = TileLog(storage, new_key("bench.example/log", KeyKind.LOG))
        with figures.timed(f"files: making {count:,} leaves with 4 commitments each", count):
            made = entries(count)
        with figures.timed(f"files: appending {count:,} leaves in lots of {LOT:,}, each flushed to the disk", count):
            for begin in range(0, count, LOT):
                log.append(made[begin : begin + LOT])
        checkpoint = log.checkpoint()
        with figures.timed(f"files: replaying {count:,} leaves", count):
            assert first_damage(storage, checkpoint) is None

        def prove(index: int) -> None:
            steps = inclusion_proof(index, checkpoint.size, log.nodes())
            assert is_included(leaf_hash(made[index]), index, checkpoint.size, steps, checkpoint.root)

        proofs(figures, f"files: one inclusion proof in {count:,}, nothing cached, made and checked", count, prove)


def tampered(figures: Figures, count: int) -> int:
    """Change one bit at a time, anywhere in the files of a log; return how many changes were found."""
    storage = MemoryStorage()
    log = TileLog(storage, new_key("bench.example/log", KeyKind.LOG))
    log.append(entries(TAMPERED_SIZE))
    checkpoint, chance, found, size = log.checkpoint(), random.Random(1), 0, TAMPERED_SIZE
    widths = [(level, index, width_of(level, index, size)) for level in range(3) for index in range(5)]
    names = [tile_name(*place) for place in widths if place[2]]
    names += [entries_name(index, width) for level, index, width in widths if width and not level]
    began = time.perf_counter()
    for _ in range(count):
        name = chance.choice(names)
        whole = storage[name]
        changed = bytearray(whole)
        bit = chance.randrange(len(whole) * 8)
        changed[bit // 8] ^= 1 << bit % 8
        storage[name] = bytes(changed)
        found += first_damage(storage, checkpoint) is not None
        storage[name] = whole
    took = time.perf_counter() - began
    what = f"files: one-bit changes anywhere in a log of {size:,} leaves"
    figures.add(what, f"{found:,} of {count:,} found, {took:.1f} s")
    return found


def written(figures: Figures) -> str:
    """Return the page."""
    head = ["# The evidence log", "", "Made by `python bench/evidence.py`.", ""]
    about = [f"* {what}: {value}" for what, value in machine().items()]
    rows = [f"| {what} | {figure} |" for what, figure in figures.lines]
    return "\n".join([*head, *about, "", "| what | measured |", "|---|---|", *rows, ""])


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leaves", type=int, default=1_000_000)
    parser.add_argument("--desk", type=int, default=1_000_000)
    parser.add_argument("--tamperings", type=int, default=10_000)
    parser.add_argument("--into", type=Path, default=HERE / "results" / "evidence.md")
    asked = parser.parse_args()
    figures = Figures()
    for part in parts(asked):
        part(figures)
        asked.into.write_text(written(figures), encoding="utf-8")


def parts(asked: argparse.Namespace) -> Iterator[Callable[[Figures], None]]:
    """Return what is to be measured, in turn."""
    if asked.leaves:
        yield lambda figures: log_of_files(figures, asked.leaves)
    if asked.tamperings:
        yield lambda figures: tampered(figures, asked.tamperings)
    if asked.desk:
        from steps.evidence_desk import measure, tamper  # noqa: PLC0415 - only this part needs a database

        if asked.tamperings:
            yield lambda figures: tamper(figures, asked.tamperings)
        yield lambda figures: measure(figures, asked.desk)


if __name__ == "__main__":
    main()
