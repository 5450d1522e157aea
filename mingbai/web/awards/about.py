"""What is known before a change is typed: the award, who lives there, into which accounts, and what one came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingbai.awards.actions.proposing import ONE_PERSON
from mingbai.awards.queries import Held, facts_of
from mingbai.awards.reckoning import RECKONED, Facts
from mingbai.awards.states import State
from mingbai.people import queries as people
from mingbai.receipts.queries import trails
from mingbai.rosters.queries import lines_of_awards
from mingbai.web.awards.origins import Origin
from mingbai.web.people.telling import Paid
from mingbai.web.today.deadlines import FROZEN

MOST = 24  # months of lines


@dataclass(frozen=True)
class About:
    """An award that may be changed, and all its forms are filled in with."""

    held: Held
    word: Any  # the latest decision that was confirmed
    members: Sequence[people.Member]  # who belongs to the household today
    accounts: Mapping[int, Any]  # confirmed and in use, of those who live; and that which is paid into
    paid: Sequence[Paid]  # its lines on rosters with what became of them, the latest month first
    origin: Origin
    today: date

    @property
    def award(self) -> Any:
        """Return the award."""
        return self.held.award

    @property
    def facts(self) -> Facts:
        """Return what the amount rests on now."""
        return facts_of(self.word)

    @property
    def has_formula(self) -> bool:
        """Return whether policy reckons the programme."""
        return self.award.programme in RECKONED

    @property
    def is_of_one(self) -> bool:
        """Return whether it is awarded to a person, who alone is covered."""
        return self.award.programme in ONE_PERSON or self.word.case_kind == "single"

    @property
    def living(self) -> list[people.Member]:
        """Return who can be covered: alive as far as is known, and counted."""
        dead = self.origin.person_id if self.origin.is_of_a_death else None
        return [one for one in self.members if not one.died_on and one.person_id != dead and not one.exclusion]

    @property
    def is_on_its_way(self) -> bool:
        """Return whether this month's line stands on a roster that is frozen: it is paid, unless it is held."""
        now = self.today.replace(day=1)
        return any(one.line.month == now and one.sheet and one.sheet.state in FROZEN for one in self.paid)

    @property
    def is_payee_gone(self) -> bool:
        """Return whether who is paid has died: another must be."""
        return self.word.payee_id not in {one.person_id for one in self.living} and any(
            one.person_id == self.word.payee_id for one in self.members
        )

    @property
    def unspent(self) -> list[Any]:
        """Return the hearings on which no change rests yet, the latest first."""
        spent = {one.hearing_id for one in self.held.decisions if one.state != State.REFUSED}
        return [one for one in reversed(self.held.hearings) if one.pk not in spent]


def about(held: Held, origin: Origin, today: date) -> About | None:
    """Return what is known of an award, None for one that was never confirmed."""
    word = held.word
    if word is None:
        return None
    home = held.award.household_id
    members = people.members([home], today).get(home, [])
    living = [one.person_id for one in members if not one.died_on]
    open_to = [one for some in people.accounts_of(living, today).values() for one in some]
    accounts = people.accounts([word.account_id]) | {one.pk: one for one in open_to}
    return About(held, word, members, accounts, paid(held), origin, today)


def paid(held: Held) -> list[Paid]:
    """Return the lines of an award on rosters, the latest month first, with what was sent and what the bank says."""
    lines = lines_of_awards([held.award.pk])[:MOST]
    turns: dict[int, list[Any]] = {}
    for turn in trails([line.pk for line, _sheet in lines]):
        turns.setdefault(turn.attempt.attempt.line_id or 0, []).append(turn)
    return [Paid(line, sheet, turns.get(line.pk, [])) for line, sheet in lines]
