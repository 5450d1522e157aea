"""The steps of a whole month, each timed; the place is simulated without planted faults, the bank makes none."""

import resource
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.utils.timezone import get_current_timezone
from steps.receipts_month import server_s

from mingbai.cli.demo import opening, paying, rostering
from mingbai.cli.demo.cast import found
from mingbai.cli.demo.witnesses import four_witnesses
from mingbai.cli.demo.work import Work
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.rosters import queries as rostered
from mingbai.simulation.county import County
from mingbai.simulation.simulate import Order, simulate
from mingbai.simulation.sizes import PARTS_OF_TEN_THOUSAND, Size
from mingbai.sources.purposes import KINDS

T = TypeVar("T")
MONTH, SEED = Month(2026, 8), 20261101


class Row(NamedTuple):
    """One step: seconds by the clock, of CPU in this process, of CPU in all of PostgreSQL."""

    step: str
    seconds: float
    here_s: float
    server_s: float


Rows = list[Row]


def measured(folder: Path, lines: int) -> tuple[float, Rows, float, int]:
    """Return the seconds of filling the desk, the steps of the month, peak MiB, and how many lines were paid."""
    began = time.perf_counter()
    size = Size("cycle", 1, 15, lines, 0, 0.5, "csv")
    place = folder / "place"
    simulate(Order(size, SEED, MONTH, 1, faults=False), place, jobs=1)
    at = datetime(2026, 7, 1, 9, tzinfo=get_current_timezone())
    cast = found(County(size, 0, SEED, MONTH, 1, faults=False), at)
    with four_witnesses(folder / "witnesses"):
        opening.take_stock(place / "files", MONTH, cast, at + timedelta(days=1))
        purses = opening.fill_purses(cast, sorted(PARTS_OF_TEN_THOUSAND), MONTH.year, at)
        outbox, inbox = folder / "outbox", folder / "inbox"
        for one in (outbox, inbox):
            one.mkdir()
        work = Work(MONTH, cast, purses, outbox, inbox, 1)
        rostering.take_lists(work, place / "files", {kind: KINDS[kind].title for kind in KINDS})
        bring_up_to_date()
        before = time.perf_counter() - began
        rows, paid = month(work)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return before, rows, peak, paid


def month(work: Work) -> tuple[Rows, int]:
    """Work the month through; return its steps and how many lines were paid."""
    rows: Rows = []

    def timed(step: str, act: Callable[[], T]) -> T:
        began, here, server = time.perf_counter(), time.process_time(), server_s()
        done = act()
        now = time.perf_counter() - began
        rows.append(Row(step, now, time.process_time() - here, server_s() - server))
        print(f"{step}: {now:.1f} s", flush=True)
        return done

    rosters = timed("derive the rosters", lambda: rostering.derive(work))
    timed("send the ledgers up", lambda: rostering.sign(work, rosters, work.made))
    number, day = f"{MONTH}", timedelta(days=1)
    minutes = timed("review, agree, freeze", lambda: rostering.agree(work, rosters, number, work.made + day, work.met))
    timed("plan of use", lambda: paying.ask_for_money(work, minutes, work.met + day))
    timed("check with every rule", lambda: rostering.check(work, work.compared + timedelta(hours=1)))
    if timed("set lines apart", lambda: rostering.set_apart(work, rosters, work.compared + timedelta(hours=2))):
        timed("check again", lambda: rostering.check(work, work.compared + timedelta(hours=3)))
    timed("hold", lambda: rostering.answer_doubts(work, rosters, "待核实", work.compared + timedelta(hours=4)))
    timed("release", lambda: rostering.release(work, rosters, work.compared + day))
    files = timed("draft the payments", lambda: paying.draft(work, rosters, work.paid))
    paid, _ = timed("seal, log, have witnessed, send", lambda: paying.send(work, files, work.paid))
    paths = paying.bank_answers(work, files, {}, work.paid + day)  # the bank's own time
    timed("read the receipts", lambda: sum(paying.deliver(work, path, work.paid + day) for path in paths))
    timed("match the three lists", lambda: paying.match(work, work.paid + 2 * day))
    timed("open items", lambda: paying.explain(work, work.paid + 3 * day))
    timed("close", lambda: paying.close(work, work.paid + 4 * day))
    timed("log and checkpoint", bring_up_to_date)
    with working_as(work.cast.handler):
        assert all(rostered.roster(one) is not None for one in rosters)
    return rows, paid
