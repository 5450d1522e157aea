"""How long the rows of a department's list are kept: while they count, and some months more (LAW-2026#11.p2)."""

from dataclasses import dataclass
from datetime import date

from mingbai.kernel.month import Month, add_months
from mingbai.sources.purposes import EVENTS, LASTS, REACH
from mingbai.sources.states import State

GROUND = "LAW-2026#11.p2"  # personal information is processed only as far as it is needed


@dataclass(frozen=True)
class Kept:
    """What decides how long a list's rows are needed."""

    kind: str
    state: State
    covers_month: Month
    followed_on: date | None  # when a newer version, or the next month's list, took its place
    decided_on: date | None  # when it was refused


def counts_until(kept: Kept) -> date:
    """Return the first day on which no comparison of a month to come reads the list."""
    if kept.state is State.REFUSED and kept.decided_on:
        return kept.decided_on
    reach = REACH if kept.kind in EVENTS else LASTS
    ends = kept.covers_month.plus(reach).first_on
    replaced = kept.state is State.SUPERSEDED or kept.kind not in EVENTS  # events add to those before them
    return min(ends, kept.followed_on) if replaced and kept.followed_on else ends


def goes_on(kept: Kept, months: int) -> date:
    """Return the day from which the rows are let go: so many months after they stopped counting."""
    return add_months(counts_until(kept), months)
