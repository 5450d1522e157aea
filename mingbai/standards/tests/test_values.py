"""Values of parameters in operation: entered by one, approved by another, each day one, each with its ground."""

from datetime import date, timedelta

import pytest

from mingbai.evidence.models import Act
from mingbai.law import UnknownCitation
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotListed, NotYours, Refused, SamePerson, WrongState
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.policy.funds.uses import ForbiddenName
from mingbai.policy.parameters import BadValue, shipped
from mingbai.policy.parameters.deviations import Standing
from mingbai.standards import actions
from mingbai.standards.models import Entry
from mingbai.standards.queries import calendar, deviations, parameters
from mingbai.standards.refused import (
    CutsInto,
    EndsTooEarly,
    LawPrevails,
    NationShips,
    NoDocument,
    NoReason,
    ProposedAlready,
    UnknownParameter,
)
from mingbai.standards.states import State
from mingbai.standards.tests.desks import JULY, Desk, standards_desk

ONE_DAY = timedelta(days=1)


@pytest.fixture
def desk_of(desk: str) -> Desk:
    return standards_desk()


def top_up(on: date, region: str = COUNTY.code) -> int:
    return parameters().at(region, on).number("top_up_bp")


def state(entry: int) -> str:
    return Entry.objects.get(pk=entry).state


@pytest.mark.requirement("R-412")
def test_a_value_counts_from_its_day_once_another_person_approved_it(desk_of: Desk) -> None:
    entry = desk_of.proposed()
    assert top_up(JULY) == 1500
    assert actions.approve_value(entry_id=entry, by=desk_of.leader, at=desk_of.county.at) == []
    assert (top_up(JULY - ONE_DAY), top_up(JULY), top_up(date(2031, 1, 1))) == (1500, 2000, 2000)
    origin = parameters().at(COUNTY.code, JULY).origin("top_up_bp")
    assert (origin.cite, origin.reason, origin.region) == ("LAW-2026#20", "明民发〔2026〕9号", COUNTY.code)
    assert list(Act.objects.filter(subject=f"standards.entry/{entry}").values_list("type", "by")) == [
        ("standards.value_proposed", desk_of.handler.id),
        ("standards.value_approved", desk_of.leader.id),
    ]


def test_a_value_holds_in_every_division_below_and_none_beside(desk_of: Desk) -> None:
    desk_of.approved()
    assert top_up(JULY, TOWN.code) == 2000
    assert parameters().at("370830", JULY).number("top_up_bp") == shipped().at("370830", JULY).number("top_up_bp")


def test_the_next_value_ends_the_one_before_on_its_day(desk_of: Desk) -> None:
    first = desk_of.approved()
    second = desk_of.approved(value=2500, from_on=date(2027, 1, 1))
    assert (top_up(date(2026, 12, 31)), top_up(date(2027, 1, 1))) == (2000, 2500)
    assert (state(first), state(second)) == (State.ENDED, State.IN_FORCE)
    assert Act.objects.filter(subject=f"standards.entry/{first}", type="standards.value_ended").count() == 1


def test_a_correction_from_the_same_day_takes_the_wrong_value_s_place(desk_of: Desk) -> None:
    wrong = desk_of.approved(value=200)
    desk_of.approved(value=2000)
    assert (top_up(JULY), state(wrong)) == (2000, State.REPLACED)


def test_a_value_without_an_end_lasts_until_one_that_was_approved_for_later(desk_of: Desk) -> None:
    later = desk_of.approved(value=2500, from_on=date(2027, 1, 1))
    desk_of.approved()
    assert [top_up(day) for day in (JULY, date(2026, 12, 31), date(2027, 1, 1))] == [2000, 2000, 2500]
    assert state(later) == State.IN_FORCE


def test_a_value_for_a_time_gives_way_afterwards_to_what_ships(desk_of: Desk) -> None:
    desk_of.approved(until_on=date(2026, 10, 1))
    assert [top_up(day) for day in (JULY - ONE_DAY, JULY, date(2026, 9, 30), date(2026, 10, 1))] == [
        1500, 2000, 2000, 1500,
    ]  # fmt: skip


def test_a_value_that_would_end_inside_another_s_time_is_refused_with_what_to_do(desk_of: Desk) -> None:
    desk_of.approved()
    entry = desk_of.proposed(value=2200, from_on=date(2026, 8, 1), until_on=date(2026, 9, 1))
    with pytest.raises(CutsInto, match="approve first what follows"):
        actions.approve_value(entry_id=entry, by=desk_of.leader, at=desk_of.county.at)
    assert top_up(date(2026, 8, 1)) == 2000
    desk_of.approved(from_on=date(2026, 9, 1))
    actions.approve_value(entry_id=entry, by=desk_of.leader, at=desk_of.county.at)
    assert [top_up(day) for day in (JULY, date(2026, 8, 31), date(2026, 9, 1))] == [2000, 2200, 2000]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"key": "top_up"}, UnknownParameter),
        ({"value": 20_001}, BadValue),
        ({"value": 0.15}, BadValue),
        ({"article": "LAW-2026#999"}, UnknownCitation),
        ({"article": ""}, UnknownCitation),
        ({"document": " "}, NoDocument),
        ({"region": "nation"}, NationShips),
        ({"until_on": JULY}, EndsTooEarly),
        ({"key": "tekun_minor_age", "value": 16}, LawPrevails),
        ({"region": "370830"}, NotListed),
        ({"region": "9999"}, NotListed),
        ({"key": "benefit_bands", "value": [[100, 5]]}, ValueError),
    ],
    ids=lambda said: "-".join(said) if isinstance(said, dict) else said.__name__,
)
def test_a_value_is_refused_that_nobody_could_use(
    given: dict[str, object], why: type[Exception], desk_of: Desk
) -> None:
    with pytest.raises(why) as refusal:
        desk_of.proposed(**given)
    assert getattr(refusal.value, "zh", "")
    assert getattr(refusal.value, "en", "")
    assert not Entry.objects.exists()


