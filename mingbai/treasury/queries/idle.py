"""滞留与结余: money that stands still longer than the terms in force allow, or too much of it left over (R-613)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db import connection
from django.utils.timezone import localdate, make_aware

from mingbai.kernel.region import Region
from mingbai.policy.parameters import Entry, ParameterSet
from mingbai.treasury.ladder import RUNGS, Rung
from mingbai.treasury.queries import FundFacts, Standing
from mingbai.treasury.queries.listing import Fund, funds_of

WHOLE_BP = 10_000
DECEMBER = 12
SPENDABLE = (Rung.AVAILABLE, Rung.PLANNED, Rung.TOWNSHIP, Rung.CARRIED_OVER)
# What came in since a day may stay; the rest of what stands there is older. When that rest last grew, by the index.
OLDER = """
SELECT wanted.account_id, coalesce(recent.fen, 0)::bigint, older.made_at
FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[]) AS wanted (account_id, fund_id, since)
LEFT JOIN LATERAL (
    SELECT sum(fen) AS fen FROM treasury_transfer AS entry
    WHERE entry.fund_id = wanted.fund_id AND entry.code <> 'pay' AND entry.made_at >= wanted.since
        AND entry.credit_account_id = wanted.account_id
) AS recent ON true
LEFT JOIN LATERAL (
    SELECT made_at FROM treasury_transfer AS entry
    WHERE entry.fund_id = wanted.fund_id AND entry.code <> 'pay' AND entry.made_at < wanted.since
        AND entry.credit_account_id = wanted.account_id
    ORDER BY made_at DESC LIMIT 1
) AS older ON true
"""


class Why(StrEnum):
    """Why money is listed."""

    UNALLOCATED = "unallocated"
    STILL = "still"
    LEFT_OVER = "left_over"


class Term(NamedTuple):
    """What is asked of the standards for a reason, and the article that wants money to move."""

    key: str
    title: str
    title_en: str
    cites: tuple[str, ...]


MISUSE, LEFT = ("JN-2020-21#2.4", "YC-2022-2#2.4.6"), ("JN-2020-21#3.1",)
TERMS = {
    Why.UNALLOCATED: Term("rk701_unallocated_days", "到位未分配", "arrived, not allocated", MISUSE),
    Why.STILL: Term("rk701_unchanged_days", "滞留未动用", "stands still", MISUSE),
    Why.LEFT_OVER: Term("rk706_carry_over_bp", "结余过高", "too much left over", LEFT),
}
WATCHED = {  # rung → by which term it must move
    Rung.AVAILABLE: Why.UNALLOCATED,
    **dict.fromkeys((Rung.PLANNED, Rung.TOWNSHIP, Rung.RESERVED, Rung.IN_TRANSIT, Rung.RETURNED), Why.STILL),
}


@dataclass(frozen=True)
class Idle:
    """Money of one account that is past a term, or a fund with too much left: so much of what stands there."""

    why: Why
    fund: FundFacts
    rung: Rung
    township: str
    stands_fen: int
    fen: int  # of it past the term
    since_on: date | None  # it has stood at least since
    term: Entry  # the value in force, and what it rests on

    def days(self, on: date) -> int | None:
        """Return for how many days at least."""
        return (on - self.since_on).days if self.since_on else None

    @property
    def title(self) -> str:
        """Return where it stands."""
        return RUNGS[self.rung].title

    @property
    def title_en(self) -> str:
        """Return where it stands, in English."""
        return RUNGS[self.rung].title_en


def idle_money(region: Region, *, within: Region, on: date, standards: ParameterSet) -> list[Idle]:
    """
    Return the money of a division's funds that stands longer than the terms in force there, the most first.

    What came in first is taken to have left first: the rest is as old as the last money that came before the term
    began. Raises NotInForce where a term has no value.
    """
    funds = funds_of(region, within=within)
    found = [*_still(funds, on, standards), *_left_over(funds, on, standards)]
    return sorted(found, key=lambda one: (-one.fen, one.fund.id, one.rung, one.township))


def _still(funds: Iterable[Fund], on: date, standards: ParameterSet) -> list[Idle]:
    watched: list[tuple[Fund, Standing, Entry]] = [
        (fund, one, standards.origin(TERMS[WATCHED[one.account.rung]].key, fund.facts.region, on))
        for fund in funds
        for one in fund.accounts
        if one.account.rung in WATCHED and one.balances.net_fen > 0
    ]
    asked = [[one.account.id, one.account.fund_id, _days_before(on, term.value)] for _, one, term in watched]
    with connection.cursor() as cursor:
        cursor.execute(OLDER, [list(column) for column in zip(*asked, strict=True)] or [[], [], []])
        older = {account: (recent, last) for account, recent, last in cursor.fetchall()}
    return [
        Idle(
            WATCHED[one.account.rung], fund.facts, one.account.rung, one.township, one.balances.net_fen, fen,
            _day(older[one.account.id][1]), term,
        )
        for fund, one, term in watched
        if (fen := one.balances.net_fen - older[one.account.id][0]) > 0
    ]  # fmt: skip


def _left_over(funds: Iterable[Fund], on: date, standards: ParameterSet) -> list[Idle]:
    """Return the funds of which, at their year's end or after it, more is left than the share that needs no reason."""
    found = []
    for fund in funds:
        left, given = sum(fund.rungs[rung] for rung in SPENDABLE), fund.whole.given_fen
        term = standards.origin(TERMS[Why.LEFT_OVER].key, fund.facts.region, on)
        may_stay = given * term.value // WHOLE_BP
        is_over = fund.facts.year < on.year or (fund.facts.year == on.year and on.month == DECEMBER)
        if is_over and left > may_stay:
            rung = Rung.CARRIED_OVER if fund.is_closed else Rung.AVAILABLE
            found.append(Idle(Why.LEFT_OVER, fund.facts, rung, "", left, left - may_stay, None, term))
    return found


def _days_before(on: date, days: int) -> datetime:
    return make_aware(datetime.combine(on - timedelta(days=days), time()))


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None
