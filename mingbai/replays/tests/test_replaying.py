"""A change tried over a sealed month: what was found then, what would be, and its way to a second person's approval."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from mingbai.config.guards import NATION, scope
from mingbai.evidence.models import Act
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.refused import NotYours, SamePerson
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.policy.refused import Refused as BadValue
from mingbai.prechecks import actions as prechecks
from mingbai.prechecks.models import Finding
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.replays import actions
from mingbai.replays.models import Replay
from mingbai.replays.queries import replay_behind, replays, totals
from mingbai.replays.refused import NoMonths, NotADraft, NothingReads, TooMany
from mingbai.replays.trying import changed, keys_read, replayable
from mingbai.rosters.tests.world import NOVEMBER
from mingbai.standards.actions import approve_value
from mingbai.standards.models import Entry
from mingbai.standards.queries import parameters
from mingbai.standards.states import State

KEY = "rk301_persons_per_account"


@pytest.fixture
def office(fresh_desk: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """A county whose November is frozen and checked, with somebody dead on its roster."""
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    with scope(NATION):
        desk = desk_with(monkeypatch)
        staff = desk.staff
        other = staff.county.post(staff.leader.organisation_id, Role.LEADER)
        for step, who in (("enter_standard", staff.handler), ("approve_standard", staff.leader)):
            staff.county.listed(step, who, other)
        desk.died(desk.line().payee_id, date(2026, 9, 30))
        desk.checked()
    return desk


def tried(office: Desk, **change: object) -> Replay:
    with working_as(office.staff.handler):
        made = actions.replay(region=COUNTY, months=[NOVEMBER], by=office.staff.handler, at=office.at, **change)  # type: ignore[arg-type]
        return Replay.objects.get(pk=made)


def test_a_rule_as_it_stands_finds_what_it_found(office: Desk) -> None:
    with scope(NATION):
        found = Finding.objects.filter(rule_id="RK-101").count()
    (one,) = totals(tried(office, rule_id="RK-101")).values()

    assert found > 0
    assert (one.then.found, one.now.found, one.more.found, one.less.found) == (found, found, 0, 0)


def test_a_changed_value_finds_less_and_the_parameters_of_then_stay(office: Desk) -> None:
    """All awards of the county's tests are paid to accounts of their own: a line of one finds each."""
    given = parameters()
    assert changed(given, COUNTY, KEY, 50).at(COUNTY.code, date(2026, 11, 1)).number(KEY) == 50
    assert given.at(COUNTY.code, date(2026, 11, 1)).number(KEY) != 50
    assert changed(given, COUNTY, "", None) is given

    made = tried(office, key=KEY, value=50)

    assert made.rule_ids == ["RK-301"]
    assert totals(made)["RK-301"].now.found == 0


def test_every_parameter_that_a_rule_reads_can_be_tried() -> None:
    assert keys_read()[KEY] == ["RK-301"]
    assert {rule for rules in keys_read().values() for rule in rules} <= set(replayable())


def test_what_cannot_be_tried_is_refused_in_words(office: Desk) -> None:
    with pytest.raises(NothingReads, match="No rule"):
        tried(office, rule_id="RK-999")
    with pytest.raises(BadValue):
        tried(office, key=KEY, value="viele")
    handler = office.staff.handler
    with working_as(handler):
        with pytest.raises(NoMonths):
            actions.replay(region=COUNTY, months=[Month(2025, 1)], rule_id="RK-101", by=handler, at=office.at)
        with pytest.raises(TooMany):
            actions.months_between(Month(2020, 1), Month(2026, 1))
        with pytest.raises(NoMonths):
            actions.months_between(Month(2026, 2), Month(2026, 1))
    leader = office.staff.leader
    with working_as(leader), pytest.raises(NotYours):
        actions.replay(region=COUNTY, months=[NOVEMBER], rule_id="RK-101", by=leader, at=office.at)


@pytest.mark.requirement("R-1404")
def test_a_draft_is_committed_once_and_counts_when_a_second_person_approves(office: Desk) -> None:
    made, handler, leader = tried(office, key=KEY, value=4), office.staff.handler, office.staff.leader
    before = parameters().at(COUNTY.code, date(2027, 1, 1)).number(KEY)
    with working_as(handler):
        entry = commit(made, handler, office)
        with pytest.raises(NotADraft):
            commit(made, handler, office)
        with pytest.raises(NotADraft):
            actions.drop(replay_id=made.pk, by=handler, at=office.at)
        with pytest.raises((NotYours, SamePerson)):
            approve_value(entry_id=entry, by=handler, at=office.at)
    assert parameters().at(COUNTY.code, date(2027, 1, 1)).number(KEY) == before
    with working_as(leader):
        approve_value(entry_id=entry, by=leader, at=office.at)

    assert parameters().at(COUNTY.code, date(2027, 1, 1)).number(KEY) == 4
    assert Entry.objects.get(pk=entry).state == State.IN_FORCE
    behind = replay_behind(entry)
    assert behind is not None
    assert behind.pk == made.pk
    assert [act.type for act in Act.objects.filter(subject=f"replays.replay/{made.pk}").order_by("pk")] == [
        "replays.tried", "replays.committed",
    ]  # fmt: skip


def commit(made: Replay, by: Actor, office: Desk) -> int:
    return actions.commit(
        replay_id=made.pk,
        from_on=date(2026, 12, 1),
        article="GEN#1.p2",
        document="明政发〔2026〕3号",
        by=by,
        at=office.at,
    )


def test_a_dropped_draft_stays_on_the_record(office: Desk) -> None:
    made = tried(office, key=KEY, value=4)
    with working_as(office.staff.handler):
        actions.drop(replay_id=made.pk, by=office.staff.handler, at=office.at)
        assert [(one.pk, one.state) for one in replays(COUNTY, "RK-301")] == [(made.pk, "dropped")]
        with pytest.raises(NotADraft):
            commit(made, office.staff.handler, office)


def test_the_database_lets_nobody_change_what_a_replay_came_to(office: Desk) -> None:
    made = tried(office, rule_id="RK-101")
    for change in ("outcome = '{}'", "value = '1'", "months = '[]'"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"UPDATE replays_replay SET {change} WHERE id = {made.pk}")
    with pytest.raises(IntegrityError), transaction.atomic():
        Replay.objects.filter(pk=made.pk).update(state="committed")


def test_a_month_no_longer_kept_is_left_out_and_named(office: Desk) -> None:
    with scope(NATION):
        prechecks.let_go(region=COUNTY, at=office.at.replace(year=2029))
    with pytest.raises(NoMonths):
        tried(office, rule_id="RK-101")
