"""Accounts are captured by one and confirmed by another; a changed account is a further row, the former one closed."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.kernel.cards import kind_of_account, luhn_ok
from mingbai.kernel.names import normal_name
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import Kind, canonical
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind as Party
from mingbai.offices.models import Organisation
from mingbai.people.acting import acting, decide, keeps_data, locked, require_within, today
from mingbai.people.actions.persons import WHAT as PERSON
from mingbai.people.fields import Field, hint_of, index_of, sealed
from mingbai.people.holders import Holder, holder_of
from mingbai.people.models import Account, Person, Proxy
from mingbai.people.numbering import draw
from mingbai.people.queries.filings import conflict_with_person, proxy_of
from mingbai.people.refused import Conflicted, Deceased, HolderDiffers, Unusable
from mingbai.people.states import ACCOUNT, State

WHAT = ("账户", "account")
SHORTEST, LONGEST = 8, 25  # digits of a passbook or card


def propose_account(
    *,
    number: str,
    bank: str,
    holder_name: str,
    person_id: int | None = None,
    organisation_id: int | None = None,
    from_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """
    Enter the account of a person or a care home, as the card or book shows it; return the account's id.

    It counts once a second person has confirmed it. Raise BadAccount, Unusable for a mistyped number, HolderDiffers
    where the holder is neither the owner nor whom a filing in force lets draw for him (R-708, R-712).
    """
    assert (person_id is None) != (organisation_id is None), "of a person or of an organisation"
    with acting():
        person = None if person_id is None else locked(Person, person_id, *PERSON)
        home = None if organisation_id is None else locked(Organisation, organisation_id, "机构", "organisation")
        region = Region(person.region if person else home.region if home else "")
        keeps_data(by, region, at, title="登记账户", title_en="enter an account")
        proxy = proxy_of(person.pk, today(at)) if person else None
        holder = _checked_holder(person, home, proxy, holder_name, today(at))
        digits, key = checked_number(number), draw("account", 1)[0]
        made = Account.objects.create(
            id=key,
            region=region.code,
            person=person,
            organisation=home,
            bank=_bank(bank),
            number_sealed=sealed(Field.ACCOUNT, key, digits),
            number_index=index_of(Field.ACCOUNT, digits),
            number_hint=hint_of(Field.ACCOUNT, digits),
            holder_name=normal_name(holder_name),
            holder=holder.value,
            proxy=proxy if holder is Holder.PROXY else None,
            from_on=from_on,
            state=State.PROPOSED.value,
            made_by=by.id,
            made_at=at,
        )
        record(type="people.account_entered", rows=[made], by=by, at=at)
        return made.pk


def confirm_account(*, account_id: int, by: Actor, at: datetime) -> None:
    """
    Let a proposed account count: a second person compared it with the card or book.

    Raise SamePerson, WrongState, Conflicted for kin of the owner, HolderDiffers where its filing ended meanwhile.
    """
    with acting():
        found = locked(Account, account_id, *WHAT)
        require_within(by, Region(found.region))
        decide(ACCOUNT, found, State.CONFIRMED, by, at)
        if found.person_id is not None:
            related = conflict_with_person(officer_id=by.id, person_id=found.person_id, on=today(at))
            if related:
                raise Conflicted(related)
            proxy = proxy_of(found.person_id, today(at))
            is_lost = found.holder == Holder.PROXY.value and (proxy is None or proxy.pk != found.proxy_id)
            if is_lost or found.holder == Holder.DIFFERS.value:
                raise HolderDiffers(found.holder_name, _owner(found))
        found.confirmed_by, found.confirmed_at = by.id, at
        found.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        record(type="people.account_confirmed", rows=[found], by=by, at=at)


def refuse_account(*, account_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a proposed account, with the reason."""
    with acting():
        found = locked(Account, account_id, *WHAT)
        require_within(by, Region(found.region))
        decide(ACCOUNT, found, State.REFUSED, by, at)
        found.reason = _reason(reason)
        found.save(update_fields=["state", "reason"])
        record(type="people.account_refused", rows=[found], by=by, at=at)


def close_account(*, account_id: int, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Let an account no longer count from a day on; it stays in the history."""
    with acting():
        found = locked(Account, account_id, *WHAT)
        require_within(by, Region(found.region))
        decide(ACCOUNT, found, State.CLOSED, by, at)
        found.until_on, found.reason, found.closed_by, found.closed_at = until_on, _reason(reason), by.id, at
        found.save(update_fields=["state", "until_on", "reason", "closed_by", "closed_at"])
        record(type="people.account_closed", rows=[found], by=by, at=at)


def checked_number(number: str) -> str:
    """Return an account number in its one form; raise BadAccount or Unusable for what no bank would take."""
    digits = canonical(Kind.ACCOUNT, number)
    if not digits.isdigit() or not SHORTEST <= len(digits) <= LONGEST:
        raise Unusable(
            f"银行账号应为{SHORTEST}至{LONGEST}位数字，请对照卡折核对。",
            f"An account number has {SHORTEST} to {LONGEST} digits: compare it with the card or book.",
        )
    if kind_of_account(digits) == "card" and not luhn_ok(digits):
        raise Unusable(
            f"卡号{hint_of(Field.ACCOUNT, digits)}的校验位不符，至少有一位填错，请对照卡面重新录入。",
            f"The check digit of card {hint_of(Field.ACCOUNT, digits)} is wrong, so some digit is: type it again.",
        )
    return digits


def _checked_holder(
    person: Person | None, home: Organisation | None, proxy: Proxy | None, holder_name: str, on: date
) -> Holder:
    """Return by what right the holder receives the money; raise HolderDiffers, or Deceased for a dead owner."""
    if person is not None and person.died_on and person.died_on <= on:
        raise Deceased(person.died_on)
    if home is not None and home.kind != Party.CARE_HOME.value:
        raise Unusable(
            f"“{home.name}”不是供养机构，救助资金不能付给它。",
            f"“{home.name}” is no care home: no assistance is paid to it.",
        )
    owner = person.name if person else home.name if home else ""
    agent = proxy.agent.name if proxy else None
    holder = holder_of(holder_name=holder_name, owner=owner, is_institution=home is not None, agent=agent)
    if holder is Holder.DIFFERS:
        raise HolderDiffers(holder_name, owner)
    return holder


def _owner(account: Account) -> str:
    return account.person.name if account.person else account.organisation.name if account.organisation else ""


def _bank(bank: str) -> str:
    if not bank.strip():
        raise Unusable("请填写开户银行。", "Say which bank keeps the account.")
    return bank.strip()


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Unusable("请写明理由。", "Say why.")
    return reason.strip()
