"""The desk's three months in a demo county, told step by step with what each step proved."""

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mingbai.cli.voice import Voice
from mingbai.config.place import FOR_ROOT, data_folder
from mingbai.kernel.month import Month

FIRST, MONTHS = Month(2026, 8), 3
FAULTS: Mapping[int, Mapping[str, int]] = {  # what the bank does wrong, month by month
    0: {"missing": 1, "amount": 2, "returned": 2, "failed": 1},
    1: {"account": 1, "swapped": 1, "duplicate": 1, "returned": 1},
    2: {"name": 1, "split": 1, "extra": 1, "month": 1},
}


@dataclass(frozen=True)
class Told:
    """What the three months came to."""

    lines: int
    fen: int
    seconds: float
    tampering: str  # the record that a silent change was found in
    sealed: int  # ID and account numbers, none of which a dump of the database shows


def work_through(voice: Voice, size: str, seed: int) -> Told:
    """Build the county's desk from nothing and work three months of it through; everything lies under MINGBAI_DATA."""
    began = time.monotonic()
    folder = demo_folder() / f"{size}-{seed}-desk"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with at_its_own_desk(folder):
        from mingbai.cli.demo.acts import Play

        play = Play(voice, folder, size, seed)
        with play.opened():
            for turn in range(MONTHS):
                play.month(FIRST.plus(turn), FAULTS[turn])
            record, sealed = play.tampered(), play.dumped()
        return Told(play.lines, play.fen, time.monotonic() - began, record, sealed)


def demo_folder() -> Path:
    """Return where demos lie: under MINGBAI_DATA; root without one uses a place its database's account can enter."""
    if os.geteuid() == 0 and not os.environ.get("MINGBAI_DATA"):
        return FOR_ROOT / "demo"
    return data_folder() / "demo"


@contextmanager
def at_its_own_desk(folder: Path) -> Iterator[None]:
    """Work at a desk of the demo's own, whatever database this machine's desk uses."""
    before = {name: os.environ.get(name) for name in ("MINGBAI_DATA", "DATABASE_URL", "DATABASE_OWNER_URL")}
    os.environ["MINGBAI_DATA"] = str(folder)
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)
    try:
        from mingbai.config.desk import open_desk

        with open_desk():
            yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
