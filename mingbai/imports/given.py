"""What is handed to the stage that takes lists in, and what came of it, told alike for every kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from mingbai.files.mending import Mending
from mingbai.files.problems import Place
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor


class Contradiction(Protocol):
    """What a stage says of a row."""

    @property
    def code(self) -> str:
        """Return what kind of contradiction it is."""

    @property
    def place(self) -> Place:
        """Return where the row stands."""

    @property
    def zh(self) -> str:
        """Return the sentence in Chinese."""

    @property
    def en(self) -> str:
        """Return the sentence in English."""


@dataclass(frozen=True)
class Told:
    """What a stage says of a row, and whether the row was left out for it."""

    place: Place
    code: str
    zh: str
    en: str
    is_blocking: bool
    field: str = ""  # of the table, where the stage says which is in doubt


@dataclass
class Came:
    """What taking lists in brings: counts, ids that lead to it, what is said of rows and of the whole."""

    counts: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    rows: list[Told] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Given:
    """What is to be taken in: where it lies, how it is read, for which month, what its officer says of it."""

    path: Path
    mending: Mending
    month: Month
    said: Mapping[str, Any]
    by: Actor
    at: datetime
