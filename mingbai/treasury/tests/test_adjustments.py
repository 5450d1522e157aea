"""Reserves, loans between funds, year ends and corrections: proposed by one, and by how many approved."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from mingbai.config.guards import NATION, scope
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN, TOWN
from mingbai.treasury import actions, queries
from mingbai.treasury.ladder import Rung
from mingbai.treasury.models import Proposal
from mingbai.treasury.refused import (
    AlreadyResolved,
    AlreadyWritten,
    BadEntry,
    ForbiddenUse,
    NotEnough,
    NotProposed,
    SamePerson,
    UnableToClose,
    WrongParty,
    YearClosed,
)
from mingbai.treasury.states import Level
from mingbai.treasury.tests.test_proposals import Finance, bureau

PAPER = "明财社5号"


@pytest.fixture
def place(desk: str) -> Iterator[Finance]:
    with scope(NATION):
        yield bureau()


def second(place: Finance) -> Actor:
    return place.county.post(place.leader.organisation_id, Role.REVIEWER)


def fund(place: Finance, programme: str, year: int = 2026, fen: int = 0) -> int:
    asked = actions.propose_fund(
        region=COUNTY, year=year, source=Level.COUNTY, programme=programme, document="明财社1号", by=place.handler,
        at=place.at,
    )  # fmt: skip
    made = actions.approve(proposal_id=asked, by=place.leader, at=place.at).fund_id or 0
    if fen:
        approved(place, place.move(made, "quota", fen=fen))
    return made


def approved(place: Finance, number: int) -> Proposal:
    return actions.approve(proposal_id=number, by=place.leader, at=place.at)


def lent(place: Finance, gives: int, takes: int, fen: int = 300, **said: Any) -> int:
    given: dict[str, Any] = {"name": "救灾", "document": PAPER, "by": place.handler} | said
    return actions.propose_between("lend", from_fund=gives, to_fund=takes, fen=fen, at=place.at, **given)


def on_rung(fund_id: int, rung: Rung) -> int:
    return queries.ladder(fund_id)[rung]


@pytest.mark.requirement("R-615")
def test_money_is_lent_to_another_fund_once_two_others_have_approved_it(place: Finance) -> None:
    gives, takes = fund(place, "dibao_rural", fen=900), fund(place, "linshi")
    asked = lent(place, gives, takes)
    assert approved(place, asked).state == "seconded"
    assert on_rung(takes, Rung.AVAILABLE) == 0, "one approval moves nothing"
    with pytest.raises(SamePerson):
        approved(place, asked)
    done = actions.approve(proposal_id=asked, by=second(place), at=place.at)
    assert (on_rung(gives, Rung.AVAILABLE), on_rung(takes, Rung.AVAILABLE)) == (600, 300)
    assert all(queries.where_it_is(one).holds for one in (gives, takes))
    assert done.state == "approved"
    assert done.entry_id is not None
    assert queries.proposals(COUNTY) == []


def test_an_adjustment_can_be_refused_by_the_second_person_too(place: Finance) -> None:
    asked = lent(place, fund(place, "dibao_rural", fen=900), fund(place, "linshi"))
    approved(place, asked)
    actions.refuse(proposal_id=asked, reason="没有文件", by=second(place), at=place.at)
    with pytest.raises(NotProposed, match="refused"):
        approved(place, asked)


@pytest.mark.requirement("R-615", "R-614")
def test_what_no_document_allows_is_not_even_proposed_between_funds(place: Finance) -> None:
    gives, takes = fund(place, "dibao_rural", fen=900), fund(place, "linshi")
    for wrong, why in (
        ({"document": " "}, BadEntry),
        ({"document": "办公经费支出"}, ForbiddenUse),
        ({"by": place.civil}, WrongParty),
        ({"by": place.leader}, NotYours),
        ({"fen": 0}, BadEntry),
    ):
        with pytest.raises(why):
            lent(place, gives, takes, **wrong)
    with pytest.raises(BadEntry, match="no adjustment"):
        actions.propose_between(
            "quota", from_fund=gives, to_fund=takes, fen=1, name="x", document=PAPER, by=place.handler, at=place.at
        )
    with pytest.raises(BadEntry, match="no fund 99"):
        lent(place, gives, 99)


def test_a_township_s_reserve_is_opened_filled_and_seen_by_its_township(place: Finance) -> None:
    relief = fund(place, "linshi", fen=900)
    with pytest.raises(BadEntry, match="no township"):
        actions.propose_township(fund_id=relief, township=COUNTY, document=PAPER, by=place.handler, at=place.at)
    asked = actions.propose_township(fund_id=relief, township=TOWN, document=PAPER, by=place.handler, at=place.at)
    assert approved(place, asked).state == "approved"
    filled = place.move(relief, "supply_township", fen=200, township=TOWN.code)
    approved(place, filled)
    assert {(one.township, one.balances.net_fen) for one in queries.balances(relief) if one.township} == {
        (TOWN.code, 200)
    }
    with scope(TOWN):
        assert {one["id"] for one in queries.proposals(TOWN, waiting=False)} == {asked, filled}
    with scope(OTHER_TOWN):
        assert queries.proposals(OTHER_TOWN, waiting=False) == []


def test_a_township_hands_out_of_its_own_reserve_alone_by_two_of_its_people(place: Finance) -> None:
    relief = fund(place, "linshi", fen=900)
    for one in (TOWN, OTHER_TOWN):
        approved(place, actions.propose_township(
            fund_id=relief, township=one, document=PAPER, by=place.handler, at=place.at
        ))  # fmt: skip
        approved(place, place.move(relief, "supply_township", fen=200, name=one.code, township=one.code))
    office = place.county.office(Kind.TOWNSHIP, TOWN, "河东镇政府")
    handler, leader = place.county.post(office, Role.HANDLER), place.county.post(office, Role.LEADER)
    with working_as(handler):
        asked = place.move(relief, "hand_out", by=handler, fen=50, township=TOWN.code)
        with pytest.raises(BadEntry, match="no fund"):
            place.move(relief, "hand_out", by=handler, fen=50, township=OTHER_TOWN.code)
    with working_as(leader):
        actions.approve(proposal_id=asked, by=leader, at=place.at)
    assert on_rung(relief, Rung.PAID) == 50


def test_a_year_is_closed_and_its_rest_handed_to_the_next_year_s_fund(place: Finance) -> None:
    old, new = fund(place, "dibao_rural", 2025, fen=900), fund(place, "dibao_rural", 2026)
    closing = actions.propose_closing(fund_id=old, document=PAPER, by=place.handler, at=place.at)
    approved(place, closing)
    assert queries.closed([old, new]) == {old}
    with pytest.raises(YearClosed):
        actions.propose_closing(fund_id=old, document=PAPER, by=place.handler, at=place.at)
    for fen, fits in ((901, False), (900, True)):
        asked = actions.propose_between(
            "carry_out", from_fund=old, to_fund=new, fen=fen, name=f"{fen}", document=PAPER, by=place.handler,
            at=place.at,
        )  # fmt: skip
        approved(place, asked)
        if fits:
            actions.approve(proposal_id=asked, by=second(place), at=place.at)
        else:
            with pytest.raises(NotEnough):
                actions.approve(proposal_id=asked, by=second(place), at=place.at)
    assert on_rung(new, Rung.AVAILABLE) == 900


def test_a_year_with_money_on_its_way_stays_open(place: Finance) -> None:
    made = fund(place, "dibao_rural", 2025, fen=900)
    approved(place, place.move(made, "plan", fen=500))
    asked = actions.propose_move(
        "reserve", fund_id=made, fen=400, name="名册", document=PAPER, by=place.civil, at=place.at
    )
    actions.approve(proposal_id=asked, by=place.other, at=place.at)
    closing = actions.propose_closing(fund_id=made, document=PAPER, by=place.handler, at=place.at)
    with pytest.raises(UnableToClose):
        approved(place, closing)


def test_a_wrong_entry_is_undone_once_by_two_people_of_the_office_that_made_it(place: Finance) -> None:
    made = fund(place, "dibao_rural", fen=900)
    wrong = approved(place, place.move(made, "plan", fen=500)).entry_id
    assert wrong is not None
    with pytest.raises(WrongParty):
        actions.propose_correction(wrong_id=wrong, document=PAPER, by=place.civil, at=place.at)
    first, again = (
        actions.propose_correction(wrong_id=wrong, document=paper, by=place.handler, at=place.at)
        for paper in (PAPER, "明财社6号")
    )
    approved(place, first)
    assert (on_rung(made, Rung.AVAILABLE), on_rung(made, Rung.PLANNED)) == (900, 0)
    with pytest.raises(AlreadyWritten):
        approved(place, again)
    with pytest.raises(AlreadyResolved, match="corrected already"):
        actions.propose_correction(wrong_id=wrong, document=PAPER, by=place.handler, at=place.at)


def test_a_fund_of_another_county_is_not_there(place: Finance) -> None:
    made = fund(place, "dibao_rural", fen=900)
    elsewhere = place.county.post(place.county.office(Kind.FINANCE, Region.parse("999902"), "邻县"), Role.HANDLER)
    with working_as(elsewhere):
        with pytest.raises(BadEntry, match="no fund"):
            place.move(made, by=elsewhere)
        with pytest.raises(BadEntry, match="no fund"):
            actions.propose_closing(fund_id=made, document=PAPER, by=elsewhere, at=place.at)


@pytest.mark.requirement("R-1508")
@pytest.mark.parametrize(
    ("columns", "guarantee"),
    [
        ({"state": "approved", "approved_by": 2, "entry_id": "1b671a64-40d5-491e-99b0-da01ff1f3341"},
         "treasury_adjustment_approved_by_two"),
        ({"state": "seconded"}, "treasury_adjustment_approved_by_two"),
        ({"state": "seconded", "seconded_by": 0}, "proposal_made_by_is_not_seconded_by"),
        ({"state": "refused", "reason": "x", "seconded_by": 2, "approved_by": 2},
         "proposal_seconded_by_is_not_approved_by"),
    ],
)  # fmt: skip
def test_the_database_holds_an_adjustment_to_three_people(
    fresh_desk: str, columns: dict[str, Any], guarantee: str
) -> None:
    with scope(NATION):
        place = bureau()
        asked = lent(place, fund(place, "dibao_rural", fen=900), fund(place, "linshi"))
    people = {0: place.handler.id, 2: place.leader.id}
    said = dict(columns)
    for name in {"approved_by", "seconded_by"} & said.keys():
        said[name] = people[said[name]]
        said[name.replace("_by", "_at")] = place.at
    refused_until_dropped(lambda: Proposal.objects.filter(pk=asked).update(**said), guarantee)


@pytest.mark.parametrize(
    ("said", "guarantee"),
    [
        ({"code": "lend", "fen": 5}, "treasury_adjusts_two_funds"),
        ({"code": "correction", "fen": 5}, "treasury_corrects_an_entry"),
        ({"code": "open_township"}, "treasury_proposes_what_there_is"),
        ({"code": "close", "fen": 5}, "treasury_proposes_what_there_is"),
    ],
)
def test_the_database_holds_a_proposal_to_what_its_sort_needs(
    fresh_desk: str, said: dict[str, Any], guarantee: str
) -> None:
    with scope(NATION):
        place = bureau()
        made = fund(place, "dibao_rural", fen=900)
    about = {"region": COUNTY.code, "party": "finance", "programme": "dibao_rural", "document": "x", "fund_id": made}
    refused_until_dropped(
        lambda: Proposal.objects.create(**about, **said, made_by=place.handler.id, made_at=place.at), guarantee
    )


def refused_until_dropped(write: Callable[[], object], guarantee: str) -> None:
    def attempt() -> None:
        with scope(NATION), transaction.atomic():
            write()

    with pytest.raises(IntegrityError, match=guarantee):
        attempt()
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE treasury_proposal DROP CONSTRAINT {guarantee}")
    attempt()
