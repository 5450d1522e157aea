"""What a rule found then and what it would find, side by side: counted by what became of each. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from typing import Any

Key = tuple[str, bytes]  # a subject: its table, and the index it is known by in every check


@dataclass(frozen=True)
class Became:
    """What a finding turned out to be: confirmed or not, and the money that was decided."""

    is_confirmed: bool
    fen: int


@dataclass(frozen=True)
class Count:
    """Findings by what became of them: so many, of these confirmed, not confirmed, not decided; money confirmed."""

    found: int = 0
    confirmed: int = 0
    refuted: int = 0
    undecided: int = 0
    fen: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def share_bp(self) -> int | None:
        """Return the share confirmed of what was decided, in basis points rounded down; None before any was."""
        decided = self.confirmed + self.refuted
        return self.confirmed * 10_000 // decided if decided else None


@dataclass(frozen=True)
class Compared:
    """One rule in one month, or several: then, with the change, and what only one of the two finds."""

    then: Count = Count()
    now: Count = Count()
    more: Count = Count()
    less: Count = Count()

    def __add__(self, other: "Compared") -> "Compared":
        return Compared(self.then + other.then, self.now + other.now, self.more + other.more, self.less + other.less)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Compared":
        """Return what `as_json` wrote."""
        return cls(**{name: Count(**counts) for name, counts in said.items()})


def compared(then: Iterable[Key], now: Iterable[Key], became: Mapping[Key, Became]) -> Compared:
    """Return two sets of findings side by side; what is found anew was never decided, unless it was in another way."""
    before, after = set(then), set(now)
    return Compared(
        counted(before, became), counted(after, became), counted(after - before, became),
        counted(before - after, became),
    )  # fmt: skip


def counted(found: Iterable[Key], became: Mapping[Key, Became]) -> Count:
    """Return findings counted by what became of them."""
    outcomes = [became.get(key) for key in found]
    confirmed = [one for one in outcomes if one is not None and one.is_confirmed]
    decided = sum(one is not None for one in outcomes)
    return Count(
        len(outcomes), len(confirmed), decided - len(confirmed), len(outcomes) - decided,
        sum(one.fen for one in confirmed),
    )  # fmt: skip
