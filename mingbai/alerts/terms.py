"""How long alerts may take and how right rules must be: standards of the place, each with its article or reason."""

from datetime import date, timedelta

from mingbai.kernel.calendar import add_working_days
from mingbai.policy.parameters import Parameters, ParameterSet
from mingbai.rules.rule import Severity
from mingbai.standards.queries import parameters

VERIFIED_IN = {  # working days; none for a hint, which is counted and never due
    Severity.RED: "alert_red_wd",
    Severity.ORANGE: "alert_orange_wd",
    Severity.YELLOW: "alert_yellow_wd",
}
FLOORS = {  # least share confirmed; none for a hint
    Severity.RED: "alert_floor_red_bp",
    Severity.ORANGE: "alert_floor_orange_bp",
    Severity.YELLOW: "alert_floor_yellow_bp",
}


def here(region: str, on: date, chosen: ParameterSet | None = None) -> Parameters:
    """Return the standards of a place on a day; `chosen` where they were read already."""
    return (chosen or parameters()).at(region, on)


def due_on(severity: Severity, on: date, place: Parameters) -> date | None:
    """Return the day by which a task opened on a day must be verified; none for a hint."""
    key = VERIFIED_IN.get(severity)
    return None if key is None else add_working_days(on, place.number(key)).on


def answer_by(delivered_on: date, place: Parameters) -> date:
    """Return the last day on which a family may answer what was delivered to it on a day (D5)."""
    return add_working_days(delivered_on, place.number("reply_wd")).on


def objection_until(on: date, place: Parameters) -> date:
    """Return the last day on which review of a decision of a day may be asked for; a demand for money waits for it."""
    return on + timedelta(days=place.number("objection_days"))


def longest_snooze(place: Parameters) -> int:
    """Return for how many days a task, or a rule about a family, may be silenced."""
    return place.number("snooze_days")


def floor_bp(severity: Severity | None, place: Parameters) -> int:
    """Return the least share of a rule's decided alerts that must be confirmed, by its severity (D12)."""
    key = FLOORS.get(severity) if severity else None
    return 0 if key is None else place.number(key)
