"""Outcomes: proven, heard, decided by somebody else, overturned and measured; over and missed alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.alerts import actions
from mingbai.alerts.actions.deciding import Verdict
from mingbai.alerts.models import Hearing, Outcome, Task
from mingbai.alerts.precision import Precision, lower_bound_bp, must_be_demoted
from mingbai.alerts.queries import precision, standing, standing_outcome
from mingbai.alerts.refused import (
    DoesNotFit,
    NotHeard,
    NotVerified,
    PaidDiffers,
    SamePerson,
    TooLong,
    UncertainIdentity,
)
from mingbai.alerts.states import Consequence, Fault, Money, Result, Source
from mingbai.alerts.tests.world import (
    AT,
    FALSE_ALARM,
    LAWFUL,
    MISSED,
    OVERPAID,
    World,
    found,
    world,
)
from mingbai.config.guards import NATION, scope
from mingbai.evidence.installation import installed_policy, installed_ring, log_key
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.verifying import verify
from mingbai.offices.actor import working_as
from mingbai.offices.refused import Refused
from mingbai.offices.tests.places import COUNTY
from mingbai.standards.queries import rules_in_force
from mingbai.standards.states import Mode


@pytest.fixture
def at(desk: str) -> World:
    return world()


def raw(world_: World, task: int, **said: Any) -> Outcome:
    """Write an outcome past the actions, as a program with a fault would."""
    facts = {
        "region": f"{COUNTY}101001", "result": "funds", "money": "over", "finding": "none", "fault": "objective",
        "consequence": "nothing", "amount_fen": 5, "reason": "x", "evidence_sha256": "x", "decided_at": AT,
        "objection_until_on": AT.date(), "verified_by": world_.handler.id, "decided_by": world_.reviewer.id,
    }  # fmt: skip
    with scope(COUNTY), transaction.atomic():
        return Outcome.objects.create(task_id=task, **(facts | said))


PROCEDURE = Verdict(Result.PROCEDURE, "未入户", "ab", fault=Fault.SUBJECTIVE, consequence=Consequence.PUT_RIGHT)


# ------------------------------------------------------------------ D4, D5, D3


def test_d4_nothing_is_confirmed_by_the_list_it_came_from(at: World) -> None:
    task = at.verified(Source.SAME_LIST)
    with pytest.raises(NotVerified, match="现有0个"):
        at.decided(task, PROCEDURE)
    with pytest.raises(IntegrityError, match="independent sources"):
        raw(at, task)
    at.verify(task, Source.VISIT)
    at.decided(task, PROCEDURE)


def test_d4_is_held_by_the_database_and_by_nothing_else(fresh_desk: str, base: Any) -> None:
    at = world()
    task = at.verified(Source.SAME_LIST)
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE alerts_outcome DISABLE TRIGGER alerts_outcome_follows")
    raw(at, task)


def test_d5_a_death_takes_two_sources(at: World) -> None:
    task = at.verified(Source.VISIT, rule_id="RK-101")
    with pytest.raises(NotVerified, match="须有2个"):
        at.decided(task, PROCEDURE)
    at.verify(task, Source.VISIT)
    with pytest.raises(NotVerified):
        at.decided(task, PROCEDURE)
    at.verify(task, Source.VILLAGE)
    at.decided(task, PROCEDURE)


def test_d3_a_doubtful_match_is_confirmed_only_when_somebody_made_sure_who_it_is(at: World) -> None:
    task = at.verified(match_tier="C")
    with pytest.raises(UncertainIdentity):
        at.decided(task, PROCEDURE)
    at.verify(task, Source.FAMILY, same=True)
    at.decided(task, PROCEDURE)


@pytest.mark.requirement("R-903")
def test_less_is_decided_only_after_the_family_was_told_and_heard(at: World) -> None:
    task = at.verified()
    with pytest.raises(NotHeard):
        at.decided(task, OVERPAID)
    with pytest.raises(IntegrityError, match="was not heard"):
        raw(at, task, consequence="recover")
    with pytest.raises(NotHeard):
        at.heard(task)
    at.told(task)
    at.heard(task)
    at.decided(task, OVERPAID)


def test_d5_silence_counts_when_ten_working_days_are_over_and_not_before(at: World) -> None:
    task = at.verified()
    assert at.told(task) == date(2026, 10, 26)
    at.later(14)
    with pytest.raises(Refused, match="期限届满"):
        at.heard(task, reply="")
    at.later(1)
    at.heard(task, reply="")
    with scope(COUNTY):
        heard = Hearing.objects.get()
    heard.pk, heard.answer_by_on, heard.reply, heard.accepted = None, date(2026, 1, 1), "", ""
    with pytest.raises(IntegrityError, match="alerts_hearing_after_its_notice"), scope(COUNTY):
        heard.save(force_insert=True)


# ------------------------------------------------------------------ what goes together


@pytest.mark.requirement("R-916")
@pytest.mark.parametrize(
    "change",
    [
        {"money": Money.NONE},
        {"months": ()},
        {"money": Money.MISSED},
        {"fault": Fault.NONE},
        {"result": Result.FALSE_ALARM},
        {"result": Result.PROCEDURE},
        {"money": Money.MISSED, "months": MISSED.months},
    ],
    ids=str,
)
def test_an_outcome_that_contradicts_itself_is_refused(at: World, change: dict[str, Any]) -> None:
    task = at.verified()
    at.told(task)
    at.heard(task)
    with pytest.raises(DoesNotFit):
        at.decided(task, replace(OVERPAID, **change))


@pytest.mark.requirement("R-914")
def test_an_outcome_keeps_its_reckoning_month_by_month(at: World) -> None:
    outcome = at.overpaid()
    with scope(COUNTY):
        kept = Outcome.objects.get(pk=outcome)
    assert (kept.amount_fen, kept.reckoning) == (124_000, [["2026-09", 124_000, 62_000], ["2026-10", 124_000, 62_000]])
    assert (kept.finding, kept.fault) == ("payment_error", "objective")


def test_what_the_desk_paid_cannot_be_told_differently(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingbai.alerts.actions.deciding.paid_fen", lambda household, month: 100_000)
    with pytest.raises(PaidDiffers, match=r"1,000\.00"):
        at.overpaid()


def test_an_outcome_is_never_changed(at: World) -> None:
    outcome = at.overpaid()
    with scope(COUNTY), transaction.atomic(), pytest.raises((IntegrityError, Exception)) as error:
        Outcome.objects.filter(pk=outcome).update(amount_fen=1)
    assert "permission denied" in str(error.value) or "append-only" in str(error.value)


def test_only_what_was_no_fault_is_kept_quiet(at: World) -> None:
    with pytest.raises(TooLong):
        at.decided(at.verified(), replace(PROCEDURE, quiet_days=10))
    with pytest.raises(TooLong):
        at.decided(at.verified(number=5, supports=False), replace(FALSE_ALARM, quiet_days=181))


# ------------------------------------------------------------------ D6


@pytest.mark.requirement("R-1021")
def test_d6_who_handled_the_award_does_not_decide_about_it(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingbai.alerts.actions.deciding.original_officers", lambda task: {at.reviewer.id})
    with pytest.raises(SamePerson):
        at.decided(at.verified(), FALSE_ALARM)


def test_d6_an_outcome_is_overturned_by_another_and_what_was_wrongly_taken_is_paid(at: World) -> None:
    task = at.verified()
    at.told(task)
    at.heard(task)
    at.decided(task, OVERPAID, by=at.leader)
    back = Verdict(Result.FALSE_ALARM, "复核：收入属一次性抚恤金", consequence=Consequence.RAISE)
    with working_as(at.leader), pytest.raises(SamePerson):
        actions.overturn(task_id=task, verdict=back, by=at.leader, at=at.later(5))
    other = at.county.post(at.handler.organisation_id, at.leader.role)
    with working_as(other):
        made = actions.overturn(task_id=task, verdict=back, by=other, at=at.at)
        stands = standing_outcome(task)
        assert stands is not None
        assert (stands.pk, stands.consequence) == (made, "raise")
        actions.close_task(task_id=task, by=other, at=at.at)
    with scope(COUNTY):
        assert precision(COUNTY)["RK-112"] == Precision(1, 0, 1)


def test_the_database_knows_whose_outcome_is_overturned(at: World) -> None:
    task = at.verified(supports=False)
    first = at.decided(task, FALSE_ALARM)
    with pytest.raises(IntegrityError):
        raw(at, task, overturns_id=first, overturned_decider=at.leader.id, result="lawful", money="none",
            amount_fen=0, fault="none")  # fmt: skip
    with pytest.raises(IntegrityError, match="overturned_decider_is_not_decided_by"):
        raw(at, task, overturns_id=first, overturned_decider=at.reviewer.id, result="lawful", money="none",
            amount_fen=0, fault="none")  # fmt: skip


# ------------------------------------------------------------------ D14


@pytest.mark.requirement("R-916")
def test_d14_what_was_missed_counts_like_what_was_too_much(at: World) -> None:
    at.overpaid()
    at.decided(at.verified(rule_id="RK-902", number=5), MISSED)
    at.decided(at.verified(number=6, supports=False), LAWFUL)
    with scope(COUNTY):
        seen = standing(COUNTY, AT.date(), AT.date() + timedelta(days=1))
        shares = precision(COUNTY)
    assert (seen.decided, seen.confirmed) == (3, 2)
    assert seen.by_money == {"missed": (1, 124_000), "over": (1, 124_000)}
    assert seen.fen == 248_000
    assert seen.by_finding == {"omitted": 1, "payment_error": 1}
    assert seen.by_fault == {"objective": 1, "subjective": 1}
    assert shares["RK-902"].share_bp == 10_000
    assert shares["RK-112"].share_bp == 5_000


# ------------------------------------------------------------------ D12


@pytest.mark.parametrize(
    ("hits", "of", "bp"), [(0, 30, 0), (1, 30, 8), (10, 30, 1728), (30, 30, 8842), (50, 100, 3983)]
)
def test_the_lower_bound_is_the_exact_one(hits: int, of: int, bp: int) -> None:
    assert lower_bound_bp(hits, of) == bp


@settings(deadline=None)
@given(st.integers(1, 300), st.data())
def test_the_lower_bound_lies_below_the_share_and_grows_with_the_hits(of: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, of - 1))
    assert lower_bound_bp(hits, of) <= hits * 10_000 // of
    assert lower_bound_bp(hits, of) <= lower_bound_bp(hits + 1, of)


@pytest.mark.parametrize(
    ("seen", "fails"),
    [
        (Precision(29, 0, 0), False),
        (Precision(30, 0, 0), True),
        (Precision(30, 15, 0), False),
        (Precision(30, 15, 3), False),
        (Precision(30, 15, 4), True),
        (Precision(100, 20, 0), False),
        (Precision(100, 15, 0), True),
    ],
    ids=str,
)
def test_d12_a_rule_is_judged_after_thirty_and_by_its_lower_bound(seen: Precision, fails: bool) -> None:
    assert must_be_demoted(seen, floor_bp=1_000) is fails


def many(at: World, count: int, wrong: Callable[[int], bool]) -> None:
    """Decide so many alerts of one rule, some of them confirmed."""
    ids = at.opened(*(found(number=number) for number in range(1, count + 1)))
    with working_as(at.handler):
        for number, task in enumerate(ids):
            actions.take(task_id=task, by=at.handler, at=at.at)
            actions.verify(
                task_id=task, source=Source.VISIT, source_name="村", supports=wrong(number), found="x",
                by=at.handler, at=at.at,
            )  # fmt: skip
    for number, task in enumerate(ids):
        at.decided(task, PROCEDURE if wrong(number) else FALSE_ALARM)


def test_d12_a_rule_that_cries_wolf_becomes_advisory_and_one_that_does_not_stays(at: World) -> None:
    many(at, 31, lambda number: number % 31 == 0)
    with working_as(at.leader):
        assert actions.demote_failing_rules(region=COUNTY, at=at.at) == {"RK-112": Precision(31, 1, 0)}
        assert rules_in_force(COUNTY.code, AT.date())["RK-112"] is Mode.ADVISORY
        assert actions.demote_failing_rules(region=COUNTY, at=at.at) == {}
    assert at.opened(found(number=999)) == []


def test_d12_a_rule_that_is_right_a_third_of_the_time_stays(at: World) -> None:
    many(at, 30, lambda number: number % 3 == 0)
    with working_as(at.leader):
        assert actions.demote_failing_rules(region=COUNTY, at=at.at) == {}


def test_every_act_is_in_the_log(at: World) -> None:
    at.overpaid()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT type FROM evidence_act WHERE type LIKE 'alerts.%'")
        types = {name for (name,) in cursor.fetchall()}
    assert types >= {"alerts.opened", "alerts.taken", "alerts.verified", "alerts.source_entered", "alerts.told",
                     "alerts.heard", "alerts.decided"}  # fmt: skip
    with scope(COUNTY):
        assert Task.objects.get().state == "decided"


EDITS = {
    "alerts.outcome": "UPDATE alerts_outcome SET amount_fen = amount_fen + 1",
    "alerts.task": "UPDATE alerts_task SET due_on = due_on + 90",
    "alerts.verification": "UPDATE alerts_verification SET supports = NOT supports",
    "alerts.hearing": "UPDATE alerts_hearing SET reply = '同意'",
}


@pytest.mark.requirement("R-1502")
@pytest.mark.parametrize("table", EDITS)
def test_a_silent_edit_behind_the_desks_back_is_found_and_named(fresh_desk: str, base: Any, table: str) -> None:
    world().overpaid()
    append_all(key=log_key())
    with base.administrator(fresh_desk) as admin:
        name = table.replace(".", "_")
        admin.execute(f"ALTER TABLE {name} DISABLE TRIGGER ALL")
        admin.execute(EDITS[table])
        admin.execute(f"ALTER TABLE {name} ENABLE TRIGGER ALL")
    with scope(NATION):
        fault = verify(policy=installed_policy(), ring=installed_ring(), storage=None).fault
    assert fault is not None
    assert table in fault.en
