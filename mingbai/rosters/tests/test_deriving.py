"""Rosters come from awards: every line, its amount and its change; and nothing else becomes a line."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.errors import RestrictViolation

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.kernel.month import Month
from mingbai.offices.refused import NotListed, NotYours
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN, TOWN
from mingbai.rosters import actions, queries
from mingbai.rosters.models import Roster, RosterLine
from mingbai.rosters.refused import AlreadyDerived, NothingToRoster
from mingbai.rosters.states import Change
from mingbai.rosters.tests.world import (
    AMOUNT,
    FAR_VILLAGE,
    IN_TIME,
    NEXT_VILLAGE,
    NOVEMBER,
    OCTOBER,
    VILLAGE,
    Staff,
    awarded,
    decided,
    staff,
)

RULE = pytest.mark.requirement


@pytest.fixture
def county(desk: str) -> Iterator[Staff]:
    with scope(NATION):
        yield staff()


def derived(county: Staff, month: Month = NOVEMBER) -> list[Roster]:
    ids = actions.derive(region=COUNTY, month=month, by=county.handler, at=IN_TIME)
    return list(Roster.objects.filter(pk__in=ids).order_by("region"))


@RULE("R-704")
def test_each_township_gets_a_roster_with_a_line_for_every_award_in_force(county: Staff) -> None:
    awards = awarded(7, villages=(VILLAGE, NEXT_VILLAGE, FAR_VILLAGE))
    town, other = derived(county)
    assert (town.region, other.region) == (TOWN.code, OTHER_TOWN.code)
    assert (town.lines + other.lines, town.total_fen + other.total_fen) == (7, 7 * AMOUNT)
    lines = RosterLine.objects.filter(roster__in=[town, other])
    assert sorted(line.award_id for line in lines) == sorted(awards)
    assert all(line.region.startswith(line.roster.region) for line in lines)


@RULE("R-507")
def test_every_difference_to_the_month_before_has_its_kind_and_its_cause(county: Staff) -> None:
    same, raised, lowered, stopped = awarded(4)
    derived(county, OCTOBER)
    decided(raised, "raise", "income_down", 60_000)
    decided(lowered, "lower", "income_up", 30_000)
    decided(stopped, "stop", "moved_out", 0)
    (new,) = awarded(1, month=NOVEMBER)
    (roster,) = derived(county)
    told = {one.award_id: (one.change, one.cause, one.before_fen, one.now_fen) for one in queries.difference(roster.pk)}
    assert told == {
        same: (Change.SAME, "", AMOUNT, AMOUNT),
        raised: (Change.RAISE, "income_down", AMOUNT, 60_000),
        lowered: (Change.LOWER, "income_up", AMOUNT, 30_000),
        stopped: (Change.STOP, "moved_out", AMOUNT, 0),
        new: (Change.NEW, "stock", 0, AMOUNT),
    }
    added = {one.change: one.lines for one in queries.changed(queries.difference(roster.pk))}
    assert added == dict.fromkeys(Change, 1)
    assert queries.bridge(COUNTY, NOVEMBER).gap_fen == 0


@RULE("R-719")
def test_what_is_not_approved_or_has_not_begun_is_on_no_roster(county: Staff) -> None:
    awarded(1)
    awarded(1, month=NOVEMBER.next())
    (roster,) = derived(county)
    assert roster.lines == 1


def test_a_month_is_derived_once_and_only_where_something_is_due(county: Staff) -> None:
    with pytest.raises(NothingToRoster):
        derived(county)
    awarded(1)
    derived(county)
    with pytest.raises(AlreadyDerived, match="999901101"):
        derived(county)


def test_for_a_village_the_roster_of_its_whole_township_is_derived(county: Staff) -> None:
    awarded(2, villages=(VILLAGE, NEXT_VILLAGE))
    (made,) = actions.derive(region=VILLAGE, month=NOVEMBER, by=county.handler, at=IN_TIME)
    roster = Roster.objects.get(pk=made)
    assert (roster.region, roster.lines) == (TOWN.code, 2)


def test_a_roster_set_aside_makes_room_for_another_and_its_lines_pay_nobody(county: Staff) -> None:
    (award,) = awarded(1)
    (first,) = derived(county)
    actions.set_aside(roster_id=first.pk, reason="漏录一户", by=county.reviewer, at=IN_TIME)
    awarded(1)
    (second,) = derived(county)
    assert (second.lines, queries.lines(first.pk).count()) == (2, 0)
    assert RosterLine.objects.filter(award_id=award).count() == 2


@RULE("R-701")
def test_only_a_listed_handler_derives(county: Staff) -> None:
    awarded(1)
    with pytest.raises(NotYours):
        actions.derive(region=COUNTY, month=NOVEMBER, by=county.reviewer, at=IN_TIME)
    stranger = county.county.post(county.handler.organisation_id, county.handler.role)
    with pytest.raises(NotListed):
        actions.derive(region=COUNTY, month=NOVEMBER, by=stranger, at=IN_TIME)


COPY = (
    "INSERT INTO rosters_rosterline (roster_id, region, month, programme, award_id, decision_id, household_id,"
    " payee_id, account_id, payee_name, holder_name, account_index, amount_fen, member_count, instalment, change,"
    " cause, before_fen, live) SELECT {roster}, region, month, {programme}, {award}, decision_id, {household},"
    " {payee}, account_id, payee_name, holder_name, account_index, {fen}, member_count, {instalment}, change, cause,"
    " before_fen, TRUE FROM rosters_rosterline WHERE id = %s"
)
AS_IT_IS = {
    "roster": "roster_id", "programme": "programme", "award": "award_id", "household": "household_id",
    "payee": "payee_id", "fen": "amount_fen", "instalment": "instalment",
}  # fmt: skip


def slipped_in(line: RosterLine, **other: str) -> None:
    """Write a line beside one that is there, as somebody would who works on the tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COPY.format(**AS_IT_IS | other), [line.pk])


