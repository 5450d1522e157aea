"""Tasks are given to who is listed for them: one officer or the nearest; kin and what is taken are left out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.alerts import actions
from mingbai.alerts.cases import case, rules_of, verifiers
from mingbai.alerts.refused import NobodyListed, NotThere
from mingbai.alerts.tests.world import World, found, world
from mingbai.config.guards import scope
from mingbai.offices.actor import working_as
from mingbai.offices.refused import NotYours
from mingbai.offices.tests.places import COUNTY


@pytest.fixture
def at(desk: str) -> World:
    return world()


def owner(task: int) -> int | None:
    with scope(COUNTY):
        return case(task).task.owner_id


def test_a_leader_gives_open_tasks_to_one_who_is_listed(at: World) -> None:
    tasks = at.opened(found(number=1), found(number=2))
    with working_as(at.leader):
        made = actions.assign(task_ids=tasks, officer_id=at.second.id, by=at.leader, at=at.at)
    assert (made.given, made.taken, made.nobodys) == (tuple(tasks), (), ())
    assert [owner(task) for task in tasks] == [at.second.id] * 2


def test_without_an_officer_tasks_go_to_whom_the_list_names_first(at: World) -> None:
    task = at.one()
    with working_as(at.reviewer):
        actions.assign(task_ids=[task], officer_id=at.second.id, by=at.reviewer, at=at.at)
        actions.assign(task_ids=[task], by=at.reviewer, at=at.at)
    assert owner(task) == at.handler.id


def test_what_somebody_took_meanwhile_is_left_to_them_and_named(at: World) -> None:
    taken, free = at.taken(number=1), at.one(number=2)
    with working_as(at.leader):
        made = actions.assign(task_ids=[taken, free], officer_id=at.second.id, by=at.leader, at=at.at)
    assert (made.given, made.taken) == ((free,), (taken,))
    assert owner(taken) == at.handler.id


def test_who_is_not_listed_is_given_nothing(at: World) -> None:
    task = at.one()
    with working_as(at.leader), pytest.raises(NobodyListed):
        actions.assign(task_ids=[task], officer_id=at.reviewer.id, by=at.leader, at=at.at)


def test_a_handler_does_not_assign_and_nobody_assigns_what_is_not_there(at: World) -> None:
    task = at.one()
    with working_as(at.handler), pytest.raises(NotYours):
        actions.assign(task_ids=[task], officer_id=at.second.id, by=at.handler, at=at.at)
    with working_as(at.leader), pytest.raises(NotThere):
        actions.assign(task_ids=[task, 99_999], officer_id=at.second.id, by=at.leader, at=at.at)


def test_assigning_many_asks_no_more_than_assigning_few(at: World) -> None:
    asked = []
    for count in (3, 30):
        tasks = at.opened(*(found(number=1000 * count + one) for one in range(count)))
        with working_as(at.leader), CaptureQueriesContext(connection) as told:
            actions.assign(task_ids=tasks, officer_id=at.second.id, by=at.leader, at=at.at)
        asked.append(len(told))
    assert asked[1] <= asked[0]


def test_a_case_is_told_whole_and_who_verifies_is_known(at: World) -> None:
    task = at.verified()
    with scope(COUNTY):
        whole = case(task)
        assert [one.source_name for one in whole.verifications] == ["清水村"]
        assert whole.outcome is None
        assert rules_of([task]) == {task: ["RK-112"]}
        assert verifiers(COUNTY, at.at.date()).keys() == {at.handler.id, at.second.id}
