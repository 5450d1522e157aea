"""Money moves in two acts: one proposes on a paper, another of the same office approves; between them nothing moved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from mingbai.config.guards import NATION, scope
from mingbai.evidence.models import Act
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN, County, found_county
from mingbai.treasury import actions, queries
from mingbai.treasury.models import Fund, Proposal
from mingbai.treasury.proposals import Standing, transitions
from mingbai.treasury.refused import (
    BadEntry,
    ForbiddenUse,
    NotEnough,
    NotProposed,
    Refused,
    SamePerson,
    WrongParty,
)
from mingbai.treasury.states import Level


@dataclass
class Finance:
    """A county's bureau of finance, and one of civil affairs."""

    handler: Actor
    leader: Actor
    other: Actor  # leader of civil affairs
    civil: Actor
    county: County

    @property
    def at(self) -> datetime:
        return self.county.at

    def fund(self) -> int:
        asked = actions.propose_fund(
            region=COUNTY, year=2026, source=Level.COUNTY, programme="dibao_rural", document="明财社1号",
            by=self.handler, at=self.at,
        )  # fmt: skip
        return actions.approve(proposal_id=asked, by=self.leader, at=self.at).fund_id or 0

    def move(self, fund: int, code: str = "quota", by: Actor | None = None, **said: Any) -> int:
        given: dict[str, Any] = {"fen": 900, "name": "首批", "document": "明财社2号"} | said
        return actions.propose_move(code, fund_id=fund, by=by or self.handler, at=self.at, **given)


def bureau() -> Finance:
    made = found_county()
    finance, civil = made.office(Kind.FINANCE), made.office(Kind.CIVIL_AFFAIRS, name="救助科")
    handler, leader = made.post(finance, Role.HANDLER), made.post(finance, Role.LEADER)
    return Finance(handler, leader, made.post(civil, Role.LEADER), made.post(civil, Role.HANDLER), made)


@pytest.fixture
def place(desk: str) -> Iterator[Finance]:
    with scope(NATION):
        yield bureau()


def available(fund: int) -> int:
    return queries.where_it_is(fund).available_fen


@pytest.mark.requirement("R-701")
def test_a_move_is_in_the_books_once_another_has_approved_it(place: Finance) -> None:
    fund = place.fund()
    asked = place.move(fund)
    assert available(fund) == 0
    assert [one["id"] for one in queries.proposals(COUNTY)] == [asked]
    done = actions.approve(proposal_id=asked, by=place.leader, at=place.at)
    assert available(fund) == 900
    assert done.entry_id is not None
    (entry,) = queries.transfers([done.entry_id]).values()
    assert (entry.made_by, entry.approved_by) == (place.handler.id, place.leader.id)
    assert queries.proposals(COUNTY) == []
    told = Act.objects.filter(type__in=["treasury.proposed", "treasury.approved"]).count()
    assert told == 4


def test_a_refused_proposal_moves_nothing_and_is_over(place: Finance) -> None:
    fund = place.fund()
    asked = place.move(fund)
    with pytest.raises(BadEntry, match="Say why"):
        actions.refuse(proposal_id=asked, reason=" ", by=place.leader, at=place.at)
    actions.refuse(proposal_id=asked, reason="文号有误", by=place.leader, at=place.at)
    assert available(fund) == 0
    with pytest.raises(NotProposed, match="refused"):
        actions.approve(proposal_id=asked, by=place.leader, at=place.at)
    with pytest.raises(NotProposed, match="not there"):
        actions.approve(proposal_id=99, by=place.leader, at=place.at)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"code": "office_costs"}, BadEntry),
        ({"fen": 0}, BadEntry),
        ({"document": ""}, BadEntry),
        ({"document": "办公经费支出"}, ForbiddenUse),
        ({"code": "reserve"}, WrongParty),
        ({"fund": 99}, BadEntry),
    ],
)
def test_what_can_be_judged_is_judged_when_it_is_proposed(
    place: Finance, wrong: dict[str, Any], why: type[Refused]
) -> None:
    fund = place.fund()
    with pytest.raises(why):
        place.move(**({"fund": fund} | wrong))
    assert queries.proposals(COUNTY) == []


