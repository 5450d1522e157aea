"""Rules are switched by two people, demoted by the machine, and those that hold lines equal by nobody."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from mingbai.offices.refused import NotYours, SamePerson
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.rules.catalogue import all_rules
from mingbai.standards import actions
from mingbai.standards.actions import Measured
from mingbai.standards.models import RuleSwitch
from mingbai.standards.queries import rules_in_force
from mingbai.standards.refused import GateStays, NoReason, UnknownRule
from mingbai.standards.states import DESK_RULES, Mode, State
from mingbai.standards.tests.desks import JULY, Desk, standards_desk

POOR = Measured(decided=40, confirmed=4, overturned=6, lower_bound_bp=396, floor_bp=2000)


@pytest.fixture
def desk_of(desk: str) -> Desk:
    return standards_desk()


def mode(rule_id: str, on: date = JULY, region: str = COUNTY.code) -> Mode:
    return rules_in_force(region, on)[rule_id]


def demoted(desk_of: Desk, on: date = JULY, region: str = COUNTY.code, rule_id: str = "RK-503") -> int | None:
    return actions.demote_rule(
        rule_id=rule_id, region=region, measured=POOR, reason="属实率过低", from_on=on, at=desk_of.county.at
    )


def test_every_rule_is_on_where_nobody_said_otherwise(desk: str) -> None:
    found = rules_in_force(TOWN.code, JULY)
    assert set(found) == {rule.id for rule in all_rules()} | set(DESK_RULES)
    assert set(found.values()) == {Mode.ON}


def test_a_rule_that_only_the_desk_can_try_is_switched_like_the_others(desk_of: Desk) -> None:
    switch = desk_of.switched(rule_id="RK-502", mode=Mode.ADVISORY)
    actions.approve_switch(switch_id=switch, by=desk_of.leader, at=desk_of.county.at)
    assert mode("RK-502") is Mode.ADVISORY
    with pytest.raises(GateStays):
        desk_of.switched(rule_id="RK-309")


def test_a_rule_is_off_from_its_day_in_the_county_and_below_once_two_people_said_so(desk_of: Desk) -> None:
    switch = desk_of.switched()
    assert mode("RK-503") is Mode.ON
    with pytest.raises(NotYours):
        actions.approve_switch(switch_id=switch, by=desk_of.handler, at=desk_of.county.at)
    actions.approve_switch(switch_id=switch, by=desk_of.leader, at=desk_of.county.at)
    assert mode("RK-503") is mode("RK-503", region=TOWN.code) is Mode.OFF
    assert mode("RK-503", date(2026, 6, 30)) is mode("RK-503", region="370830") is Mode.ON


def test_a_refused_switch_changes_nothing(desk_of: Desk) -> None:
    switch = desk_of.switched()
    actions.refuse_switch(switch_id=switch, reason="暂不停用", by=desk_of.leader, at=desk_of.county.at)
    assert mode("RK-503") is Mode.ON


@pytest.mark.parametrize("rule_id", [rule.id for rule in all_rules() if rule.gates])
def test_a_gate_is_neither_switched_off_nor_demoted(rule_id: str, desk_of: Desk) -> None:
    with pytest.raises(GateStays):
        desk_of.switched(rule_id=rule_id)
    with pytest.raises(GateStays):
        demoted(desk_of, rule_id=rule_id)
    made = {"region": COUNTY.code, "from_on": JULY, "state": "in_force", "reason": "x", "made_at": desk_of.county.at}
    with pytest.raises(IntegrityError, match="gates_stay_on"), transaction.atomic():
        RuleSwitch.objects.create(rule_id=rule_id, mode="advisory", measured={}, **made)


def test_a_switch_names_a_rule_and_a_reason(desk_of: Desk) -> None:
    with pytest.raises(UnknownRule):
        desk_of.switched(rule_id="RK-999")
    with pytest.raises(NoReason):
        desk_of.switched(reason=" ")


def test_the_machine_demotes_a_rule_at_once_and_only_once(desk_of: Desk) -> None:
    switch = demoted(desk_of)
    assert (mode("RK-503"), mode("RK-503", date(2026, 6, 30))) == (Mode.ADVISORY, Mode.ON)
    assert demoted(desk_of) is None
    assert demoted(desk_of, date(2026, 8, 1)) is None
    made = RuleSwitch.objects.get()
    assert (made.pk, made.made_by_id, made.approved_by_id) == (switch, None, None)
    assert made.measured == {"decided": 40, "confirmed": 4, "overturned": 6, "lower_bound_bp": 396, "floor_bp": 2000}


def test_only_two_people_switch_a_demoted_rule_on_again(desk_of: Desk) -> None:
    demoted(desk_of)
    switch = desk_of.switched(mode=Mode.ON, from_on=date(2026, 8, 1), reason="阈值已调整")
    assert mode("RK-503", date(2026, 8, 1)) is Mode.ADVISORY
    actions.approve_switch(switch_id=switch, by=desk_of.leader, at=desk_of.county.at)
    assert (mode("RK-503"), mode("RK-503", date(2026, 8, 1))) == (Mode.ADVISORY, Mode.ON)
    demoted(desk_of, date(2026, 9, 1))
    assert mode("RK-503", date(2026, 9, 1)) is Mode.ADVISORY
    assert RuleSwitch.objects.get(pk=switch).state == State.ENDED


def test_a_demotion_ends_where_people_have_already_decided_otherwise(desk_of: Desk) -> None:
    switch = desk_of.switched(from_on=date(2026, 9, 1))
    actions.approve_switch(switch_id=switch, by=desk_of.leader, at=desk_of.county.at)
    demoted(desk_of)
    modes = [mode("RK-503", date(2026, month, 1)) for month in (7, 8, 9)]
    assert modes == [Mode.ADVISORY, Mode.ADVISORY, Mode.OFF]


def test_the_nearest_place_decides(desk_of: Desk) -> None:
    demoted(desk_of, region="nation")
    assert mode("RK-503", region="370830") is Mode.ADVISORY
    switch = desk_of.switched(mode=Mode.ON)
    actions.approve_switch(switch_id=switch, by=desk_of.leader, at=desk_of.county.at)
    assert (mode("RK-503"), mode("RK-503", region="370830")) == (Mode.ON, Mode.ADVISORY)


def test_a_leader_who_also_holds_a_handler_s_post_does_not_approve_the_switch_he_made(desk_of: Desk) -> None:
    both = desk_of.county.post(desk_of.handler.organisation_id, desk_of.leader.role, officer=desk_of.handler.id)
    desk_of.county.listed("approve_standard", both, desk_of.leader)
    with pytest.raises(SamePerson):
        actions.approve_switch(switch_id=desk_of.switched(), by=both, at=desk_of.county.at)
