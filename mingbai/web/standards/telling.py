"""Values in words: what holds, since when, by which article, and who entered and approved it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingbai.files.tables.words import PROGRAMMES
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officer_names
from mingbai.offices.steps import STEPS
from mingbai.policy.parameters import Definition, definitions, shipped
from mingbai.policy.parameters import Entry as Value
from mingbai.policy.parameters.definition import Bound
from mingbai.policy.parameters.showing import shown
from mingbai.rights import Opens
from mingbai.rules.speaking import programme_names
from mingbai.standards.queries import Past, as_value
from mingbai.standards.states import TITLES, State
from mingbai.web.words import language, said

Words = tuple[str, str]
ENTER, APPROVE = STEPS["enter_standard"], STEPS["approve_standard"]
ENTERS = Opens("standards", roles=ENTER.roles, kinds=ENTER.kinds)
APPROVES = Opens("standards", roles=APPROVE.roles, kinds=APPROVE.kinds)
TONES = {
    State.PROPOSED: "amber", State.IN_FORCE: "green", State.REFUSED: "grey", State.ENDED: "grey",
    State.REPLACED: "grey",
}  # fmt: skip
BOUNDS: Mapping[Bound, Words] = {
    Bound.AT_MOST: ("地方不宜高于全国", "no higher than the nation's"),
    Bound.AT_LEAST: ("地方不宜低于全国", "no lower than the nation's"),
}


@dataclass(frozen=True)
class Held:
    """One value in words."""

    entry: Value

    @property
    def about(self) -> Definition:
        """Return its parameter."""
        return definitions()[self.entry.key]

    @property
    def title(self) -> str:
        """Return what its parameter is called."""
        return said(self.about.title, self.about.title_en)

    @property
    def shown(self) -> str:
        """Return the value as people write it."""
        value = self.entry.value if self.about.choices else _worded(self.entry.value)
        return shown(self.about, value, language())

    @property
    def ground(self) -> str:
        """Return the paper or the reason it rests on, beside its article."""
        return self.entry.reason if language() == "zh" else self.entry.reason_en

    @property
    def is_ours(self) -> bool:
        """Return whether the desk entered it."""
        return self.entry not in shipped().entries

    @property
    def source(self) -> str:
        """Return where it comes from."""
        return said("本地录入", "entered here") if self.is_ours else said("随程序发布", "ships with the program")


def _worded(value: Any) -> Any:
    """Return a value with the programmes it names in words, however deep they stand."""
    if isinstance(value, tuple):
        return tuple(map(_worded, value))
    return programme_names(value, language()) if isinstance(value, str) and value in PROGRAMMES else value


@dataclass(frozen=True)
class ToldEntry:
    """A value the desk entered, with who did."""

    entry: Any
    names: Mapping[int, str]
    may_decide: bool

    @property
    def held(self) -> Held:
        """Return the value in words."""
        return Held(as_value(self.entry))

    @property
    def state(self) -> Words:
        """Return where it stands."""
        return TITLES[State(self.entry.state)]

    @property
    def tone(self) -> str:
        """Return the colour of where it stands."""
        return TONES[State(self.entry.state)]

    @property
    def made_by(self) -> str:
        """Return who entered it."""
        return self.names.get(self.entry.made_by_id, "")

    @property
    def approved_by(self) -> str:
        """Return who approved it, nobody yet while it waits."""
        return self.names.get(self.entry.approved_by_id, "")


@dataclass(frozen=True)
class ToldPast:
    """A value of the history in words."""

    past: Past
    told: ToldEntry | None

    @property
    def held(self) -> Held:
        """Return the value in words."""
        return Held(self.past.value)

    @property
    def tone(self) -> str:
        """Return the colour of its row."""
        return self.told.tone if self.told else "blue"


def words_of(about: Definition) -> dict[str, Any]:
    """Return what a parameter is in words: title, range, and how far a place may go."""
    limits = None
    if about.least is not None and about.most is not None:
        limits = f"{shown(about, about.least, language())} – {shown(about, about.most, language())}"
    return {
        "title": said(about.title, about.title_en),
        "range": limits,
        "choices": [said(one.title, one.title_en) for one in about.choices],
        "bound": BOUNDS[about.bound] if about.bound else None,
    }


def told_entries(found: Iterable[Any], actor: Actor) -> list[ToldEntry]:
    """Return values of the desk with who made and approved them; one look at the names."""
    rows = list(found)
    names = officer_names(who for one in rows for who in (one.made_by_id, one.approved_by_id))
    return [ToldEntry(one, names, approves(one, actor)) for one in rows]


def told_history(found: Sequence[Past], actor: Actor) -> list[ToldPast]:
    """Return a history in words."""
    entries = {one.entry.pk: one for one in told_entries((past.entry for past in found if past.entry), actor)}
    return [ToldPast(past, entries[past.entry.pk] if past.entry else None) for past in found]


def approves(entry: Any, actor: Actor) -> bool:
    """Return whether the stage would let the actor decide a value: a leader of that place who did not enter it."""
    mine = APPROVES.to(actor) and entry.state == State.PROPOSED and entry.made_by_id != actor.id
    return mine and bool(entry.region.startswith(actor.region.code))
