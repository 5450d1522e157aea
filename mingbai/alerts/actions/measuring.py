"""Every rule is judged by what became of its alerts; one that fails becomes advisory by the machine (D12)."""

from datetime import datetime

from mingbai.alerts.actions.acting import as_machine
from mingbai.alerts.precision import Precision, must_be_demoted
from mingbai.alerts.queries import precision
from mingbai.alerts.terms import floor_bp, here
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.prechecks.rules import desk_rules
from mingbai.rules.catalogue import all_rules
from mingbai.standards.actions import Measured, demote_rule
from mingbai.standards.refused import GateStays


def demote_failing_rules(*, region: Region, at: datetime) -> dict[str, Precision]:
    """
    Make advisory in a division every rule whose decided alerts prove too few or were overturned too often.

    Return those that changed. A rule that keeps lines equal is never demoted. Only two people switch one on again.
    """
    severities = {rule.id: rule.severity for rule in all_rules()}
    severities |= {rule.id: rule.severity for rule in desk_rules()}
    place = here(region.code, day_of(at))
    demoted = {}
    with as_machine():
        for rule_id, measured in precision(region).items():
            floor = floor_bp(severities.get(rule_id), place)
            if must_be_demoted(measured, floor) and _demoted(rule_id, region, measured, floor, at):
                demoted[rule_id] = measured
    return demoted


def _demoted(rule_id: str, region: Region, measured: Precision, floor_bp: int, at: datetime) -> bool:
    counted = Measured(measured.decided, measured.confirmed, measured.overturned, measured.lower_bp, floor_bp)
    reason = (
        f"近{measured.decided}条已认定预警中属实{measured.confirmed}条（95%下限{measured.lower_bp / 100:.1f}%，"
        f"门槛{floor_bp / 100:.1f}%），改判{measured.overturned}条"
    )
    try:
        made = demote_rule(
            rule_id=rule_id, region=region.code, measured=counted, reason=reason, from_on=day_of(at), at=at
        )
    except GateStays:
        return False
    return made is not None
