"""The only writers of evidence: an act is recorded in the transaction that does it, or it is not done."""

import builtins
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from mingbai.evidence.custody import sealed_key
from mingbai.evidence.installation import installed_ring
from mingbai.evidence.kept import KEPT, PLACES, Kept, row_named
from mingbai.evidence.leaves.commitments import commitments, new_record_key, record_digest
from mingbai.evidence.leaves.leaf import Leaf, LeafRefused, spelt

ERASED = "evidence.erased"
AT_ONCE = 10_000  # acts in one statement
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
    ring, given = installed_ring(), [_keyed(one) for one in records]
    for subject, digest, said, places, _ in given[:1]:
        Leaf(type, subject, _actor(by), spelt(at), digest, said, **places)  # refused here, not when it has its place
    with connection.cursor() as cursor:
        for begin in range(0, len(given), AT_ONCE):
            rows = [
                {"place": place, "subject": subject, "digest": digest, "commitments": said, **places}
                | {"sealed": sealed_key(ring, digest, key).hex()}
                for place, (subject, digest, said, places, key) in enumerate(given[begin : begin + AT_ONCE])
            ]
            cursor.execute(INSERT, [json.dumps(rows), type, by, at])


def _keyed(one: Record) -> tuple[str, str, dict[str, str], Mapping[str, str], bytes]:
    """Return what the log says of a record, and the fresh key that opens it."""
    if not one.subject or not set(one.places) <= set(PLACES):
        raise LeafRefused(f"not a subject at known places: {one}")
    key = new_record_key()
    return one.subject, record_digest(key, one.content), commitments(key, one.content), one.places, key


def _kept(row: Model) -> Kept:
    try:
        return KEPT[row._meta.label_lower]
    except KeyError:
        raise NotEvidenced(row._meta.label_lower) from None


def _actor(by: int | None) -> str:
    return "machine" if by is None else f"officer/{by}"
