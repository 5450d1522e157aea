"""People and households: sought, never browsed; every question says what for, and numbers come masked."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, look, reads
from mingbai.api.shapes import MONTH, Id, Money, Within
from mingbai.awards.queries import Held, certified, held_by
from mingbai.kernel.month import Month
from mingbai.people import queries
from mingbai.rosters.queries import lines_of_awards


class Purpose(Schema):
    """What a question about people is for: it is kept with the question (R-1505)."""

    purpose: str = Field(min_length=2, max_length=200, description="查询目的，留存备查 · what for; it is kept")


class Sought(Purpose, Within):
    """Whom to look for."""

    q: str = Field(min_length=1, max_length=100, description="姓名、证件号或其尾号、账号尾号、户编号 · name or number")


class Found(Schema):
    """One whom a question means."""

    id: int
    name: str
    id_number: str = Field(description="已遮盖 · masked")
    region: str
    household_number: str
    accounts: str
    died_on: date | None


class Answer(Schema):
    """Whom a question means: at most 200, by the sound of their names."""

    items: list[Found]
    is_cut: bool
    is_too_wide: bool


class Account(Schema):
    """An account, its number masked."""

    id: int
    bank: str
    number: str
    holder_name: str
    state: str
    from_on: date
    until_on: date | None


class Person(Schema):
    """人员 · one person: masked number, household, accounts."""

    id: int
    region: str
    name: str
    id_number: str
    born_on: date | None
    sex: str
    died_on: date | None
    household_id: int | None
    accounts: list[Account]


class Member(Schema):
    """One who belongs, or belonged, to a household."""

    person_id: int
    name: str
    id_number: str
    relation: str
    is_head: bool
    from_on: date
    until_on: date | None


class Award(Schema):
    """An award of a household, with what is due in the month asked for."""

    id: int
    programme: str
    certificate_no: str | None
    due: Money


class PaidLine(Schema):
    """What stood on a roster for the household."""

    id: int
    month: str
    programme: str
    amount: Money
    roster_id: int
    roster_state: str | None


class Household(Schema):
    """家庭 · one household: members, awards, what stood on rosters."""

    id: int
    region: str
    number: str
    opened_on: date
    closed_on: date | None
    members: list[Member]
    awards: list[Award]
    lines: list[PaidLine]


class InMonth(Purpose):
    """A month in which awards are looked at; the present one where none is named."""

    month: str = Field("", pattern=rf"^$|{MONTH}")


@reads("/people", "people")
def people(request: Request, asked: Query[Sought]) -> Answer:
    """查人：须写明目的 · look for a person, saying what for"""
    place, question = asked.place(request.actor), queries.asked(asked.q)
    found = queries.search(question, certified(place, question.text), place, timezone.localdate())
    look(request, f"people/{question.kept}", max(1, len(found.persons)), reason=asked.purpose)
    items = [
        Found(
            id=one.person_id, name=one.name, id_number=one.id_number, region=one.region, accounts=one.accounts,
            household_number=one.household, died_on=one.died_on,
        )
        for one in found.persons
    ]  # fmt: skip
    return Answer(items=items, is_cut=found.is_cut, is_too_wide=found.is_too_wide)


@reads("/people/{person_id}", "people.person")
def person(request: Request, person_id: Path[Id], asked: Query[Purpose]) -> Person:
    """一个人 · one person"""
    found = queries.persons([person_id]).get(person_id)
    if found is None:
        raise Http404
    look(request, f"people.person/{person_id}", reason=asked.purpose)
    return Person(
        id=found.pk, region=found.region, name=found.name, id_number=queries.hints([person_id])[person_id],
        born_on=found.born_on, sex=found.sex, died_on=found.died_on,
        household_id=queries.household_of(person_id, timezone.localdate()),
        accounts=[
            Account(
                id=one.pk, bank=one.bank, number=one.number_hint, holder_name=one.holder_name, state=one.state,
                from_on=one.from_on, until_on=one.until_on,
            )
            for one in queries.accounts_ever([person_id])
        ],
    )  # fmt: skip


@reads("/households/{household_id}", "people.household")
def household(request: Request, household_id: Path[Id], asked: Query[InMonth]) -> Household:
    """一户家庭 · one household"""
    found = queries.households([household_id]).get(household_id)
    if found is None:
        raise Http404
    look(request, f"people.household/{household_id}", reason=asked.purpose)
    month = Month.parse(asked.month or timezone.localdate())
    held, members = held_by([household_id]), list(queries.members_ever([household_id]))
    masks = queries.hints([one.person_id for one in members])
    return Household(
        id=found.pk, region=found.region, number=found.number, opened_on=found.opened_on, closed_on=found.closed_on,
        members=[
            Member(
                person_id=one.person_id, name=one.person.name, id_number=masks[one.person_id], relation=one.relation,
                is_head=one.is_head, from_on=one.from_on, until_on=one.until_on,
            )
            for one in members
        ],
        awards=[_award(one, month) for one in held],
        lines=[_line(*pair) for pair in lines_of_awards([one.award.pk for one in held])],
    )  # fmt: skip


def _award(held: Held, month: Month) -> Award:
    one = held.award
    return Award(
        id=one.pk, programme=one.programme, certificate_no=one.certificate_no,
        due=Money.of(held.due_fen(month)),
    )  # fmt: skip


def _line(line: Any, roster: Any) -> PaidLine:
    return PaidLine(
        id=line.pk, month=str(Month.parse(line.month)), programme=line.programme, amount=Money.of(line.amount_fen),
        roster_id=line.roster_id, roster_state=roster.state if roster else None,
    )  # fmt: skip