def test_the_books_are_asked_when_it_is_approved(place: Finance) -> None:
    asked = place.move(place.fund(), "plan")
    with pytest.raises(NotEnough):
        actions.approve(proposal_id=asked, by=place.leader, at=place.at)
    assert [one["state"] for one in queries.proposals(COUNTY)] == ["proposed"]


def test_who_may_propose_and_who_may_approve(place: Finance) -> None:
    fund = place.fund()
    asked = place.move(fund)
    for by, why in ((place.handler, NotYours), (place.other, WrongParty)):
        with pytest.raises(why):
            actions.approve(proposal_id=asked, by=by, at=place.at)
    with pytest.raises(NotYours):
        place.move(fund, by=place.leader)
    with pytest.raises(WrongParty):
        actions.propose_fund(
            region=COUNTY, year=2027, source=Level.COUNTY, programme="dibao_rural", document="明1号", by=place.civil,
            at=place.at,
        )  # fmt: skip
    with scope(OTHER_TOWN), pytest.raises(NotProposed):
        actions.approve(proposal_id=asked, by=place.leader, at=place.at)


def test_nobody_approves_his_own_proposal_in_another_post(place: Finance) -> None:
    again = place.county.post(place.leader.organisation_id, Role.HANDLER, officer=place.leader.id)
    asked = place.move(place.fund(), by=again)
    with pytest.raises(SamePerson):
        actions.approve(proposal_id=asked, by=place.leader, at=place.at)


@pytest.mark.requirement("R-1508")
@pytest.mark.parametrize(
    ("said", "guarantee"),
    [
        ({"state": "approved", "approved_by": True}, "treasury_approved_is_done"),
        ({"state": "approved", "fund_id": True}, "treasury_proposal_decided_by_somebody"),
        ({"state": "refused", "approved_by": True}, "treasury_refused_with_reason"),
        ({"state": "refused", "reason": "x", "approved_by": False}, "proposal_made_by_is_not_approved_by"),
    ],
)
def test_the_database_holds_a_proposal_to_two_people_and_to_what_came_of_it(
    fresh_desk: str, said: dict[str, Any], guarantee: str
) -> None:
    with scope(NATION):
        place = bureau()
        asked = actions.propose_fund(
            region=COUNTY, year=2026, source=Level.COUNTY, programme="dibao_rural", document="明财社1号",
            by=place.handler, at=place.at,
        )  # fmt: skip
        fund = Fund.objects.create(
            region=COUNTY.code, year=2025, source="county", programme="x", document="x", made_by=1, approved_by=2,
            made_at=place.at,
        )  # fmt: skip
    columns = dict(said)
    if "approved_by" in said:
        columns |= {
            "approved_by": place.leader.id if said["approved_by"] else place.handler.id,
            "approved_at": place.at,
        }
    if "fund_id" in said:
        columns["fund_id"] = fund.pk
    refused_until_dropped(lambda: Proposal.objects.filter(pk=asked).update(**columns), guarantee)


def refused_until_dropped(write: Callable[[], object], guarantee: str) -> None:
    def attempt() -> None:
        with scope(NATION), transaction.atomic():
            write()

    with pytest.raises(IntegrityError, match=guarantee):
        attempt()
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE treasury_proposal DROP CONSTRAINT {guarantee}")
    attempt()


def test_what_was_decided_never_moves_again_in_the_database(fresh_desk: str) -> None:
    with scope(NATION):
        place = bureau()
        fund = place.fund()
    decided = {"state": Standing.PROPOSED.value, "approved_by": None}

    def back() -> None:
        with scope(NATION), transaction.atomic():
            Proposal.objects.filter(fund_id=fund).update(**decided)

    with pytest.raises(ProgrammingError, match="Invalid transition"):
        back()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'treasury_proposal'::regclass AND NOT tgisinternal"
        )
        for (name,) in cursor.fetchall():
            if "moves" in name:
                cursor.execute(f'DROP TRIGGER "{name}" ON treasury_proposal')
    back()
    assert {after for before, after in transitions() if before == "approved"} == set()
