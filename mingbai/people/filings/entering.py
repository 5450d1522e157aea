"""What all filings need when they are entered: a signed paper, a living person, and the days it is for."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people.acting import keeps_data, locked, today
from mingbai.people.models import Person
from mingbai.people.refused import Deceased, Unusable
from mingbai.people.states import State

DIGEST = re.compile(r"[0-9a-f]{64}")
WHAT = ("人员", "person")


def for_person(person_id: int, title: str, title_en: str, by: Actor, at: datetime) -> Person:
    """Return the living person a filing is about, whom the actor keeps data of; raise Deceased for the dead."""
    person = locked(Person, person_id, *WHAT)
    keeps_data(by, Region(person.region), at, title=title, title_en=title_en)
    require_alive(person, today(at))
    return person


def other_person(person_id: int, on: date) -> Person:
    """Return the living person who is to act for another."""
    person = locked(Person, person_id, *WHAT)
    require_alive(person, on)
    return person


def require_alive(person: Person, on: date) -> None:
    """Raise Deceased for whom is known to have died by a day."""
    if person.died_on and person.died_on <= on:
        raise Deceased(person.died_on)


def common(
    person: Person, document: str, filed_on: date, until_on: date | None, by: Actor, at: datetime
) -> Mapping[str, Any]:
    """Return the columns all filings share; `document` is the SHA-256 of the signed paper."""
    if not DIGEST.fullmatch(document):
        raise Unusable(
            "请附上签字的协议或授权书（系统记录其SHA-256）。",
            "Attach the signed paper: its SHA-256 is kept.",
        )
    if filed_on > today(at):
        raise Unusable(
            f"备案日期{filed_on}在未来，请核对。", f"{filed_on} lies in the future: check the date of filing."
        )
    if until_on is not None and until_on <= filed_on:
        raise Unusable(
            f"有效期截止（{until_on}）须晚于备案日期（{filed_on}）。", f"It would end ({until_on}) before it is filed."
        )
    return {
        "region": person.region,
        "person": person,
        "document": document,
        "filed_on": filed_on,
        "until_on": until_on,
        "state": State.PROPOSED.value,
        "made_by": by.id,
        "made_at": at,
    }


def said(text: str, zh: str, en: str) -> str:
    """Return a text that must say something; raise Unusable where it says nothing."""
    if not text.strip():
        raise Unusable(zh, en)
    return text.strip()
