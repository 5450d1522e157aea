"""Households are formed, people join and leave them, they move as a whole; what was stays as it was."""

from datetime import date, datetime
from typing import Any

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, keeps_data, locked, require_within
from mingbai.people.actions.persons import WHAT as PERSON
from mingbai.people.actions.persons import require_place
from mingbai.people.fields import Field, sealed
from mingbai.people.models import (
    Account,
    Authorisation,
    CardKeeping,
    Household,
    Membership,
    Person,
    Proxy,
    Relative,
    Staff,
)
from mingbai.people.noting import noted
from mingbai.people.numbering import draw
from mingbai.people.queries.households import holding
from mingbai.people.refused import Deceased, Unusable

WHAT = ("家庭", "household")
FOLLOWS = (Account, Staff, Relative, CardKeeping, Proxy, Authorisation)  # their region is the person's


def form_household(*, region: Region, number: str, opened_on: date, address: str = "", by: Actor, at: datetime) -> int:
    """Enter a household by its number in the county; return its id."""
    with acting():
        keeps_data(by, region, at, title="建立家庭档案", title_en="form a household")
        require_place(region)
        key = draw("household", 1)[0]
        made = Household.objects.create(
            id=key,
            region=region.code,
            number=_number(number),
            address_sealed=sealed(Field.ADDRESS, key, address.strip()) if address.strip() else None,
            opened_on=opened_on,
            made_by=by.id,
            made_at=at,
        )
        noted(made, "formed", {"number": made.number, "opened_on": opened_on}, region=made.region, by=by, at=at)
        return made.pk


def add_member(
    *,
    household_id: int,
    person_id: int,
    relation: str,
    is_head: bool = False,
    exclusion: str = "",
    from_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """
    Let a person belong to a household from a day on; return the membership's id.

    Raise Refused where the person belongs to another or the household has a head then, Deceased for the dead.
    """
    with acting():
        household, person = locked(Household, household_id, *WHAT), locked(Person, person_id, *PERSON)
        keeps_data(by, Region(household.region), at, title="增加家庭成员", title_en="add a member")
        if person.died_on and person.died_on <= from_on:
            raise Deceased(person.died_on)
        if household.closed_on and household.closed_on <= from_on:
            raise Unusable(
                f"该户已于{household.closed_on}销户，不能再增加成员。",
                f"The household was closed on {household.closed_on}: nobody joins it any more.",
            )
        made = Membership.objects.create(
            region=household.region,
            household=household,
            person=person,
            relation=relation.strip(),
            is_head=is_head,
            exclusion=exclusion.strip(),
            from_on=from_on,
            made_by=by.id,
            made_at=at,
        )
        noted(made, "joined", _said(made), region=made.region, by=by, at=at)
        return made.pk


def end_membership(*, membership_id: int, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """End a membership; `until_on` is the first day it no longer holds."""
    with acting():
        found = locked(Membership, membership_id, "家庭成员关系", "membership")
        keeps_data(by, Region(found.region), at, title="减少家庭成员", title_en="end a membership")
        if found.until_on is not None:
            raise Unusable(
                f"该成员关系已于{found.until_on}终止。", f"This membership ended on {found.until_on} already."
            )
        _end(found, until_on, reason, by, at)


def close_household(*, household_id: int, closed_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Close a household and end all its memberships on that day."""
    with acting():
        found = locked(Household, household_id, *WHAT)
        keeps_data(by, Region(found.region), at, title="销户", title_en="close a household")
        if found.closed_on is not None:
            raise Unusable(f"该户已于{found.closed_on}销户。", f"The household was closed on {found.closed_on}.")
        for one in Membership.objects.select_for_update().filter(household=found, until_on=None):
            _end(one, max(closed_on, one.from_on), reason, by, at)
        found.closed_on = closed_on
        found.save(update_fields=["closed_on"])
        content = {"closed_on": closed_on, "reason": reason}
        noted(found, "household_closed", content, region=found.region, by=by, at=at)


def move_household(*, household_id: int, region: Region, on: date, reason: str, by: Actor, at: datetime) -> None:
    """
    Let a household and who belongs to it live in another village or township, their accounts and filings with them.

    Only who is responsible for both places may: a move out of a county is the bureau's above.
    """
    with acting():
        found = locked(Household, household_id, *WHAT)
        keeps_data(by, Region(found.region), at, title="迁移家庭", title_en="move a household")
        require_within(by, region)
        require_place(region)
        left, found.region = found.region, region.code
        found.save(update_fields=["region"])
        members = Membership.objects.filter(holding(on), household=found)
        persons = list(Person.objects.select_for_update().filter(pk__in=members.values("person_id")).order_by("pk"))
        for person in persons:
            person.region = region.code
            person.save(update_fields=["region"])
        record(type="people.moved", rows=persons, by=by, at=at)
        for model in FOLLOWS:
            rows = list(model._default_manager.filter(person__in=persons).order_by("pk"))
            record(type="people.moved", rows=rows, by=by, at=at)
        content = {"from": left, "to": region.code, "on": on, "reason": reason}
        noted(found, "household_moved", content, region=region.code, by=by, at=at)


def _end(one: Membership, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    one.until_on, one.reason, one.closed_by, one.closed_at = until_on, reason, by.id, at
    one.save(update_fields=["until_on", "reason", "closed_by", "closed_at"])
    noted(one, "left", _said(one), region=one.region, by=by, at=at)


def _said(one: Membership) -> dict[str, Any]:
    columns = ("household_id", "person_id", "relation", "is_head", "exclusion", "from_on", "until_on", "reason")
    return {name: getattr(one, name) for name in columns}


def _number(number: str) -> str:
    plain = "".join(number.split())
    if not plain:
        raise Unusable("家庭编号不能为空。", "A household needs a number.")
    return plain
