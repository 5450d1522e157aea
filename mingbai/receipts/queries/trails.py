"""发放轨迹 (R-725): all that became of what one person was paid, from its file to the bank's own number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from mingbai.payments import queries as payments
from mingbai.payments.queries import Trail
from mingbai.receipts.acting import ask

TOLD = """
SELECT payment_id, bank, reference, status, amount_fen, paid_on, reason FROM receipts_entry
WHERE payment_id = ANY(%s) AND state <> 'repeated' ORDER BY paid_on NULLS FIRST, reference
"""


@dataclass(frozen=True)
class Told:
    """One entry of a bank."""

    bank: str
    reference: str
    status: str
    amount_fen: int | None
    paid_on: date | None
    reason: str


@dataclass(frozen=True)
class Turn:
    """One attempt: what was ordered, what became of it, and what the bank told of it."""

    attempt: Trail
    told: tuple[Told, ...]

    @property
    def last_at(self) -> datetime | None:
        """Return when its state last changed."""
        return self.attempt.turns[-1].at if self.attempt.turns else None


def trail(payee_id: int) -> list[Turn]:
    """Return every attempt to pay a person, oldest first, with the bank's entries beside it."""
    return _with_entries(payments.trail(payee_id))


def trails(line_ids: Collection[int]) -> list[Turn]:
    """Return every attempt to pay these lines, with the bank's entries beside it; four queries, however many."""
    return _with_entries(payments.trails(line_ids))


def told_of(payment_ids: Collection[int]) -> dict[int, list[Told]]:
    """Return payment → what banks told of it, oldest first; one query, however many."""
    told: dict[int, list[Told]] = {}
    for payment_id, *said in ask(TOLD, [list(payment_ids)]):
        told.setdefault(payment_id, []).append(Told(*said))
    return told


def _with_entries(attempts: list[Trail]) -> list[Turn]:
    told = told_of([one.attempt.payment_id for one in attempts])
    return [Turn(one, tuple(told.get(one.attempt.payment_id, ()))) for one in attempts]
