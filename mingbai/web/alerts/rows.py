"""Tasks as lists and cases show them: about whom, where, by which rules, and who has them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mingbai.alerts.cases import rules_of
from mingbai.alerts.causes import TITLES, Cause
from mingbai.alerts.states import STATES, State
from mingbai.files.tables import TABLES
from mingbai.kernel.masks import mask_name
from mingbai.kernel.region import Region
from mingbai.offices.places import names_of
from mingbai.offices.queries import officer_names
from mingbai.people.queries.households import households, members
from mingbai.people.queries.persons import names
from mingbai.rules.report.wording.severities import TOLD
from mingbai.web.rules.about import TONES
from mingbai.web.words import said

UNVERIFIED = (State.OPEN, State.LOCKED)  # the day of these counts


@dataclass(frozen=True)
class Row:
    """One task in words."""

    task: Any
    whole: str  # the head of the household, the person, or what list it stands in: for a case, and who may read people
    about: str  # the same, names masked
    number: str  # the household's
    place: str
    rules: tuple[str, ...]
    owner: str
    holder: str  # who has it locked

    @property
    def tone(self) -> str:
        """Return the colour of its severity."""
        return TONES[TOLD[self.task.severity].code]

    @property
    def severity(self) -> tuple[str, str]:
        """Return what its severity is called."""
        told = TOLD[self.task.severity]
        return told.name, told.name_en

    @property
    def cause(self) -> tuple[str, str]:
        """Return why it is looked at."""
        return TITLES[Cause(self.task.cause)]

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands."""
        return STATES[State(self.task.state)]

    @property
    def due_on(self) -> date | None:
        """Return the day that counts now; none once it is verified."""
        return self.task.due_on if self.task.state in UNVERIFIED else None

    @property
    def is_free(self) -> bool:
        """Return whether nobody has taken it."""
        return bool(self.task.state == State.OPEN.value)


def rows(tasks: Collection[Any], on: date) -> list[Row]:
    """Return tasks in words; so many questions to the database, however many there are."""
    homes = {task.household_id for task in tasks if task.household_id is not None}
    numbers = {home: one.number for home, one in households(homes).items()}
    heads = {home: some[0].name for home, some in members(homes, on).items()}
    persons = names({task.person_id for task in tasks if task.person_id is not None})
    places = names_of({Region(task.region) for task in tasks})
    officers = officer_names(officer for task in tasks for officer in (task.owner_id, task.taken_by))
    rules = rules_of([task.pk for task in tasks])
    found = []
    for task in tasks:
        name = persons.get(task.person_id) or heads.get(task.household_id) or ""
        row = Row(
            task,
            name or _subject(task.key),
            mask_name(name) if name else _subject(task.key),
            numbers.get(task.household_id, ""),
            places[Region(task.region)],
            tuple(rules.get(task.pk, ())),
            officers.get(task.owner_id, ""),
            officers.get(task.taken_by, ""),
        )
        found.append(row)
    return found


def severities() -> Iterable[tuple[str, str, tuple[str, str]]]:
    """Yield (code, colour of its tag, name) of each severity, the gravest first."""
    for told in TOLD.values():
        yield told.code, TONES[told.code], (told.name, told.name_en)


def _subject(key: str) -> str:
    """Return what a task is about that names nobody in sight: a list, a household by its number here."""
    kind, _sep, number = key.partition("/")
    if kind == "household":
        return _("第%(number)s户") % {"number": number}
    if kind in TABLES:
        return said(TABLES[kind].title, TABLES[kind].title_en)
    return _("单位事项")
