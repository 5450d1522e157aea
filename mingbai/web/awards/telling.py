"""Changes of awards in words: what one would do before it is proposed, rows of lists, a decision with who signed it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

from django.utils.text import capfirst

from mingbai.awards.causes import CAUSES
from mingbai.awards.queries import explained, kind_of
from mingbai.awards.states import DECISION, KINDS, TITLES, Kind, State
from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.law import Citation, cite
from mingbai.offices.actor import Actor
from mingbai.offices.places import names_of
from mingbai.offices.queries import officer_names
from mingbai.people.queries import names
from mingbai.printing.notices import ANSWERS
from mingbai.printing.notices import WAYS as HEARD
from mingbai.rights import HANDLING
from mingbai.rules.speaking import programme_names
from mingbai.web.alerts.acts import Step
from mingbai.web.awards.change import Change
from mingbai.web.awards.facts import WithFacts
from mingbai.web.people.telling import Paid
from mingbai.web.words import language, said

TONES = {State.PROPOSED: "amber", State.REVIEWED: "amber", State.APPROVED: "green", State.REFUSED: "red"}
Sentence = tuple[str, list[Citation]]


@dataclass(frozen=True)
class Preview:
    """What a change would do: what was due and would be, from when, how that comes about, and what is paid anyway."""

    asked: Kind
    month: Month
    before_fen: int
    after_fen: int | None
    sentences: Sequence[Sentence]
    paid: Sequence[Paid]  # lines of that month and later that stand on rosters already
    is_shown: bool  # the amount is policy's: it is sent as it was shown

    @property
    def kind(self) -> Kind | None:
        """Return what the amounts make it."""
        return None if self.after_fen is None else kind_of(self.before_fen, self.after_fen)

    @property
    def kind_said(self) -> tuple[str, str]:
        """Return what that is called."""
        return KINDS[self.kind or Kind.KEEP]

    @property
    def fits(self) -> bool:
        """Return whether the amount moves as the change says."""
        return self.kind is self.asked

    @property
    def is_same(self) -> bool:
        """Return whether nothing would change."""
        return self.kind is Kind.KEEP

    @property
    def other(self) -> str:
        """Return the change that fits, empty where none does."""
        fits = {Kind.RAISE: "raise", Kind.LOWER: "lower", Kind.STOP: "stop", Kind.RESUME: "resume"}
        return "" if self.fits or self.kind is None else fits.get(self.kind, "")


def preview(form: Change) -> Preview | None:
    """Return what a change would do as far as it was typed, None while that says too little."""
    found = form.foreseen()
    if found is None:
        return None
    is_typed = isinstance(form, WithFacts) and "amount" in form.fields
    after = form.value("amount") if is_typed else found.after_fen
    lang, steps = language(), found.reckoned.explanation["steps"]
    sentences = [(str(step[lang]), [cite(one) for one in step["cites"]]) for step in steps]
    first = found.month.first_on
    paid = [one for one in form.about.paid if one.line.month >= first]
    return Preview(form.kind, found.month, found.before_fen, after, sentences, paid, not is_typed)


@dataclass(frozen=True)
class Told:
    """One decision as lists and its page show it, and what its reader may do with it."""

    one: Any
    actor: Actor
    people: Mapping[int, str]  # officers
    payees: Mapping[int, str]
    places: Mapping[str, str]

    @property
    def kind(self) -> tuple[str, str]:
        """Return what it does."""
        return KINDS[Kind(self.one.kind)]

    @property
    def cause(self) -> tuple[str, str]:
        """Return why."""
        cause = CAUSES[self.one.cause]
        return cause.title, cause.title_en

    @property
    def article(self) -> str:
        """Return the article its cause rests on."""
        return CAUSES[self.one.cause].article_for(self.one.programme)

    @property
    def programme(self) -> str:
        """Return what it is about."""
        return programme_names(self.one.programme, language())

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands."""
        return TITLES[State(self.one.state)]

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return TONES[State(self.one.state)]

    @property
    def payee(self) -> str:
        """Return who is paid."""
        return self.payees.get(self.one.payee_id, "--")

    @property
    def masked(self) -> str:
        """Return the same as lists show it."""
        return mask_name(self.payee)

    @property
    def place(self) -> str:
        """Return where."""
        return self.places.get(self.one.region, self.one.region)

    @property
    def who(self) -> str:
        """Return who signed it so far."""
        signed = (self.people.get(by or 0, "") for by in (self.one.made_by, self.one.reviewed_by, self.one.approved_by))
        return " → ".join(name for name in signed if name)

    @property
    def maker(self) -> str:
        """Return who proposed it."""
        return self.people.get(self.one.made_by, "")

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Return how the amount came about, each sentence with the articles it rests on."""
        steps = self.one.explanation["steps"]
        pairs = zip_longest(explained(self.one, language()), steps, fillvalue=None)
        return [(str(words), [cite(one) for one in step["cites"]] if step else []) for words, step in pairs]

    @property
    def heard(self) -> tuple[tuple[str, str], tuple[str, str]] | None:
        """Return how the family was heard and what it answered, in words; None where it was not."""
        hearing = self.one.hearing
        return None if hearing is None else (HEARD[hearing.way], ANSWERS[hearing.answer])

    @property
    def move(self) -> Any:
        """Return the move by which it goes on, None once it is decided."""
        return next((one for one in DECISION if one.before == self.one.state and one.after != State.REFUSED), None)

    @property
    def may_decide(self) -> bool:
        """Return whether the stage would let the reader decide it: another of the right role and office."""
        one, actor = self.one, self.actor
        if self.move is None or one.is_stock or actor.id in {one.made_by, one.reviewed_by}:
            return False
        return actor.role in self.move.by and actor.party in HANDLING

    @property
    def is_own(self) -> bool:
        """Return whether the reader took a step of it, so that another takes the next."""
        return self.move is not None and self.actor.id in {self.one.made_by, self.one.reviewed_by}

    @property
    def steps(self) -> list[Step]:
        """Return how far it is, each step with who took it; what was refused goes no further."""
        one = self.one
        signed = (one.made_by, one.reviewed_by, one.approved_by)
        taken = sum(1 for by in signed if by is not None)
        ahead = "ahead" if one.state == State.REFUSED else "current"
        words = (("提出", "proposed"), ("复核", "reviewed"), ("确认", "confirmed"))
        return [
            Step(
                capfirst(said(*word)),
                "done" if place < taken else ahead if place == taken else "ahead",
                self.people.get(by or 0, ""),
            )
            for place, (word, by) in enumerate(zip(words, signed, strict=True))
        ]


def told(found: Iterable[Any], actor: Actor) -> list[Told]:
    """Return decisions in words; three looks at names, however many."""
    rows = list(found)
    people = officer_names(who for one in rows for who in (one.made_by, one.reviewed_by, one.approved_by))
    payees = names({one.payee_id for one in rows})
    regions = names_of({Region(one.region) for one in rows})
    places = {region.code: name for region, name in regions.items()}
    return [Told(one, actor, people, payees, places) for one in rows]
