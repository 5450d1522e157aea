"""The leaf: what the log says of one act. Public by design, so it names nobody but the officer, by id."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from mingbai.evidence.leaves.canonical import NotCanonical, canonical, parse_canonical

FORM = "mingbai-leaf/1"
TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
KIND = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")
HEX = re.compile(r"[0-9a-f]{64}")


class LeafRefused(ValueError):
    """What should be logged, or what was read from a log, is not a leaf."""


@dataclass(frozen=True)
class Leaf:
    """One act: what kind, on what, by whom, when, where; and what binds it to the record it left."""

    type: str  # stage and act: payments.instructed
    subject: str  # table and row of the record: payments.attempt/17
    by: str  # id of the officer, or of the machine that acted
    time: str  # UTC, to the microsecond
    digest: str  # keyed SM3 of the record
    commitments: Mapping[str, str] = field(default_factory=dict)
    fund: str | None = None
    region: str | None = None
    programme: str | None = None
    month: str | None = None

    def __post_init__(self) -> None:
        where = [text for text in (self.fund, self.region, self.programme, self.month) if text is not None]
        if not all(type(text) is str and text for text in (self.type, self.subject, self.by, *where)):
            raise LeafRefused(f"a leaf says texts, none empty: {self.type!r} on {self.subject!r} by {self.by!r}")
        if not KIND.fullmatch(self.type):
            raise LeafRefused(f"not a stage and an act: {self.type!r}")
        if not all(HEX.fullmatch(text) for text in (self.digest, *self.commitments.values())):
            raise LeafRefused(f"{self.type}: a digest is 64 hexadecimal characters")
        if spelt(_moment(self.time)) != self.time:
            raise LeafRefused(f"not a moment in UTC: {self.time!r}")

    def entry(self, sequence: int) -> bytes:
        """Return the leaf's canonical JSON at its place in the log; what is not known is left out, never null."""
        return entry_of(vars(self), sequence)


def entry_of(said: Mapping[str, Any], sequence: int) -> bytes:
    """Return the entry of what a leaf says, at its place: the one spelling that is hashed."""
    known = {name: value for name, value in said.items() if value is not None}
    return canonical(known | {"commitments": dict(said["commitments"]), "form": FORM, "sequence": sequence})


def parse_leaf(entry: bytes) -> tuple[Leaf, int]:
    """Return a leaf and its place from canonical JSON; raise LeafRefused for anything else."""
    try:
        said: dict[str, Any] = parse_canonical(entry)
        sequence, form = said.pop("sequence"), said.pop("form")
        leaf = Leaf(**said)
        if form != FORM or type(sequence) is not int or sequence < 0 or leaf.entry(sequence) != entry:
            raise LeafRefused("another form")
    except (NotCanonical, KeyError, TypeError, AttributeError, ValueError) as error:
        raise LeafRefused(f"not a leaf: {error}") from error
    return leaf, sequence


def spelt(at: datetime) -> str:
    """Return a moment as leaves spell it; raise LeafRefused for one without a time zone."""
    if at.tzinfo is None:
        raise LeafRefused("a moment needs its time zone")
    return at.astimezone(UTC).strftime(TIME)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise LeafRefused(f"not a moment in UTC: {text!r}") from error
