"""The books: funds, and where every fen of one is."""

from typing import Any

from django.http import Http404
from ninja import Path, Schema

from mingbai.api.entering import Request, reads
from mingbai.api.paging import Page
from mingbai.api.shapes import Id, Money, Versioned, concerns
from mingbai.treasury.queries import balances, funds, where_it_is


class Fund(Schema):
    """资金 · one programme's money of a year from one budget."""

    id: int
    region: str
    year: int
    source: str
    programme: str
    document: str


class Standing(Schema):
    """One account of a fund: what stands posted and what is on its way."""

    rung: str
    township: str
    debits_posted: Money
    credits_posted: Money
    debits_pending: Money
    credits_pending: Money


class Book(Versioned, Fund):
    """资金账 · a fund's accounts, and where every fen of it is."""

    given: Money
    paid: Money
    returned: Money
    occupied: Money
    available: Money
    difference: Money
    accounts: list[Standing]


@reads("/funds", "treasury.funds")
def all_funds(request: Request) -> Page[Fund]:
    """资金清单 · the funds of the division and of those above it that pay there"""
    items = [Fund(**vars(one)) for one in funds() if concerns(one.region, request.actor)]
    return Page(items=items, next=None)


@reads("/funds/{fund_id}", "treasury.fund")
def fund(request: Request, fund_id: Path[Id]) -> Book:
    """一笔资金的账 · the book of one fund"""
    found = next((one for one in funds() if one.id == fund_id and concerns(one.region, request.actor)), None)
    if found is None:
        raise Http404
    parts = where_it_is(fund_id)
    accounts = [one for one in balances(fund_id) if not one.township or concerns(one.township, request.actor)]
    return Book(
        **vars(found), given=Money.of(parts.given_fen), paid=Money.of(parts.paid_fen),
        returned=Money.of(parts.returned_fen), occupied=Money.of(parts.occupied_fen),
        available=Money.of(parts.available_fen), difference=Money.of(parts.difference_fen),
        accounts=[_account(one) for one in accounts],
    )  # fmt: skip


def _account(one: Any) -> Standing:
    sums = one.balances
    return Standing(
        rung=one.account.rung.value, township=one.township, debits_posted=Money.of(sums.debits_posted),
        credits_posted=Money.of(sums.credits_posted), debits_pending=Money.of(sums.debits_pending),
        credits_pending=Money.of(sums.credits_pending),
    )  # fmt: skip
