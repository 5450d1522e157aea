"""What is asked of the log: who changed what, in the words of the page's form; and what its answer may show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from mingbai.evidence.tracing.search import Asked
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officers_called, organisations_in
from mingbai.people.queries import asked as question
from mingbai.people.queries import search
from mingbai.web.evidence.calling import ACTS, STAGES
from mingbai.web.evidence.tables import TABLES
from mingbai.web.fields import DAYS
from mingbai.web.people.gathering import of_person
from mingbai.web.people.timeline import subjects

SOME = 5  # persons of one name whose files are gone through
OF_THE_LOG = frozenset({"evidence", "papers", "offices", "access"})  # read by whoever watches over the log


@dataclass(frozen=True)
class Typed:
    """What was typed into the form, and what is wrong with it."""

    officer: str
    person: str
    stage: str
    type: str
    since: date | None
    until: date | None
    wrong: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Typed":
        """Return what was typed; a day that cannot be read is said, and asks for nothing."""
        since, until = (_day(given.get(name, "")) for name in ("since", "until"))
        unread = [given[name] for name, day in (("since", since), ("until", until)) if given.get(name) and day is None]
        stage, kind = given.get("stage", ""), given.get("type", "")
        return cls(
            given.get("officer", "").strip(),
            given.get("person", "").strip(),
            stage if stage in STAGES else "",
            kind if kind in ACTS else "",
            since,
            until,
            unread[0] if unread else "",
        )


def readable(by: Actor) -> list[str]:
    """Return the stages whose acts an actor may be shown: those whose rows are open to his post, and the log's own."""
    open_to = {name.partition(".")[0] for name, table in TABLES.items() if table.readers.to(by)}
    return [stage for stage in STAGES if stage in open_to | OF_THE_LOG]


def told(typed: Typed, region: Region, by: Actor) -> Asked:
    """Return the question that was typed, within a division and what the actor may be shown."""
    today, stages = timezone.localdate(), readable(by)
    offices = [one.pk for one in organisations_in(region, today)] if region == by.region else []
    return Asked(
        region=region,
        stages=[typed.stage] if typed.stage in stages else [] if typed.stage else stages,
        organisations=offices,
        officers=officers_called(typed.officer) if typed.officer else None,
        type=typed.type,
        subjects=_about(typed.person, region, today) if typed.person and "people" in stages else None,
        since=_begin(typed.since) if typed.since else None,
        until=_begin(typed.until + timedelta(days=1)) if typed.until else None,
    )


def _about(text: str, region: Region, on: date) -> list[str]:
    """Return how the log calls all that is about the persons a question means."""
    persons = search(question(text), [], region, on).persons
    return sorted(
        {subject for one in persons[:SOME] for subject in subjects(of_person(one.person_id, with_tasks=True))}
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None
