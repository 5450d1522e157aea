"""The only writers of evidence: an act is recorded in the transaction that does it, or it is not done."""

import builtins
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple, Protocol, TypeVar

from django.db import connection
from django.db.models import Model

from mingbai.evidence.custody import sealed_key
from mingbai.evidence.installation import installed_ring
from mingbai.evidence.kept import KEPT, PLACES, Kept, plain, row_named
from mingbai.evidence.leaves.commitments import new_record_key, spelt_commitments
from mingbai.evidence.leaves.leaf import KIND, LeafRefused, spelt
from mingbai.evidence.sets import NULL, copied, escaped
from mingbai.kernel.secrecy import KeyRing

T = TypeVar("T")
R = TypeVar("R")
ERASED = "evidence.erased"
AT_ONCE = 2_500  # acts prepared while those before are with the database
ACTS = f"""
COPY evidence_act (id, type, "by", post, organisation, at, subject, {", ".join(PLACES)}, digest, commitments) FROM STDIN
"""
KEYS = "COPY evidence_recordkey (act_id, sealed) FROM STDIN"


class Officer(Protocol):
    """Who acts, in which post, for which organisation."""

    @property
    def id(self) -> int:
        """Return the officer's number."""

    @property
    def post_id(self) -> int:
        """Return the post's number."""

    @property
    def organisation_id(self) -> int:
        """Return the organisation's number."""


By = Officer | int | None  # an officer in a post, an officer's number alone, or nobody: the machine acts


_at_work: ContextVar[Officer | None] = ContextVar("at_work", default=None)


@contextmanager
def at_work(officer: Officer) -> Iterator[None]:
    """Have acts in here that know their officer by number alone name the post as well (R-001)."""
    before = _at_work.set(officer)
    try:
        yield
    finally:
        _at_work.reset(before)


_followed: ContextVar[list[int] | None] = ContextVar("followed", default=None)


@contextmanager
def followed() -> Iterator[list[int]]:
    """Yield the numbers of the acts that are recorded in here, as they come: whoever asked for them is told which."""
    numbers: list[int] = []
    before = _followed.set(numbers)
    try:
        yield numbers
    finally:
        _followed.reset(before)


class NotInTransaction(RuntimeError):
    """An act was to be recorded outside the transaction that does it: either could then exist without the other."""


class SubjectTaken(ValueError):
    """What an act did to a row without changing it was to be recorded as if it were the row."""


class NotEvidenced(LookupError):
    """Rows of a table that says nowhere what of it is logged."""


class Record(NamedTuple):
    """What an act left: what it is called, what it says, and where it belongs (fund, region, programme, month)."""

    subject: str
    content: Mapping[str, Any]
    places: Mapping[str, str]
    told: Collection[str] = ()  # what of the content the places say in clear


def record(*, type: str, rows: Sequence[Model], by: By, at: datetime) -> None:  # noqa: A002
    """
    Record that an act left these rows, all of one model, as the database now holds them.

    Call it in the act's own transaction, after writing. `type` is stage and act (`payments.instructed`), `by` the
    officer in his post (or his id alone), None for the machine. Raise NotInTransaction, or NotEvidenced for a model
    without `@evidenced`.
    """
    if rows:
        model = _kept(builtins.type(rows[0])).model
        assert all(isinstance(row, model) for row in rows), "rows of one model"
        record_keys(type=type, model=model, keys=[row.pk for row in rows], by=by, at=at)


def record_keys(
    *,
    type: str,  # noqa: A002
    model: builtins.type[Model],
    keys: Sequence[object],
    by: By,
    at: datetime,
) -> None:
    """Record that an act left the rows of these keys, as `record` does: for a file of a hundred thousand payments."""
    kept = _kept(model)
    found = dict(kept.contents(keys))
    missing = [subject for subject in map(kept.subject, keys) if subject not in found]
    assert not missing, f"not in the database: {missing[:3]}"
    _write(type, (_record(kept, subject, content) for subject, content in found.items()), by, at)


def record_returned(
    *,
    type: str,  # noqa: A002
    model: builtins.type[Model],
    rows: Iterable[Sequence[Any]],
    by: By,
    at: datetime,
) -> None:
    """
    Record that an act left these rows, as `record` does, just as the statement that wrote them returned them.

    Each is its key and the columns of `logged_columns`, in their order: they are not read a second time. They may come
    as further statements write them: what was written is recorded meanwhile.
    """
    kept = _kept(model)
    contents = ((kept.subject(key), dict(zip(kept.columns, map(plain, values), strict=True))) for key, *values in rows)
    _write(type, (_record(kept, subject, content) for subject, content in contents), by, at)


def logged_columns(model: builtins.type[Model]) -> tuple[str, ...]:
    """Return the columns of a model that are logged, as `record_returned` takes them after the key."""
    return _kept(model).columns


