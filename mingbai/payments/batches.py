"""A month's bank files as its pages ask for them: whose bank pays them out, what may be drafted, what was ordered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import listed_for, organisations_in, seat
from mingbai.offices.steps import STEPS
from mingbai.payments.models import AccountChange, BankFile, Handover, Payment, SendOrder
from mingbai.payments.queries import Attempt, files
from mingbai.payments.states import FileState, Listing
from mingbai.people.models import Account
from mingbai.people.queries import accounts_of
from mingbai.rosters.models import RosterLine


@dataclass(frozen=True)
class Due:
    """A released roster with lines that no attempt pays: so many, and so much."""

    roster_id: int
    region: Region
    number: int
    lines: int
    fen: int


def files_for(by: Actor, region: Region, month: Month, on: date) -> QuerySet[BankFile]:
    """
    Return the bank files of a month that an actor may look at, with the account that pays each.

    A bank sees what has left for it and nothing else: files paid from an account it keeps, and, where it is the one
    listed to pay out in the division, those that the treasury pays itself.
    """
    found = files(region, month).select_related("payer")
    return found.filter(_own(by, on)) if by.party is Kind.BANK else found


def file_for(by: Actor, file_id: int, on: date) -> BankFile | None:
    """Return a bank file that an actor may look at, None if there is none in sight."""
    found = BankFile.objects.filter(pk=file_id).select_related("payer", "request", "roster")
    return found.filter(_own(by, on)).first() if by.party is Kind.BANK else found.first()


def _own(by: Actor, on: date) -> Q:
    """Return the condition that a file has left for the bank of an actor."""
    _, mine = seat(by)
    own = Q(payer__bank=mine)
    if listed_for(STEPS["pay_out"], by.region, on).filter(post_id=by.post_id).exists():
        others = organisations_in(by.region, on, Kind.BANK).exclude(name=mine).values_list("name", flat=True)
        own |= ~Q(payer__bank__in=list(others))
    return own & Q(state=FileState.SENT)


def own_payments(by: Actor, payment_ids: Collection[int], on: date) -> set[int]:
    """Return those of these payments that lie in files of the bank of an actor."""
    found = Payment.objects.filter(pk__in=list(payment_ids), file__in=BankFile.objects.filter(_own(by, on)))
    return set(found.values_list("pk", flat=True))


def payments_in(file_id: int) -> QuerySet[Payment]:
    """Return the payments of a file in the order the bank reads them, with the account of each."""
    return Payment.objects.filter(file_id=file_id).select_related("account").order_by("id")


def dues(region: Region, month: Month) -> list[Due]:
    """Return the released rosters of a month with lines that no attempt pays, in one question."""
    paid = Payment.objects.filter(line_id=OuterRef("pk"), is_live=True)
    found = RosterLine.objects.filter(
        roster__region__startswith=region.code, roster__month=month.first_on, roster__state="released", live=True
    )
    rows = found.exclude(Exists(paid)).order_by("roster__region", "roster__number")
    grouped = rows.values_list("roster_id", "roster__region", "roster__number")
    return [
        Due(roster, Region(place), number, lines, fen)
        for roster, place, number, lines, fen in grouped.annotate(Count("id"), Sum("amount_fen"))
    ]


def ordered(file_ids: Collection[int]) -> dict[int, int]:
    """Return file → who ordered that it leaves as soon as enough witnesses have cosigned it."""
    return dict(SendOrder.objects.filter(file__in=list(file_ids)).values_list("file_id", "by"))


def handed_over(file_ids: Collection[int]) -> set[int]:
    """Return those of these files whose bytes lie, or lay, where the bank takes them."""
    return set(Handover.objects.filter(file__in=list(file_ids)).values_list("file_id", flat=True))


def changes_of(payment_ids: Collection[int]) -> dict[int, AccountChange]:
    """Return payment → the other account asked for or agreed to for its next attempt."""
    live = [Listing.PROPOSED.value, Listing.APPROVED.value]
    found = AccountChange.objects.filter(payment__in=list(payment_ids), state__in=live).select_related("account")
    return {one.payment_id: one for one in found}


def other_accounts(attempt: Attempt | Payment, on: date) -> list[Account]:
    """Return the payee's other accounts that are confirmed and in use on a day, the latest first."""
    payee = attempt.payee_id or 0
    return [one for one in accounts_of([payee], on).get(payee, []) if one.pk != attempt.account_id]
