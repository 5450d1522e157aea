"""Showing a sealed field whole: to whom may see it, for a reason that goes into the log before the value comes out."""

from collections.abc import Callable
from datetime import datetime

from mingbai.evidence.actions import Record, about, record_contents
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, locked, require_within, today
from mingbai.people.actions.accounts import WHAT as ACCOUNT
from mingbai.people.actions.persons import WHAT as PERSON
from mingbai.people.fields import FIELDS, Field, opened_all
from mingbai.people.models import Account, Person
from mingbai.people.queries.accounts import accounts_of
from mingbai.people.queries.households import household_of, opened_addresses, opened_health
from mingbai.people.queries.persons import opened_numbers, opened_phones
from mingbai.people.refused import NoReason, Unusable

SHORTEST_REASON = 4  # characters
NOTHING = "--"


def reveal(*, person_id: int, field: str, reason: str, by: Actor, at: datetime) -> str:
    """
    Return a person's sealed field whole: id_number, phone, address, account (the one in use) or health.

    Who, whose, which and why is in the log in the same transaction. Raise NoReason, NotYours, NotThere; an empty
    field is “--”.
    """
    with acting():
        person = locked(Person, person_id, *PERSON)
        chosen = _known(field)
        _may_see(chosen, reason, Region(person.region), by, at)
        content = {"field": chosen.value, "reason": reason.strip()}
        _logged(Record(about(person, "revealed"), content, {"region": person.region}), by, at)
        return SHOWS[chosen](person_id, at)


def reveal_account(*, account_id: int, reason: str, by: Actor, at: datetime) -> str:
    """Return the number of one account whole, on the same terms as `reveal`."""
    with acting():
        account = locked(Account, account_id, *ACCOUNT)
        _may_see(Field.ACCOUNT, reason, Region(account.region), by, at)
        content = {"field": Field.ACCOUNT.value, "reason": reason.strip()}
        _logged(Record(about(account, "revealed"), content, {"region": account.region}), by, at)
        return opened_all(Field.ACCOUNT, [(account.pk, account.number_sealed)])[account.pk]


def _may_see(field: Field, reason: str, region: Region, by: Actor, at: datetime) -> None:
    allow(by, FIELDS[field].roles, title="查看完整信息", title_en="see a value whole", at=at)
    require_within(by, region)
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason


def _logged(record: Record, by: Actor, at: datetime) -> None:
    record_contents(type="people.revealed", records=[record], by=by, at=at)


def _known(field: str) -> Field:
    try:
        return Field(field)
    except ValueError:
        raise Unusable(
            f"没有“{field}”这一项；可选：{'、'.join(Field)}。",
            f"There is no field “{field}”: one of {', '.join(Field)}.",
        ) from None


def _account(person_id: int, at: datetime) -> str:
    held = accounts_of([person_id], today(at)).get(person_id, [])[:1]
    return opened_all(Field.ACCOUNT, [(one.pk, one.number_sealed) for one in held]).get(
        held[0].pk if held else 0, NOTHING
    )


def _address(person_id: int, at: datetime) -> str:
    home = household_of(person_id, today(at)) or 0
    return opened_addresses([home]).get(home, NOTHING)


def _health(person_id: int, at: datetime) -> str:
    facts = opened_health([person_id], today(at)).get(person_id, [])
    return "；".join(fact.level for fact in facts) or NOTHING


SHOWS: dict[Field, Callable[[int, datetime], str]] = {
    Field.ID_NUMBER: lambda person, _: opened_numbers([person])[person],
    Field.PHONE: lambda person, _: opened_phones([person]).get(person, NOTHING),
    Field.ADDRESS: _address,
    Field.ACCOUNT: _account,
    Field.HEALTH: _health,
}
