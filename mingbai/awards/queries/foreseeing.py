"""What a change would make of an award, as policy reckons it today: seen before anything is proposed."""

from dataclasses import dataclass

from mingbai.awards.acting import county_of
from mingbai.awards.causes import CAUSES
from mingbai.awards.models import Award
from mingbai.awards.queries.deciding import deciding, due_fen
from mingbai.awards.reckoning import Facts, Reckoned, place_of, reckon, reckon_stop
from mingbai.awards.states import Kind
from mingbai.kernel.month import Month
from mingbai.standards.queries import parameters


@dataclass(frozen=True)
class Foreseen:
    """What is due in a month as things stand, and what would be, with how that comes about."""

    month: Month
    before_fen: int
    reckoned: Reckoned

    @property
    def after_fen(self) -> int | None:
        """Return what would be due; None where policy has no formula, or lacks a fact."""
        return self.reckoned.amount_fen

    @property
    def kind(self) -> Kind | None:
        """Return what such a change is; None while the amount is not known."""
        return None if self.after_fen is None else kind_of(self.before_fen, self.after_fen)


def kind_of(before_fen: int, after_fen: int) -> Kind:
    """Return what a change between two amounts is."""
    if after_fen == before_fen:
        return Kind.KEEP
    if 0 in (before_fen, after_fen):
        return Kind.RESUME if before_fen == 0 else Kind.STOP
    return Kind.RAISE if after_fen > before_fen else Kind.LOWER


def foresee(award: Award, month: Month, facts: Facts, *, stops_for: str = "") -> Foreseen:
    """Return what these facts would make due from a month on, or that nothing is where it stops for a cause."""
    place = place_of(parameters(), county_of(award.region), month)
    if stops_for:
        reckoned = reckon_stop(award.programme, place, facts, CAUSES[stops_for])
    else:
        reckoned = reckon(award.programme, place, facts)
    return Foreseen(month, due_fen(deciding([award.pk], month).get(award.pk), month), reckoned)
