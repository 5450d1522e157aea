"""The leaf: what the log says of one act. Public by design, so it names nobody but the officer, by id."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from mingbai.evidence.leaves.canonical import NotCanonical, canonical, parse_canonical

FORM = "mingbai-leaf/1"
TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
KIND = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")
HEX = re.compile(r"[0-9a-f]{64}")
COMMITMENT = r'"[A-Za-z0-9_.:/-]{1,200}":"[0-9a-f]{64}"'
COMMITMENTS = re.compile(rf"\{{(?:{COMMITMENT}(?:,{COMMITMENT})*)?\}}")


class LeafRefused(ValueError):
    """What should be logged, or what was read from a log, is not a leaf."""


class Said(NamedTuple):
    """What a leaf says of an act, text by text; what is not known is empty."""

    type: str
    subject: str
    by: str
    post: str
    organisation: str
    time: str
    fund: str
    region: str
    programme: str
    month: str
    digest: str
    commitments: str  # their canonical JSON


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
    post: str | None = None  # in which the officer acted, and for which organisation
    organisation: str | None = None

    def __post_init__(self) -> None:
        where = [text for text in (*self._places, self.post, self.organisation) if text is not None]
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
        fund, region, programme, month = (text or "" for text in self._places)
        committed = canonical(dict(self.commitments)).decode()
        post, organisation = self.post or "", self.organisation or ""
        said = Said(
            self.type, self.subject, self.by, post, organisation, self.time, fund, region, programme, month,
            self.digest, committed,
        )  # fmt: skip
        return entry_of(said, sequence)

    @property
    def _places(self) -> tuple[str | None, ...]:
        return self.fund, self.region, self.programme, self.month


def entry_of(said: Said, sequence: int) -> bytes:
    """
    Return the entry of what a leaf says, at its place: the one spelling that is hashed, as `canonical` spells it.

    Raise LeafRefused for commitments that are none: spelt already, they must not pass for anything else.
    """
    if not COMMITMENTS.fullmatch(said.commitments):
        raise LeafRefused(f"{said.subject}: not commitments in their one spelling")
    places = _known(said.fund, said.month, said.organisation, said.post, said.programme, said.region)
    return (
        f'{{"by":{_quoted(said.by)},"commitments":{said.commitments},"digest":{encode_basestring(said.digest)},'
        f'"form":"{FORM}",{places}"sequence":{sequence},"subject":{encode_basestring(said.subject)},'
        f'"time":{_quoted(said.time)},"type":{_quoted(said.type)}}}'
    ).encode()


@lru_cache(10_000)
def _known(*texts: str) -> str:
    named = zip(("fund", "month", "organisation", "post", "programme", "region"), texts, strict=True)
    return "".join(f'"{name}":{encode_basestring(text)},' for name, text in named if text)


@lru_cache(10_000)
def _quoted(text: str) -> str:
    return str(encode_basestring(text))


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


@lru_cache(10_000)
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
