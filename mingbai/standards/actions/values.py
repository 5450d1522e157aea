"""Values of parameters: entered by one, approved by another, each with its article and its document (R-013, R-412)."""

from datetime import date, datetime
from typing import Any

from mingbai.evidence.actions import record
from mingbai.law import cite
from mingbai.offices.actor import Actor
from mingbai.policy.dibao.bands import checked_bands
from mingbai.policy.funds.uses import checked_purposes
from mingbai.policy.parameters import definitions, shipped
from mingbai.policy.parameters.entry import NATION, plain
from mingbai.standards.actions.acting import acting, approve, check_time, locked, may_enter, refuse
from mingbai.standards.models import Entry
from mingbai.standards.refused import LawPrevails, NoDocument, UnknownParameter
from mingbai.standards.states import State


def propose_value(
    *,
    key: str,
    region: str,
    value: Any,
    from_on: date,
    until_on: date | None = None,
    article: str,
    document: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Propose a value of a parameter for a division; return the entry's id. It counts once a leader has approved it.

    `until_on` is the first day it no longer holds; without it the value lasts until another follows. Raise
    UnknownParameter, BadValue, UnknownCitation, LawPrevails, NotListed, ProposedAlready.
    """
    with acting():
        place = may_enter(by, region, at)
        entry = Entry(
            key=key,
            region=place,
            value=checked_value(key, value, from_on),
            from_on=from_on,
            until_on=until_on,
            article=str(cite(article)),
            document=document.strip(),
            state=State.PROPOSED.value,
            made_by_id=by.id,
            made_at=at,
        )
        check_time(from_on, until_on)
        _check_ground(entry)
        entry.save(force_insert=True)
        record(type="standards.value_proposed", rows=[entry], by=by, at=at)
        return entry.pk


def approve_value(*, entry_id: int, by: Actor, at: datetime) -> list[int]:
    """
    Let a proposed value count; return the ids of those it ends or replaces.

    Raise CutsInto, FasterElsewhere, SamePerson, WrongState, NotListed.
    """
    with acting():
        entry = locked(Entry, entry_id)
        return [other.pk for other in approve(entry, "value", by=by, at=at, key=entry.key)]


def refuse_value(*, entry_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a proposed value, with the reason."""
    with acting():
        refuse(locked(Entry, entry_id), "value", reason=reason, by=by, at=at)


def checked_value(key: str, value: Any, from_on: date) -> Any:
    """Return a value as it is stored; raise UnknownParameter, BadValue, BadBands or ForbiddenName for a useless one."""
    definition = definitions().get(key)
    if definition is None:
        raise UnknownParameter(key, definitions())
    read = definition.read(value)
    if key == "benefit_bands":
        checked_bands(read)
    if key == "payment_purposes":
        checked_purposes(read, shipped().at(NATION, from_on))
    return plain(read)


def _check_ground(entry: Entry) -> None:
    if not entry.document:
        raise NoDocument
    for law in shipped().entries:
        ends_before = entry.until_on is not None and entry.until_on <= law.from_on
        gone = law.to_on is not None and law.to_on < entry.from_on
        if (law.key, law.region, law.prevails) == (entry.key, NATION, True) and not ends_before and not gone:
            raise LawPrevails(entry.key, law)
