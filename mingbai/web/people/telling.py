"""A file of a person or household in words: awards with their reckoning, months with what was paid and arrived."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from mingbai.awards.causes import CAUSES
from mingbai.awards.queries import Held, explained
from mingbai.awards.states import KINDS as DECISIONS
from mingbai.awards.states import TITLES as STANDINGS
from mingbai.awards.states import Kind, State
from mingbai.kernel.month import Month
from mingbai.law import Citation, cite
from mingbai.offices.queries import officer_names
from mingbai.payments.states import TITLES as PAYMENTS
from mingbai.payments.states import State as Payment
from mingbai.people.states import TITLES as ENTERED
from mingbai.people.states import State as Entered
from mingbai.receipts.queries import Turn
from mingbai.rosters.states import STATES as ROSTERS
from mingbai.rules.speaking import programme_names
from mingbai.web.people.gathering import File
from mingbai.web.words import language, said

DECIDED = {State.APPROVED: "green", State.REFUSED: "red"}  # state of a decision → colour
PAID = {Payment.SETTLED: "green", Payment.REJECTED: "red", Payment.RETURNED: "red", Payment.VOID: "grey"}
CONFIRMED = {Entered.CONFIRMED: "green", Entered.REFUSED: "red", Entered.CLOSED: "grey"}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Step:
    """One decision about an award, in words."""

    decision: Any
    people: dict[int, str]

    @property
    def kind(self) -> Pair:
        """Return what it does."""
        return DECISIONS[Kind(self.decision.kind)]

    @property
    def cause(self) -> Pair:
        """Return why."""
        cause = CAUSES[self.decision.cause]
        return cause.title, cause.title_en

    @property
    def state(self) -> Pair:
        """Return where it stands."""
        return STANDINGS[State(self.decision.state)]

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return DECIDED.get(State(self.decision.state), "amber")

    @property
    def who(self) -> str:
        """Return who proposed, reviewed and confirmed it."""
        one = self.decision
        names = (self.people.get(by or 0, "") for by in (one.made_by, one.reviewed_by, one.approved_by))
        return " → ".join(name for name in names if name)


@dataclass(frozen=True)
class Award:
    """An award as it stands in a month: what is due, how that came about, and what was decided."""

    held: Held
    month: Month
    steps: list[Step]  # the latest first

    @property
    def programme(self) -> str:
        """Return what it is called."""
        return programme_names(self.held.award.programme, language())

    @property
    def due_fen(self) -> int:
        """Return what is due in the month."""
        return self.held.due_fen(self.month)

    @property
    def word(self) -> Any:
        """Return the decision that counts in the month."""
        return self.held.counts_in(self.month)

    @property
    def reckoned(self) -> Iterator[tuple[str, list[Citation]]]:
        """Yield the sentences by which the amount came about, each with the articles it rests on."""
        if self.word is not None:
            steps = self.word.explanation["steps"]
            for sentence, step in zip_longest(explained(self.word, language()), steps, fillvalue=None):
                yield str(sentence), [cite(one) for one in step["cites"]] if step else []


@dataclass(frozen=True)
class Paid:
    """One line of a roster, and what became of it."""

    line: Any
    sheet: Any
    attempts: list[Turn]

    @property
    def programme(self) -> str:
        """Return what for."""
        return programme_names(self.line.programme, language())

    @property
    def roster(self) -> Pair | None:
        """Return where its roster stands, None where that is out of sight."""
        return ROSTERS[self.sheet.state] if self.sheet else None

    @property
    def last(self) -> Turn | None:
        """Return the latest attempt to pay it."""
        return self.attempts[-1] if self.attempts else None

    @property
    def state(self) -> Pair | None:
        """Return where that stands."""
        return PAYMENTS[Payment(self.last.attempt.attempt.state)] if self.last else None

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return PAID.get(Payment(self.last.attempt.attempt.state), "blue") if self.last else "grey"


@dataclass(frozen=True)
class Account:
    """An account, its number masked, in words."""

    account: Any

    @property
    def state(self) -> Pair:
        """Return where it stands."""
        return ENTERED[Entered(self.account.state)]

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return CONFIRMED.get(Entered(self.account.state), "amber")


def awards(file: File, month: Month) -> list[Award]:
    """Return the awards of a file as they stand in a month."""
    return standing(file.awards, month)


def standing(found: Collection[Held], month: Month) -> list[Award]:
    """Return awards as they stand in a month; one look at the names, however many."""
    decisions = [one for held in found for one in held.decisions]
    names = officer_names(by for one in decisions for by in (one.made_by, one.reviewed_by, one.approved_by))
    return [Award(held, month, [Step(one, names) for one in reversed(held.decisions)]) for held in found]


def payments(file: File) -> list[Paid]:
    """Return the months of a file, the latest first: what its roster says, what was sent, what the bank says."""
    return [Paid(line, sheet, file.attempts.get(line.pk, [])) for line, sheet in file.lines]


def accounts(file: File) -> list[Account]:
    """Return the accounts of a file, the latest first."""
    return [Account(one) for one in file.accounts]


def filings(file: File) -> list[tuple[Pair, Any, Pair, str]]:
    """Return (kind, filing, state, its colour) of what was filed, the latest first."""
    return [
        (one.kind, one.filing, ENTERED[Entered(one.filing.state)], CONFIRMED.get(Entered(one.filing.state), "amber"))
        for one in file.filings
    ]


def aged(born_on: date | None, on: date) -> str:
    """Return how old somebody is."""
    if born_on is None:
        return "--"
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return said(f"{years}岁", f"aged {years}")