def record_contents(*, type: str, records: Iterable[Record], by: By, at: datetime) -> None:  # noqa: A002
    """
    Record acts that leave no row of ours: a file sent, an export, a field revealed. As `record` otherwise.

    An act on a row is called after it: `about(person, "revealed")`. Raise SubjectTaken for the plain name of a row.
    """
    records = list(records)
    taken = [one.subject for one in records if row_named(one.subject)]
    if taken:
        raise SubjectTaken(f"{type}: {taken[0]}")
    _write(type, records, by, at)


def about(row: Model, act: str) -> str:
    """Return what an act on a row is called that does not change it: people.person/17#revealed."""
    return f"{row._meta.label_lower}/{row.pk}#{act}"


def erasure_of(subject: str) -> str:
    """Return what the erasure of a row's record is called."""
    return f"{subject}#erased"


def erase(*, subject: str, reason: str, by: Officer | int, at: datetime) -> int:
    """
    Destroy the keys of all that was recorded of a subject and record that it was done; return how many.

    The log stays whole and its proofs hold; what the records said can no longer be proved, or guessed, by anybody.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(ERASED)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM evidence_recordkey USING evidence_act WHERE act_id = id AND subject = %s RETURNING digest",
            [subject],
        )
        digests = sorted(digest for (digest,) in cursor.fetchall())
    if digests:
        content = {"digests": digests, "reason": reason, "subject": subject}
        _write(ERASED, [Record(erasure_of(subject), content, {})], by, at)
    return len(digests)


def _write(type: str, records: Iterable[Record], by: By, at: datetime) -> None:  # noqa: A002
    if not connection.in_atomic_block:
        raise NotInTransaction(type)
    if not KIND.fullmatch(type):
        raise LeafRefused(f"not a stage and an act: {type!r}")
    spelt(at)  # refused here, not when it has its place
    head = f"{type}\t{_actor(by)}\t{at.isoformat()}"
    for acts, keys in ahead(partial(_rows, installed_ring(), head), _numbered(records)):
        copied(ACTS, acts)
        copied(KEYS, keys)


def _numbered(records: Iterable[Record]) -> Iterator[tuple[Sequence[int], Sequence[Record]]]:
    """Yield records lot by lot, as they come, each lot with the numbers of its acts to be."""
    coming = iter(records)
    while lot := list(islice(coming, AT_ONCE)):
        numbers = _drawn(len(lot))
        if (told := _followed.get()) is not None:
            told.extend(numbers)
        yield numbers, lot


def _drawn(count: int) -> list[int]:
    """Return the numbers of so many acts to be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evidence_draw_acts(%s)", [count])
        (drawn,) = cursor.fetchone() or ([],)
        return list(drawn or ())


def ahead(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield the work done on each item, on the next one while this one, or one to come, is with the database."""
    coming = iter(items)
    first = list(islice(coming, 2))
    if len(first) < 2:
        yield from map(work, first)
        return
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work, first[0])
        for item in chain(first[1:], coming):
            before, done = done, pool.submit(work, item)
            yield before.result()
        yield done.result()


def _rows(ring: KeyRing, head: str, lot: tuple[Sequence[int], Sequence[Record]]) -> tuple[str, str]:
    """Return what the log says of records, and their keys, each fresh and sealed: the rows of two tables."""
    acts, keys = [], []
    for act, one in zip(*lot, strict=True):
        key = new_record_key()
        digest, said = spelt_commitments(key, one.content, one.told)
        acts.append(f"{act}\t{head}\t{escaped(one.subject)}\t{_where(one)}\t{digest}\t{said}\n")
        keys.append(f"{act}\t\\\\x{sealed_key(ring, act, key).hex()}\n")
    return "".join(acts), "".join(keys)


def _where(one: Record) -> str:
    if not one.subject or not set(one.places) <= set(PLACES):
        raise LeafRefused(f"not a subject at known places: {one}")
    return "\t".join([escaped(one.places.get(place, "")) for place in PLACES])


def _record(kept: Kept, subject: str, content: Mapping[str, Any]) -> Record:
    return Record(subject, content, kept.placed(content), kept.told)


def _kept(model: builtins.type[Model]) -> Kept:
    try:
        return KEPT[model._meta.label_lower]
    except KeyError:
        raise NotEvidenced(model._meta.label_lower) from None


def _actor(by: By) -> str:
    """Return officer, post and organisation as three columns."""
    officer = _at_work.get()
    if isinstance(by, int) and officer is not None and officer.id == by:
        by = officer
    if by is None or isinstance(by, int):
        return "\t".join([NULL if by is None else str(by), NULL, NULL])
    return f"{by.id}\t{by.post_id}\t{by.organisation_id}"