def test_where_the_law_came_later_a_local_value_may_stand_until_its_day(desk_of: Desk) -> None:
    entry = desk_of.approved(key="tekun_minor_age", value=17, from_on=date(2026, 1, 1), until_on=date(2026, 7, 1))
    assert state(entry) == State.IN_FORCE
    at = [parameters().at(COUNTY.code, day).number("tekun_minor_age") for day in (date(2026, 6, 30), JULY)]
    assert at == [17, 18]


def test_who_entered_a_value_does_not_approve_it(desk_of: Desk) -> None:
    bureau = desk_of.county.office(Kind.CIVIL_AFFAIRS, name="二科")
    both = desk_of.county.post(bureau, Role.LEADER, officer=desk_of.handler.id)
    desk_of.county.listed("approve_standard", both, desk_of.leader)
    entry = desk_of.proposed()
    with pytest.raises(SamePerson):
        actions.approve_value(entry_id=entry, by=both, at=desk_of.county.at)
    assert state(entry) == State.PROPOSED


def test_neither_step_is_for_another_role_or_for_who_is_not_listed(desk_of: Desk) -> None:
    with pytest.raises(NotYours, match="for the handler"):
        desk_of.proposed(by=desk_of.leader)
    entry = desk_of.proposed()
    with pytest.raises(NotYours, match="for the leader"):
        actions.approve_value(entry_id=entry, by=desk_of.handler, at=desk_of.county.at)
    unlisted = desk_of.county.post(desk_of.county.office(Kind.FINANCE), Role.LEADER)
    with pytest.raises(NotListed):
        actions.approve_value(entry_id=entry, by=unlisted, at=desk_of.county.at)


def test_a_value_is_decided_once(desk_of: Desk) -> None:
    entry = desk_of.approved()
    with pytest.raises(WrongState):
        actions.approve_value(entry_id=entry, by=desk_of.leader, at=desk_of.county.at)
    with pytest.raises(WrongState):
        actions.refuse_value(entry_id=entry, reason="晚了", by=desk_of.leader, at=desk_of.county.at)


def test_the_same_value_waits_once_and_may_be_entered_anew_after_a_refusal(desk_of: Desk) -> None:
    entry = desk_of.proposed()
    with pytest.raises(ProposedAlready):
        desk_of.proposed(value=2100)
    with pytest.raises(NoReason):
        actions.refuse_value(entry_id=entry, reason=" ", by=desk_of.leader, at=desk_of.county.at)
    actions.refuse_value(entry_id=entry, reason="文号有误", by=desk_of.leader, at=desk_of.county.at)
    assert state(entry) == State.REFUSED
    desk_of.approved(value=2100)
    assert top_up(JULY) == 2100


def test_a_value_nobody_knows_is_said_to_be_unknown(desk_of: Desk) -> None:
    with pytest.raises(Refused, match="no standard 4711"):
        actions.approve_value(entry_id=4711, by=desk_of.leader, at=desk_of.county.at)


@pytest.mark.requirement("R-013")
def test_what_a_county_decided_here_is_among_its_deviations_from_the_nation(desk_of: Desk) -> None:
    desk_of.approved(key="grace_months", value=12, article="YC-2022-2#2.3.5")
    [grace] = [found for found in deviations(COUNTY.code, JULY) if found.definition.key == "grace_months"]
    assert grace.standing is Standing.BEYOND
    assert "12 months here (Yichun Guide (2022), sec. 2.3.5)" in grace.plain("en")


def test_the_calendar_says_which_year_is_announced() -> None:
    assert [(year.year, year.status.value) for year in calendar(date(2026, 11, 3))] == [
        (2026, "official"), (2027, "provisional"),
    ]  # fmt: skip


@pytest.mark.requirement("R-614")
def test_no_locality_names_a_payment_after_a_forbidden_use(desk_of: Desk) -> None:
    purposes = [["dibao_rural", "农村低保金"], ["linshi", "乡镇办公经费"]]
    with pytest.raises(ForbiddenName, match="日常办公经费"):
        desk_of.proposed(key="payment_purposes", value=purposes)
    purposes[1][1] = "临时救助金"
    assert desk_of.approved(key="payment_purposes", value=purposes)
