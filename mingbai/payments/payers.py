"""From which account a programme's money of a place is paid, and the way it takes to there."""

from typing import Any

from mingbai.evidence.installation import installed_ring
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import Place, opened
from mingbai.payments.models import AccountPair, SpecialAccount
from mingbai.payments.paths import Path, Payees, Sort, path_of
from mingbai.payments.refused import NoPayer
from mingbai.payments.states import Listing

APPROVED = Listing.APPROVED.value
LONGEST = 10  # accounts on a way; a register that goes in a circle ends too


def payer_for(region: str, programme: str, payer_id: int | None = None) -> SpecialAccount:
    """
    Return the account that pays: the one named, else the approved one of the nearest division above, of this programme.

    Raise NoPayer where there is none, or where several are as near.
    """
    found = [
        one
        for one in SpecialAccount.objects.filter(state=APPROVED, programme__in=["", programme]).order_by("id")
        if region.startswith(one.region) and payer_id in (None, one.pk)
    ]
    payers = [one for one in found if payer_id or not SpecialAccount.objects.filter(fed_from=one, state=APPROVED)]
    nearest = max(((len(one.region), bool(one.programme)) for one in payers), default=None)
    chosen = [one for one in payers if (len(one.region), bool(one.programme)) == nearest]
    if len(chosen) != 1:
        raise NoPayer(region, programme, len(chosen))
    return chosen[0]


def special_accounts(region: Region) -> list[dict[str, Any]]:
    """Return the accounts of finance in a division and below, numbers masked."""
    shown = ("id", "region", "sort", "number_hint", "holder", "bank", "programme", "profile", "fed_from_id", "state")
    return list(SpecialAccount.objects.filter(region__startswith=region.code).order_by("id").values(*shown))


def pairs(region: Region) -> list[dict[str, Any]]:
    """Return the ways money may take in a division and below: from an account to payees, or to another account."""
    shown = ("id", "region", "payer_id", "payees", "payee_id", "state")
    return list(AccountPair.objects.filter(region__startswith=region.code).order_by("id").values(*shown))


def path_to(payer: SpecialAccount, *, has_persons: bool, has_institutions: bool) -> Path:
    """Return the way of the money to the account that pays, and from there to families or institutions (R-608)."""
    chain, account = [payer], payer
    while account.fed_from is not None and len(chain) < LONGEST:
        account = account.fed_from
        chain.append(account)
    payees = [Payees.PERSONS] * has_persons + [Payees.INSTITUTIONS] * has_institutions
    return path_of([(one.pk, Sort(one.sort), one.number_hint) for one in reversed(chain)], payees, _listed(chain))


def number_of(payer: SpecialAccount) -> str:
    """Return the number of the account that pays, in full; whoever opens it logs what for."""
    index = bytes(payer.number_index)
    return opened(installed_ring(), place_of(index), bytes(payer.number_sealed))


def place_of(index: bytes) -> Place:
    """Return where the number of a special account is sealed for."""
    return Place("payments_specialaccount", "number_sealed", index.hex())


def _listed(chain: list[SpecialAccount]) -> set[tuple[int, int | Payees]]:
    pairs = AccountPair.objects.filter(payer__in=chain, state=APPROVED).values_list("payer_id", "payee_id", "payees")
    return {(payer, payee if payee is not None else Payees(payees)) for payer, payee, payees in pairs}
