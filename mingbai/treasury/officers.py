"""Who acts on the books: what an action needs to know of an officer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mingbai.offices.kinds import Kind as Party


class Officer(Protocol):
    """A person, by number only, and the organisation the person acts for."""

    @property
    def id(self) -> int:
        """Return the number the evidence log knows the person by."""

    @property
    def party(self) -> Party:
        """Return whose officer it is."""


@dataclass(frozen=True)
class Paper:
    """What an act rests on: the document, who makes the entry, who approves it, and when."""

    document: str
    by: Officer
    approved_by: Officer
    at: datetime
