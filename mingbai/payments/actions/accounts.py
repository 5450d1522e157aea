"""Special accounts and whitelisted pairs: finance registers them, and a leader of finance approves (R-609)."""

from datetime import datetime

from mingbai.evidence.actions import record
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import Kind, blind_index, canonical, masked, seal
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused
from mingbai.payments.acting import acting, locked, move_to, permit
from mingbai.payments.models import AccountPair, SpecialAccount
from mingbai.payments.paths import Payees, Sort
from mingbai.payments.payers import place_of
from mingbai.payments.profiles import profiles
from mingbai.payments.refused import SamePerson
from mingbai.payments.states import ACCOUNTS, REGISTER, Listing

ACCOUNT, PAIR = ("专户", "special account"), ("账户对", "pair of accounts")


def register_account(
    *,
    region: Region,
    sort: Sort,
    number: str,
    holder: str,
    bank: str,
    bank_code: str = "",
    programme: str = "",
    profile: str,
    fed_from_id: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Register an account of the state, of one programme's money or all; return its id. It counts once approved."""
    if profile not in profiles():
        raise Refused(f"没有“{profile}”这种银行文件格式。", f"There is no format “{profile}”: {', '.join(profiles())}.")
    with acting():
        permit(REGISTER, region, by, at)
        text, ring = canonical(Kind.ACCOUNT, number), installed_ring()
        index = blind_index(ring, Kind.ACCOUNT, text)
        made = SpecialAccount.objects.create(
            region=region.code,
            sort=sort.value,
            bank=bank,
            bank_code=bank_code,
            number_sealed=seal(ring, place_of(index), text),
            number_index=index,
            number_hint=masked(Kind.ACCOUNT, text)[-12:],
            holder=holder,
            programme=programme,
            profile=profile,
            fed_from_id=fed_from_id,
            made_by=by.id,
            made_at=at,
        )
        record(type="payments.account_registered", rows=[made], by=by, at=at)
        return made.pk


def register_pair(
    *, payer_id: int, payees: Payees, payee_id: int | None = None, region: Region, by: Actor, at: datetime
) -> int:
    """Propose that money may go from an account to another, to families or to institutions; return the pair's id."""
    with acting():
        permit(REGISTER, region, by, at)
        made = AccountPair.objects.create(
            region=region.code, payer_id=payer_id, payees=payees.value, payee_id=payee_id, made_by=by.id, made_at=at
        )
        record(type="payments.pair_registered", rows=[made], by=by, at=at)
        return made.pk


def approve_account(*, account_id: int, by: Actor, at: datetime) -> None:
    """Let a registered account count."""
    _decide(locked(SpecialAccount, account_id, *ACCOUNT), Listing.APPROVED, "", by, at)


def refuse_account(*, account_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a registered account, with the reason."""
    _decide(locked(SpecialAccount, account_id, *ACCOUNT), Listing.REFUSED, reason, by, at)


def close_account(*, account_id: int, reason: str, by: Actor, at: datetime) -> None:
    """End the use of an account."""
    _decide(locked(SpecialAccount, account_id, *ACCOUNT), Listing.CLOSED, reason, by, at)


def approve_pair(*, pair_id: int, by: Actor, at: datetime) -> None:
    """Put a pair on the whitelist."""
    _decide(locked(AccountPair, pair_id, *PAIR), Listing.APPROVED, "", by, at)


def refuse_pair(*, pair_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a pair, with the reason."""
    _decide(locked(AccountPair, pair_id, *PAIR), Listing.REFUSED, reason, by, at)


def close_pair(*, pair_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a pair off the whitelist."""
    _decide(locked(AccountPair, pair_id, *PAIR), Listing.CLOSED, reason, by, at)


def _decide(one: SpecialAccount | AccountPair, after: Listing, reason: str, by: Actor, at: datetime) -> None:
    with acting():
        move_to(ACCOUNTS, one, after, by, at)
        if by.id == one.made_by:
            raise SamePerson
        one.reason = reason
        if after is not Listing.CLOSED:
            one.approved_by, one.approved_at = by.id, at
        one.save(update_fields=["state", "reason", "approved_by", "approved_at"])
        record(type=f"payments.{one._meta.model_name}_{after.value}", rows=[one], by=by, at=at)
