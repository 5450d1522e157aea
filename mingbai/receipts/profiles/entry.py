"""One entry of a bank's statement in the one form every profile is read into (named after ISO 20022)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingbai.kernel.month import Month


class Status(StrEnum):
    """What a bank says of a payment; what it says in words we do not know is never guessed."""

    ACCEPTED = "accepted"
    PAID = "paid"
    FAILED = "failed"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Entry:
    """One payment as the bank tells it. What a profile has no field for stays empty and is not compared."""

    reference: str  # the bank's own, unique in its statement
    status: Status
    amount_fen: int | None  # None only where a bank reports a status without the sum
    paid_on: date | None
    account: str
    name: str
    end_to_end_id: str = ""  # ours, given back
    payee_id: str = ""  # the citizen's number, where a bank knows it
    month: Month | None = None
    programme: str = ""
    purpose: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """All entries a bank delivered under one reference, in the order of the file."""

    reference: str
    profile: str
    sha256: str  # of the file as it came
    entries: tuple[Entry, ...]

    @property
    def total_fen(self) -> int:
        """Return the sum of what was paid, in fen."""
        return sum(entry.amount_fen or 0 for entry in self.entries if entry.status is Status.PAID)
