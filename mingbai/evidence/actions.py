"""The only writers of evidence: an act is recorded in the transaction that does it, or it is not done."""

import builtins
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from mingbai.evidence.custody import sealed_key
from mingbai.evidence.installation import installed_ring
from mingbai.evidence.kept import KEPT, PLACES, Kept, row_named
from mingbai.evidence.leaves.commitments import commitments, new_record_key, record_digest
from mingbai.evidence.leaves.leaf import Leaf, LeafRefused, spelt
from mingbai.kernel.secrecy import KeyRing

T = TypeVar("T")
R = TypeVar("R")
EXAMPLE = "0" * 64  # a digest as far as a leaf's form is concerned
ERASED = "evidence.erased"
AT_ONCE = 5_000  # acts in one statement
INSERT = """
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%s::jsonb) AS given (place bigint, subject text, fund text, region text,
        programme text, month text, digest text, commitments jsonb, sealed text)
), recorded AS (
    INSERT INTO evidence_act (type, subject, "by", at, fund, region, programme, month, digest, commitments)
    SELECT %s, subject, %s, %s, coalesce(fund, ''), coalesce(region, ''), coalesce(programme, ''),
        coalesce(month, ''), digest, commitments
    FROM given ORDER BY place
    RETURNING id
), kept AS (
    INSERT INTO evidence_recordkey (digest, sealed) SELECT digest, decode(sealed, 'hex') FROM given
)
INSERT INTO evidence_waiting (act_id) SELECT id FROM recorded ORDER BY id
"""


class NotInTransaction(RuntimeError):
    """An act was to be recorded outside the transaction that does it: either could then exist without the other."""


class SubjectTaken(ValueError):
    """What an act did to a row without changing it was to be recorded as if it were the row."""


class NotEvidenced(LookupError):
    """Rows of a table that says nowhere what of it is logged."""


@dataclass(frozen=True)
class Record:
    """What an act left: what it is called, what it says, and where it belongs (fund, region, programme, month)."""

    subject: str
    content: Mapping[str, Any]
    places: Mapping[str, str]


def record(*, type: str, rows: Sequence[Model], by: int | None, at: datetime) -> None:  # noqa: A002
    """
    Record that an act left these rows, all of one model, as the database now holds them.

    Call it in the act's own transaction, after writing. `type` is stage and act (`payments.instructed`), `by` the
    officer's id or None for the machine. Raise NotInTransaction, or NotEvidenced for a model without `@evidenced`.
    """
    if rows:
        model = _kept(rows[0]).model
        assert all(isinstance(row, model) for row in rows), "rows of one model"
        record_keys(type=type, model=model, keys=[row.pk for row in rows], by=by, at=at)


def record_keys(
    *,
    type: str,  # noqa: A002
    model: builtins.type[Model],
    keys: Sequence[object],
    by: int | None,
    at: datetime,
) -> None:
    """Record that an act left the rows of these keys, as `record` does: for a file of a hundred thousand payments."""
    kept = KEPT.get(model._meta.label_lower)
    if kept is None:
        raise NotEvidenced(model._meta.label_lower)
    found = dict(kept.contents(keys))
    missing = [subject for subject in map(kept.subject, keys) if subject not in found]
    assert not missing, f"not in the database: {missing[:3]}"
    records = (Record(subject, content, kept.placed(content)) for subject, content in found.items())
    _write(type, records, by, at)


def record_contents(*, type: str, records: Iterable[Record], by: int | None, at: datetime) -> None:  # noqa: A002
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


def erase(*, subject: str, reason: str, by: int, at: datetime) -> int:
    """
    Destroy the keys of all that was recorded of a subject and record that it was done; return how many.

    The log stays whole and its proofs hold; what the records said can no longer be proved, or guessed, by anybody.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(ERASED)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM evidence_recordkey WHERE digest IN (SELECT digest FROM evidence_act WHERE subject = %s)"
            " RETURNING digest",
            [subject],
        )
        digests = sorted(digest for (digest,) in cursor.fetchall())
    if digests:
        content = {"digests": digests, "reason": reason, "subject": subject}
        _write(ERASED, [Record(erasure_of(subject), content, {})], by, at)
    return len(digests)


def _write(type: str, records: Iterable[Record], by: int | None, at: datetime) -> None:  # noqa: A002
    if not connection.in_atomic_block:
        raise NotInTransaction(type)
    given, ring = list(records), installed_ring()
    for one in given[:1]:
        said = commitments(new_record_key(), one.content)  # refused here, not when it has its place
        Leaf(type, one.subject, _actor(by), spelt(at), EXAMPLE, said, **_places(one))
    lots = [given[begin : begin + AT_ONCE] for begin in range(0, len(given), AT_ONCE)]
    with connection.cursor() as cursor:
        for rows in ahead(lambda lot: _rows(ring, lot), lots):
            cursor.execute(INSERT, [rows, type, by, at])


def ahead(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """Yield the work done on each item, the next one while this one is with the database: it has a core of its own."""
    if len(items) < 2:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(work, items[0])
        for item in items[1:]:
            done, coming = coming.result(), pool.submit(work, item)
            yield done
        yield coming.result()


def _rows(ring: KeyRing, records: Sequence[Record]) -> str:
    """Return what the log says of records, each under a fresh key, as one statement takes it."""
    rows = []
    for place, one in enumerate(records):
        key = new_record_key()
        digest = record_digest(key, one.content)
        said = {"place": place, "subject": one.subject, "digest": digest, "commitments": commitments(key, one.content)}
        rows.append({**said, "sealed": sealed_key(ring, digest, key).hex(), **_places(one)})
    return json.dumps(rows)


def _places(one: Record) -> Mapping[str, str]:
    if not one.subject or not set(one.places) <= set(PLACES):
        raise LeafRefused(f"not a subject at known places: {one}")
    return one.places


def _kept(row: Model) -> Kept:
    try:
        return KEPT[row._meta.label_lower]
    except KeyError:
        raise NotEvidenced(row._meta.label_lower) from None


def _actor(by: int | None) -> str:
    return "machine" if by is None else f"officer/{by}"
