"""Accounts: whose money goes where on a day, what it was before, and which accounts several people share."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from mingbai.kernel.region import Region
from mingbai.people.fields import Field, index_of, opened_all
from mingbai.people.holders import Holder
from mingbai.people.models import Account, Household, Membership
from mingbai.people.models.held import CONFIRMED, LIVE
from mingbai.people.queries.households import holding
from mingbai.people.queries.once import remembered


@dataclass(frozen=True)
class NotOwn:
    """A household whose head, or a person who, is paid into somebody else's account (R-710)."""

    household_id: int | None
    person_id: int
    account_id: int
    hint: str
    holder_name: str
    holder: Holder


def opened_accounts(account_ids: Collection[int]) -> dict[int, str]:
    """Return account → its number in full, some 2 µs each: for snapshots and bank files, whose making is logged."""
    return remembered(Field.ACCOUNT, account_ids, _opened)


def _opened(account_ids: Collection[int]) -> dict[int, str]:
    found = Account.objects.filter(pk__among=account_ids).order_by()
    return opened_all(Field.ACCOUNT, found.values_list("pk", "number_sealed"))


def accounts(ids: Collection[int]) -> dict[int, Account]:
    """Return id → account of those within sight."""
    return {account.pk: account for account in Account.objects.filter(pk__among=ids)}


def accounts_of(person_ids: Collection[int], on: date) -> dict[int, list[Account]]:
    """Return person → accounts confirmed and in use on a day, the latest first; who has none is left out."""
    found = Account.objects.filter(holding(on), state=CONFIRMED, person_id__among=person_ids)
    grouped: dict[int, list[Account]] = defaultdict(list)
    for account in found.order_by("-from_on", "-pk"):
        assert account.person_id is not None
        grouped[account.person_id].append(account)
    return dict(grouped)


def account_history(person_id: int) -> QuerySet[Account]:
    """Return every account a person ever had here, the latest first (R-712)."""
    return Account.objects.filter(person_id=person_id).order_by("-from_on", "-pk")


def accounts_numbered(number: str) -> QuerySet[Account]:
    """Return the accounts of a number in any spelling, whoever's they are; raise BadAccount for what is none."""
    return Account.objects.filter(number_index=index_of(Field.ACCOUNT, number)).order_by("pk")


def unconfirmed(account_ids: Collection[int]) -> set[int]:
    """Return which of these accounts no second person has confirmed, or were closed: nothing is paid into them."""
    confirmed = Account.objects.filter(pk__among=account_ids, state=CONFIRMED).values_list("pk", flat=True)
    return set(account_ids) - set(confirmed)


def waiting_accounts(region: Region) -> QuerySet[Account]:
    """Return the accounts of a division that wait for a second person, the oldest first."""
    return Account.objects.filter(state="proposed", region__startswith=region.code).order_by("made_at", "pk")


def shared_accounts(region: Region, on: date) -> dict[str, list[Account]]:
    """Return last digits → accounts in use of one number that several persons of a division are paid into."""
    used = Account.objects.filter(LIVE, holding(on), region__startswith=region.code).exclude(person=None)
    several = used.values("number_index").annotate(owners=Count("person", distinct=True)).filter(owners__gt=1)
    grouped: dict[bytes, list[Account]] = defaultdict(list)
    for account in used.filter(number_index__in=several.values("number_index")).order_by("number_index", "pk"):
        grouped[bytes(account.number_index)].append(account)
    return {f"{accounts[0].number_hint} #{number}": accounts for number, accounts in enumerate(grouped.values(), 1)}


def not_own(region: Region, on: date) -> list[NotOwn]:
    """Return who is paid into an account in another's name: heads of households first-hand, persons else (R-710)."""
    found = Account.objects.filter(LIVE, holding(on), region__startswith=region.code, person__isnull=False)
    found = found.exclude(holder=Holder.SELF.value).order_by("region", "pk")
    homes = dict(
        Membership.objects.filter(holding(on), person_id__in=found.values("person_id")).values_list(
            "person_id", "household_id"
        )
    )
    return [
        NotOwn(homes.get(one.person_id or 0), one.person_id or 0, one.pk, one.number_hint, one.holder_name,
               Holder(one.holder))
        for one in found
    ]  # fmt: skip


def heads_without_card(region: Region, on: date) -> QuerySet[Household]:
    """Return the households of a division whose head has no confirmed account of his own (一户一卡, R-710)."""
    own = Account.objects.filter(holding(on), state=CONFIRMED, holder=Holder.SELF.value)
    heads = Membership.objects.filter(holding(on), is_head=True, person_id__in=own.values("person_id"))
    open_ones = Household.objects.filter(region__startswith=region.code, opened_on__lte=on, closed_on=None)
    return open_ones.exclude(pk__in=heads.values("household_id")).order_by("region", "number")
