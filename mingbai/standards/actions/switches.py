"""Switches of rules: made by one and approved by another; the machine may demote a rule, and nobody a gate (D12)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.policy.parameters.entry import trimmed
from mingbai.standards.actions.acting import acting, approve, check_time, locked, may_enter, put_in_force, refuse
from mingbai.standards.models import GATES, RuleSwitch
from mingbai.standards.queries import known_rules, rules_in_force
from mingbai.standards.refused import GateStays, NoReason, UnknownRule
from mingbai.standards.states import Mode, State


@dataclass(frozen=True)
class Measured:
    """What was counted of a rule's decided alerts before it was demoted; shares in basis points."""

    decided: int
    confirmed: int
    overturned: int
    lower_bound_bp: int
    floor_bp: int


def switch_rule(
    *,
    rule_id: str,
    region: str,
    mode: Mode,
    from_on: date,
    until_on: date | None = None,
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Propose that a rule be on, advisory or off in a division; return the switch's id.

    Raise UnknownRule, GateStays for a rule that holds lines equal, NotListed, ProposedAlready.
    """
    with acting():
        place = may_enter(by, region, at)
        check_time(from_on, until_on)
        switch = _new(rule_id, place, mode, from_on, reason, at)
        switch.until_on, switch.made_by_id, switch.state = until_on, by.id, State.PROPOSED.value
        switch.save(force_insert=True)
        record(type="standards.switch_proposed", rows=[switch], by=by, at=at)
        return switch.pk


def approve_switch(*, switch_id: int, by: Actor, at: datetime) -> list[int]:
    """Let a proposed switch count; return the ids of those it ends or replaces."""
    with acting():
        switch = locked(RuleSwitch, switch_id)
        return [other.pk for other in approve(switch, "switch", by=by, at=at, rule_id=switch.rule_id)]


def refuse_switch(*, switch_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a proposed switch, with the reason."""
    with acting():
        refuse(locked(RuleSwitch, switch_id), "switch", reason=reason, by=by, at=at)


def demote_rule(
    *, rule_id: str, region: str, measured: Measured, reason: str, from_on: date, at: datetime
) -> int | None:
    """
    Make a rule advisory in a division from a day on, by the machine; return the switch's id, or None if it is already.

    Only two people together switch it on again. It ends where a switch that was approved for later begins.
    """
    with acting():
        place = trimmed(region)
        switch = _new(rule_id, place, Mode.ADVISORY, from_on, reason, at)
        if rules_in_force(place, from_on)[rule_id] is not Mode.ON:
            return None
        switch.state, switch.measured = State.IN_FORCE.value, asdict(measured)
        put_in_force(switch, "switch_ended", by=None, at=at, rule_id=rule_id)
        switch.save(force_insert=True)
        record(type="standards.rule_demoted", rows=[switch], by=None, at=at)
        return switch.pk


def _new(rule_id: str, region: str, mode: Mode, from_on: date, reason: str, at: datetime) -> RuleSwitch:
    if rule_id not in known_rules():
        raise UnknownRule(rule_id, known_rules())
    if mode is not Mode.ON and rule_id in GATES:
        raise GateStays(rule_id)
    if not reason.strip():
        raise NoReason
    return RuleSwitch(
        rule_id=rule_id, region=region, mode=mode.value, from_on=from_on, reason=reason.strip(), made_at=at
    )
