"""What a change follows from, an alert that was decided or a line that was held: why, and what shows it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingbai.alerts.cases import Case, case
from mingbai.alerts.causes import DEATHS
from mingbai.alerts.refused import NotThere
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officer_names
from mingbai.prechecks.queries import hold_numbered
from mingbai.rights import ALERTS, CHECKED

LONGEST = 400  # characters of the evidence
ENDS_FOR = {  # rule → the cause its finding is where an award stops
    **dict.fromkeys(DEATHS, "died"),
    **dict.fromkeys(("RK-105", "RK-105b"), "prison"),
    **dict.fromkeys(("RK-107", "RK-112", "RK-122"), "income_up"),
    **dict.fromkeys(("RK-109", "RK-110"), "property_over"),
    "RK-123": "grace_over",
}
LESS_FOR = {"died": "member_died"}  # the same where the award goes on for those who are left


@dataclass(frozen=True)
class Origin:
    """Where one comes from, in the words and digests a proposal is filled in with."""

    name: str = ""  # alert, hold
    key: int = 0
    cause: str = ""  # of a stop
    text: str = ""
    sha256: str = ""
    person_id: int | None = None  # whom it is about
    heard: Mapping[str, Any] = field(default_factory=dict)  # as the family was heard about it, if it was

    @property
    def address(self) -> str:
        """Return the name of the page it is read on."""
        return {"alert": "alerts.task", "hold": "prechecks.asked"}.get(self.name, "")

    @property
    def is_of_a_death(self) -> bool:
        """Return whether somebody has died."""
        return self.cause == "died"

    def cause_among(self, known: Collection[str]) -> str:
        """Return the cause it is for a change that knows these; empty where none of them is meant."""
        return next((one for one in (LESS_FOR.get(self.cause, ""), self.cause) if one in known), "")


NOTHING = Origin()


def origin(asked: Mapping[str, str], actor: Actor) -> Origin:
    """Return what an address or a form names, nothing where that is not there or not the actor's to read."""
    for name, found in (("alert", _alert), ("hold", _hold)):
        number = asked.get(name, "")
        if number.isascii() and number.isdigit() and len(number) < len(str(2**63)):
            return found(int(number), actor)
    return NOTHING


def _alert(number: int, actor: Actor) -> Origin:
    if not ALERTS.to(actor):
        return NOTHING
    try:
        about = case(number)
    except NotThere:
        return NOTHING
    rules = sorted({one.rule_id for one in about.findings})
    told = [*dict.fromkeys(one.message for one in about.findings)]
    decided = about.outcome
    words = f"{'；'.join(told)}。{decided.reason if decided else ''}（预警{number}）"
    cause = next((ENDS_FOR[rule] for rule in rules if rule in ENDS_FOR), "")
    sha256 = decided.evidence_sha256 if decided else ""
    return Origin("alert", number, cause, words[:LONGEST], sha256, about.task.person_id, _heard(about))


def _heard(about: Case) -> Mapping[str, Any]:
    """Return the hearing of an alert as the hearing of what follows is typed; the family is not heard twice."""
    if not about.hearings:
        return {}
    last = about.hearings[-1]
    names = officer_names((last.heard_by, last.heard_by_two))
    return {
        "held_on": last.held_on,
        "told": last.facts[:LONGEST],
        "answer": "" if last.reply else "silent",
        "reply": last.reply[:LONGEST],
        "heard_by": f"{'、'.join(names.values())}（{last.place}）"[:100],
    }


def _hold(number: int, actor: Actor) -> Origin:
    found = hold_numbered(number) if CHECKED.to(actor) else None
    if found is None:
        return NOTHING
    words = f"{found.finding.message}。{found.reason}{found.outcome}（前置核对{number}）"
    cause = ENDS_FOR.get(found.rule_id, "")
    return Origin("hold", number, cause, words[:LONGEST], "", found.finding.person_id)
