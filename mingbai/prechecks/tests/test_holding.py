"""A hold is not a stop: a named person, a reason, a few days, one line; and then the money is paid (D1, D2, D3)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mingbai.config.guards import NATION, scope
from mingbai.kernel.calendar import add_working_days
from mingbai.offices.actor import Actor
from mingbai.offices.refused import NotYours
from mingbai.offices.tests.places import COUNTY
from mingbai.prechecks import actions, queries
from mingbai.prechecks.models import Finding, Hold, Release
from mingbai.prechecks.refused import NeedsReason, NoSuchDecision, NothingToPayBack, NotHoldable, Unanswered
from mingbai.prechecks.tests.world import Desk, desk_with, sealed
from mingbai.rosters.models import Departure, Roster, RosterLine
from mingbai.rosters.refused import SamePerson, WrongState
from mingbai.rosters.tables import roster
from mingbai.rosters.tests.world import AMOUNT, NOVEMBER, TOWN, decided

RULE = pytest.mark.requirement
SEPTEMBER_30 = date(2026, 9, 30)


@pytest.fixture
def office(desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with scope(NATION):
        yield desk_with(monkeypatch)


def with_a_death(office: Desk) -> Hold:
    """Let the first recipient have died in September, check, and return the question that follows."""
    office.died(office.line().payee_id, SEPTEMBER_30)
    office.checked()
    return office.question()


def released_without(office: Desk) -> Hold:
    """Hold the line of the dead and release the roster; return the hold."""
    asked = with_a_death(office)
    actions.hold(hold_id=asked.pk, reason="死亡名单比中，待入户", by=office.staff.reviewer, at=office.later(minutes=5))
    office.asked()
    office.released()
    asked.refresh_from_db()
    return asked


def another_reviewer(office: Desk) -> Actor:
    county = office.staff.county
    who = county.post(office.staff.reviewer.organisation_id, office.staff.reviewer.role)
    county.listed("check_roster", who, office.staff.leader)
    return who


@RULE("R-511")
def test_a_certain_death_asks_a_named_person_and_holds_nothing_by_itself(office: Desk) -> None:
    asked = with_a_death(office)
    assert (asked.rule_id, asked.match_tier, asked.held_fen, asked.line_id) == ("RK-101", "A", AMOUNT, office.line().pk)
    assert RosterLine.objects.filter(live=True).count() == 3
    with pytest.raises(Unanswered):
        office.asked()


def test_only_a_reviewer_with_a_reason_holds_and_for_five_working_days_at_most(office: Desk) -> None:
    asked = with_a_death(office)
    with pytest.raises(NotYours):
        actions.hold(hold_id=asked.pk, reason="待核", by=office.staff.handler, at=office.at)
    with pytest.raises(NeedsReason):
        actions.hold(hold_id=asked.pk, reason=" ", by=office.staff.reviewer, at=office.at)
    actions.hold(hold_id=asked.pk, reason="待核", by=office.staff.reviewer, at=office.at)
    asked.refresh_from_db()
    assert asked.until_on == add_working_days(office.at.date(), 5).on
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=asked.pk).update(until_on=asked.until_on + timedelta(days=30))


def test_d2_what_is_held_leaves_the_others_paid_and_is_paid_back_when_nobody_decides(office: Desk) -> None:
    held = released_without(office)
    paid = queries.released_lines(office.roster.pk)
    assert sorted(line.award_id for line in paid) == sorted(office.awards[1:])
    done = Release.objects.get()
    assert (done.lines, done.total_fen, done.held_fen) == (2, 2 * AMOUNT, AMOUNT)
    with pytest.raises(NothingToPayBack):
        actions.pay_back(township=TOWN, month=NOVEMBER, by=office.staff.handler, at=office.at)
    assert actions.expire_holds(region=TOWN, at=office.at) == 0
    assert actions.expire_holds(region=TOWN, at=office.later(days=14)) == 1
    extra = actions.pay_back(township=TOWN, month=NOVEMBER, by=office.staff.handler, at=office.at)
    held.refresh_from_db()
    assert held.state == "back_paid"
    office.roster = sealed(office.staff, extra, office.at)
    office.checked()
    office.asked()
    office.released()
    (line,) = queries.released_lines(extra)
    assert (line.award_id, line.amount_fen, line.makes_up_for_id) == (office.awards[0], AMOUNT, held.departure_id)


def test_d2_of_a_family_only_the_part_of_the_one_in_doubt_is_held(office: Desk) -> None:
    asked = with_a_death(office)
    Hold.objects.filter(pk=asked.pk).update(held_fen=20_000)  # as the rule reckons one member's part
    actions.hold(hold_id=asked.pk, reason="一名成员死亡待核", by=office.staff.reviewer, at=office.at)
    office.asked()
    office.released()
    amounts = {line.award_id: line.amount_fen for line in queries.released_lines(office.roster.pk)}
    assert amounts == {office.awards[0]: 30_000, office.awards[1]: AMOUNT, office.awards[2]: AMOUNT}
    actions.lift(
        hold_id=asked.pk,
        outcome="入户见到本人",
        by=another_reviewer(office),
        at=office.later(days=1),
    )
    extra = actions.pay_back(township=TOWN, month=NOVEMBER, by=office.staff.handler, at=office.at)
    (line,) = RosterLine.objects.filter(roster_id=extra)
    assert (line.amount_fen, line.instalment) == (20_000, 1)


def test_a_hold_declined_or_over_before_release_leaves_the_line_where_it_is(office: Desk) -> None:
    asked = with_a_death(office)
    actions.hold(hold_id=asked.pk, reason="待核", by=office.staff.reviewer, at=office.at)
    office.later(days=14)
    office.asked()
    office.released()
    asked.refresh_from_db()
    assert (asked.state, asked.departure_id) == ("expired", None)
    assert queries.released_lines(office.roster.pk).count() == 3


def test_the_same_doubt_is_not_asked_about_twice(office: Desk) -> None:
    asked = with_a_death(office)
    actions.decline(hold_id=asked.pk, reason="同名同号有误，本人健在", by=office.staff.reviewer, at=office.at)
    office.checked()
    assert list(Hold.objects.values_list("state", flat=True)) == ["declined"]
    office.dead.pop()
    office.checked()
    office.asked()


def test_a_question_nobody_answered_in_time_is_asked_again_by_the_next_check(office: Desk) -> None:
    asked = with_a_death(office)
    assert actions.expire_holds(region=TOWN, at=office.later(days=14)) == 1
    office.checked()
    again = office.question()
    assert (again.pk != asked.pk, again.line_id) == (True, asked.line_id)
    with pytest.raises(Unanswered):
        office.asked()
    actions.decline(hold_id=again.pk, reason="本人健在", by=office.staff.reviewer, at=office.at)
    office.asked()
    office.released()
    assert list(Hold.objects.order_by("pk").values_list("state", flat=True)) == ["expired", "declined"]


def test_a_question_whose_ground_is_gone_closes_itself(office: Desk) -> None:
    asked = with_a_death(office)
    office.dead.pop()
    office.checked()
    asked.refresh_from_db()
    assert asked.state == "expired"
    office.asked()


def test_who_holds_a_line_does_not_lift_it(office: Desk) -> None:
    asked = with_a_death(office)
    actions.hold(hold_id=asked.pk, reason="待核", by=office.staff.reviewer, at=office.at)
    with pytest.raises(SamePerson):
        actions.lift(hold_id=asked.pk, outcome="没事", by=office.staff.reviewer, at=office.at)


def test_a_hold_is_closed_against_somebody_by_a_decision_of_due_process_alone(office: Desk) -> None:
    held = released_without(office)
    other = another_reviewer(office)
    say: dict[str, Any] = {"hold_id": held.pk, "outcome": "确认死亡", "by": other, "at": office.at}
    with pytest.raises(NoSuchDecision):
        actions.confirm(decision_id=1, **say)
    decided(office.awards[0], "stop", "died", 0)
    decision = held.line.award.decisions.get(version=2)
    actions.confirm(decision_id=decision.pk, **say)
    with pytest.raises(NothingToPayBack):
        actions.pay_back(township=TOWN, month=NOVEMBER, by=office.staff.handler, at=office.at)


def test_what_is_held_stands_on_the_months_list_until_the_award_itself_is_stopped(office: Desk) -> None:
    released_without(office)
    assert sorted(roster(COUNTY, NOVEMBER)["amount_fen"].to_pylist()) == [AMOUNT] * 3
    decided(office.awards[0], "stop", "died", 0)
    assert sorted(roster(COUNTY, NOVEMBER)["amount_fen"].to_pylist()) == [AMOUNT] * 2


def one_digit_off(number: str) -> str:
    return number[:15] + str((int(number[15]) + 3) % 10) + number[16:]


def test_d3_a_likely_match_is_told_as_please_verify_and_feeds_no_hold(office: Desk) -> None:
    from mingbai.people.queries import opened_numbers

    payee = office.line().payee_id
    office.died(payee, SEPTEMBER_30, number=one_digit_off(opened_numbers([payee])[payee]))
    office.checked()
    (found,) = Finding.objects.filter(rule_id="RK-101")
    assert found.match_tier != "A"
    assert not found.proposes_hold
    assert "核实" in found.message
    assert not Hold.objects.exists()
    with pytest.raises(NotHoldable):
        actions.ask_hold(finding_id=found.pk, by=office.staff.reviewer, at=office.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            finding=found, line=office.line(), region=found.region, rule_id=found.rule_id, match_tier="A",
            state="asked", held_fen=1, asked_at=office.at, until_on=office.at.date(),
        )  # fmt: skip


def contents() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'award', md5(string_agg(award::text, '' ORDER BY id)) FROM awards_award AS award UNION ALL "
            "SELECT 'decision', md5(string_agg(decision::text, '' ORDER BY id)) FROM awards_decision AS decision "
            "UNION ALL SELECT 'account', md5(string_agg(account::text, '' ORDER BY id)) FROM people_account AS account"
        )
        return list(cursor.fetchall())


def test_d1_checks_holds_and_releases_change_no_award_no_amount_and_no_account(office: Desk) -> None:
    before = contents()
    released_without(office)
    actions.expire_holds(region=TOWN, at=office.later(days=14))
    assert contents() == before


def test_no_number_of_a_person_or_account_is_at_rest_in_what_a_check_stores(office: Desk) -> None:
    from mingbai.people.queries import opened_accounts, opened_numbers

    with_a_death(office)
    numbers = [*opened_numbers([line.payee_id for line in RosterLine.objects.all()]).values()]
    numbers += opened_accounts([line.account_id for line in RosterLine.objects.all()]).values()
    with connection.cursor() as cursor:
        for table in ("check", "finding", "hold", "checkedroster"):
            cursor.execute(f"SELECT string_agg(stored::text, ' ') FROM prechecks_{table} AS stored")
            ((text,),) = cursor.fetchall()
            assert not [number for number in numbers if number in (text or "")]
    (found,) = Finding.objects.filter(rule_id="RK-101")
    assert '"died_on": "2026-09-30"' in queries.evidence(found)


def test_findings_and_departures_stay_as_they_were_written(office: Desk) -> None:
    released_without(office)
    for model, change in ((Finding, {"gates": True}), (Departure, {"held_fen": 1}), (Roster, {"made_by": 7})):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**change)


def test_what_was_released_takes_no_departure_any_more(office: Desk) -> None:
    from mingbai.rosters.actions import ask_departure
    from mingbai.rosters.states import Why

    office.checked()
    office.asked()
    office.released()
    with pytest.raises(WrongState):
        ask_departure(line_id=office.line().pk, why=Why.MOVED, reason="迟了", by=office.staff.handler, at=office.at)