@RULE("R-719")
@pytest.mark.parametrize(
    ("constraint", "other"),
    [
        ("rosters_line_once", {}),
        ("rosters_amount_is_the_decisions", {"instalment": "1"}),
        ("rosters_amount_is_the_decisions", {"instalment": "1", "fen": "1"}),
        ("rosters_line_from_award", {"award": "(SELECT max(id) FROM awards_award)", "instalment": "1"}),
        ("rosters_line_from_award", {"household": "household_id + 1", "instalment": "1"}),
        ("rosters_line_from_award", {"programme": "'tekun_rural'", "instalment": "1"}),
        ("rosters_line_from_award", {"payee": "payee_id + 1", "instalment": "1"}),
        ("rosters_line_in_open_roster", {"roster": "roster_id + 1000", "instalment": "1"}),
    ],
)
def test_nothing_becomes_a_line_that_its_award_and_decision_do_not_say(
    county: Staff, constraint: str, other: dict[str, str]
) -> None:
    awarded(2)
    (roster,) = derived(county)
    line = queries.lines(roster.pk)[0]
    with pytest.raises(IntegrityError) as refused:
        slipped_in(line, **other)
    assert refused.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def test_without_its_trigger_the_table_would_take_any_amount(fresh_desk: str, base: Base) -> None:
    with scope(NATION):
        county = staff()
        awarded(1)
        (roster,) = derived(county)
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE rosters_rosterline DISABLE TRIGGER rosters_line_from_award")
    with scope(NATION):
        slipped_in(queries.lines(roster.pk)[0], instalment="1", fen="1")
        assert queries.altered(COUNTY, NOVEMBER) == {}
        assert queries.digest_of(roster.pk) != roster.digest


def test_nobody_takes_a_roster_away_from_its_lines_while_its_trigger_stands(fresh_desk: str, base: Base) -> None:
    with scope(NATION):
        county = staff()
        awarded(1)
        (roster,) = derived(county)
    with base.administrator(fresh_desk) as admin:
        with pytest.raises(RestrictViolation, match="never removed"):
            admin.execute("DELETE FROM rosters_roster")
        admin.execute("ALTER TABLE rosters_roster DISABLE TRIGGER rosters_roster_stays")
        assert admin.execute("DELETE FROM rosters_roster WHERE id = %s", [roster.pk]).rowcount == 1


def test_the_digest_the_database_keeps_is_the_one_anybody_reckons_from_the_lines(county: Staff) -> None:
    awarded(5, villages=(VILLAGE, NEXT_VILLAGE))
    (roster,) = derived(county)
    assert queries.digest_of(roster.pk) == roster.digest == queries.sums_of(roster.pk).digest
    assert queries.sums_of(roster.pk, VILLAGE.code).digest != roster.digest
