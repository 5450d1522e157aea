"""One roster as its page tells it: who took which step, and line by line what differs from last month, and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mingbai.awards.causes import CAUSES
from mingbai.kernel.masks import mask_name
from mingbai.kernel.region import Region
from mingbai.offices.places import names_of
from mingbai.offices.queries import officer_names
from mingbai.people.queries.households import households, members
from mingbai.rosters.queries import Standing, leavers, lines
from mingbai.rosters.states import CHANGES, STATES, Change, State
from mingbai.rules.speaking import programme_names
from mingbai.web.alerts.acts import Step
from mingbai.web.month.rosters import ORDER, asked_states
from mingbai.web.parts.tags import moment
from mingbai.web.words import language, said

TONES = {
    Change.NEW: "blue",
    Change.RAISE: "amber",
    Change.LOWER: "amber",
    Change.STOP: "red",
    Change.SAME: "grey",
}
ONE_DAY = timedelta(days=1)
TAKEN = {  # state → how the columns of its step begin
    State.DRAFTED: "made",
    State.SUBMITTED: "submitted",
    State.REVIEWED: "reviewed",
    State.AGREED: "agreed",
    State.FROZEN: "frozen",
    State.RELEASED: "released",
}


@dataclass(frozen=True)
class Line:
    """One line in words: who, where, what it was and is, and why."""

    line: Any
    name: str  # masked
    household: str
    place: str
    now_fen: int

    @property
    def table(self) -> str:
        """Return the table it stands in, by which it is followed."""
        return str(self.line._meta.label_lower)

    @property
    def programme(self) -> str:
        """Return what it is paid for."""
        return programme_names(self.line.programme, language())

    @property
    def more_fen(self) -> int:
        """Return how much more it is than last month."""
        return self.now_fen - int(self.line.before_fen)

    @property
    def cause(self) -> str:
        """Return why it changed."""
        known = CAUSES.get(self.line.cause)
        return said(known.title, known.title_en) if known else str(self.line.cause)

    @property
    def cite(self) -> str:
        """Return the article of that; empty where nothing changed."""
        known = CAUSES.get(self.line.cause)
        return known.article_for(self.line.programme) if known else ""


@dataclass(frozen=True)
class Tab:
    """One kind of change: how many lines, and how much they make."""

    change: Change
    lines: int
    more_fen: int

    @property
    def name(self) -> tuple[str, str]:
        """Return what it is called."""
        return CHANGES[self.change]

    @property
    def tone(self) -> str:
        """Return its colour."""
        return TONES[self.change]


def tabs(standing: Standing) -> list[Tab]:
    """Return the kinds of change with their lines."""
    return [Tab(one.change, one.lines, one.now_fen - one.before_fen) for one in standing.changes]


def chosen(asked: str, found: Iterable[Tab]) -> Change:
    """Return the change whose lines are asked for; else the first there are any of: who is unchanged last."""
    if asked in set(Change):
        return Change(asked)
    there = [tab.change for tab in found if tab.lines]
    return next((one for one in there if one is not Change.SAME), Change.SAME if there else Change.NEW)


def lines_of(roster_id: int, change: Change) -> Any:
    """Return the lines that changed in one way, village by village; who left is not on the roster any more."""
    if change is Change.STOP:
        return leavers(roster_id)
    return lines(roster_id).filter(change=change.value).order_by("region", "programme", "award_id", "instalment")


def told(found: Collection[Any]) -> list[Line]:
    """Return lines in words; so many questions to the database, however many there are."""
    homes, places = {one.household_id for one in found}, names_of({Region(one.region) for one in found})
    numbers = {home: one.number for home, one in households(homes).items()}
    nameless = {one.household_id for one in found if not hasattr(one, "payee_name")}
    heads = {home: some[0].name for home, some in _members(nameless, found).items()}
    return [
        Line(
            one,
            mask_name(getattr(one, "payee_name", heads.get(one.household_id, ""))),
            numbers.get(one.household_id, ""),
            places[Region(one.region)],
            getattr(one, "amount_fen", 0),
        )
        for one in found
    ]


def _members(homes: Collection[int], found: Collection[Any]) -> dict[int, Any]:
    """Return who belonged to households while they were still paid: last month."""
    return members(homes, next(iter(found)).month - ONE_DAY) if homes else {}


def steps(roster: Any, standing: Standing) -> list[Step]:
    """Return how far a roster is, with who took each step and when."""
    names = officer_names(getattr(roster, f"{taken}_by") for taken in TAKEN.values())
    place = ORDER.index(State(roster.state)) if roster.state in ORDER else -1
    found, is_done = [], roster.state == State.RELEASED
    for state in asked_states([roster]):
        number = ORDER.index(state)
        how = "done" if number <= place else "ahead"
        note = _signed(standing) if state == State.SIGNED else _taken(roster, TAKEN[state], names)
        found.append(Step(said(*STATES[state]).capitalize(), how, note))
    return found if is_done else _with_current(found)


def _with_current(found: list[Step]) -> list[Step]:
    """Return the steps with the first that is ahead as the one that is on."""
    first = next((step for step in found if step.state == "ahead"), None)
    return [Step(step.title, "current", step.note) if step is first else step for step in found]


def _signed(standing: Standing) -> str:
    return said(f"{standing.signed}/{standing.villages}个村", f"{standing.signed} of {standing.villages} villages")


def _taken(roster: Any, taken: str, names: dict[int, str]) -> str:
    who, at = getattr(roster, f"{taken}_by"), getattr(roster, f"{taken}_at")
    return f"{names.get(who, '')} {moment(at)}" if at else ""
