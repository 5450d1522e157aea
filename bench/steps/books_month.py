"""One month in the books, step by step; imported once the desk is open."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.treasury import actions
from mingbai.treasury.audit import audit
from mingbai.treasury.officers import Paper
from mingbai.treasury.states import Level


@dataclass(frozen=True)
class Step:
    """One step: what was done, how many entries it wrote or read, how long it took."""

    name: str
    entries: int
    seconds: float


@dataclass(frozen=True)
class Person:
    """Who acts."""

    id: int
    party: Kind


def paper(party: Kind) -> Paper:
    """Return what an act of a party's officers rests on."""
    return Paper("财社〔2026〕7号", Person(1, party), Person(2, party), datetime(2026, 10, 1, 9, tzinfo=UTC))


FINANCE, CIVIL, BANK = paper(Kind.FINANCE), paper(Kind.CIVIL_AFFAIRS), paper(Kind.BANK)


def month(lines: int) -> list[Step]:
    """Return what a roster of so many payments took: to instruct, to settle, to settle again, and to audit."""
    payments = {f"202610DB{number:07}A1": 30_000 + number for number in range(lines)}
    fund = actions.open_fund(
        region=Region.parse("370830"), year=2026, source=Level.COUNTY, programme="dibao", paper=FINANCE
    )
    for code, who in (("quota", FINANCE), ("plan", FINANCE), ("reserve", CIVIL)):
        actions.move_money(code, fund_id=fund, fen=sum(payments.values()), name="10", paper=who)
    return [
        measured(
            "instruct the roster: each payment held until it is answered",
            lambda: actions.instruct(fund_id=fund, file="F1", payments_fen=payments, paper=FINANCE),
        ),
        measured("settle it", lambda: actions.settle(end_to_end_ids=payments, paper=BANK)),
        measured("settle it once more", lambda: actions.settle(end_to_end_ids=payments, paper=BANK)),
        measured("audit all of it", lambda: audit().entries),
    ]


def measured(name: str, act: Callable[[], int]) -> Step:
    """Return what a step took."""
    began = time.perf_counter()
    entries = act()
    return Step(name, entries, round(time.perf_counter() - began, 2))
