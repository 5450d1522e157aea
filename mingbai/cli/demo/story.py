"""The desk's three months in a demo county, told step by step with what each step proved."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mingbai.cli.voice import Voice
from mingbai.config.place import FOR_ROOT, data_folder
from mingbai.kernel.month import Month

if TYPE_CHECKING:
    from mingbai.cli.demo.acts import Play
    from mingbai.cli.demo.leaving import Left

FIRST, MONTHS = Month(2026, 8), 3
PAID_WITHIN = timedelta(days=13)  # so long after its first day a month is paid, and the bank has answered
OF_A_SITE = ("DATABASE_URL", "DATABASE_OWNER_URL", "MINGBAI_ORIGIN")
FAULTS: Mapping[int, Mapping[str, int]] = {  # what the bank does wrong, month by month
    0: {"missing": 1, "amount": 2, "returned": 2, "failed": 1},
    1: {"account": 1, "swapped": 1, "duplicate": 1, "returned": 1},
    2: {"name": 1, "split": 1, "extra": 1, "month": 1},
}


Serving = Callable[["Play", "Left"], None]


@dataclass(frozen=True)
class Told:
    """What the three months came to."""

    lines: int
    fen: int
    seconds: float
    tampering: str  # the record that a silent change was found in
    sealed: int  # ID and account numbers, none of which a dump of the database shows


def work_through(voice: Voice, size: str, seed: int, serve: Serving | None = None) -> Told:
    """
    Build the county's desk from nothing and work three months of it through; everything lies under MINGBAI_DATA.

    The month after them is paid and not closed, and the one after that begun: both are left to whoever comes, as of
    the day it is today. `serve` lets them in, while the desk is open.
    """
    began = time.monotonic()
    folder = demo_folder() / f"{size}-{seed}-desk"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with at_its_own_desk(folder):
        from django.utils.timezone import localdate

        from mingbai.cli.demo.acts import Play

        today = localdate()
        paid = latest_paid(today)
        play = Play(voice, folder, size, seed, paid.plus(-MONTHS), today)
        with play.opened():
            for turn in range(MONTHS):
                play.month(play.first.plus(turn), FAULTS[turn])
            play.pay(paid)
            left = play.leave(paid.next())
            record, sealed = play.tampered(), play.dumped()
            told = Told(play.lines, play.fen, time.monotonic() - began, record, sealed)
            _tell(voice, told)
            if serve:
                serve(play, left)
        return told


def latest_paid(today: date) -> Month:
    """Return the latest month that is paid by a day."""
    return Month.parse(today - PAID_WITHIN)


def _tell(voice: Voice, told: Told) -> None:
    voice.tell(
        f"三个月发放 {told.lines:,} 笔、{told.fen / 100:,.2f} 元，逐笔核对、逐月结账，用时 {told.seconds:.0f} 秒。",
        f"Three months: {told.lines:,} payments, {told.fen / 100:,.2f} yuan, each matched, each month closed, in "
        f"{told.seconds:.0f} s.",
    )


def demo_folder() -> Path:
    """Return where demos lie: under MINGBAI_DATA; root without one uses a place its database's account can enter."""
    if os.geteuid() == 0 and not os.environ.get("MINGBAI_DATA"):
        return FOR_ROOT / "demo"
    return data_folder() / "demo"


@contextmanager
def at_its_own_desk(folder: Path) -> Iterator[None]:
    """Work at a desk of the demo's own, whatever database this machine's desk uses and whoever it is served to."""
    before = {name: os.environ.get(name) for name in ("MINGBAI_DATA", *OF_A_SITE)}
    os.environ["MINGBAI_DATA"] = str(folder)
    for name in OF_A_SITE:
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
