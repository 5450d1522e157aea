"""Compares rows as they are now with what was logged of them last: one fen changed by hand is named."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max

from mingbai.evidence.actions import erasure_of
from mingbai.evidence.custody import record_keys
from mingbai.evidence.faults import Fault, Kind
from mingbai.evidence.kept import KEPT, among, row_named
from mingbai.evidence.leaves.commitments import record_digest
from mingbai.evidence.models import Act
from mingbai.kernel.secrecy import KeyMissing, KeyRing, SealBroken

BROKEN = b""


@dataclass(frozen=True)
class Logged:
    """A leaf as far as rows are concerned."""

    index: int
    act: int
    subject: str
    type: str
    digest: str


def first_bad_row(ring: KeyRing, logged: Sequence[Logged]) -> Fault | None:
    """Return the first of these leaves, in their order, whose record or whose record's key is not as it was logged."""
    kept = _not_erased(logged)
    keys, rows = _keys(ring, [one.digest for one in kept]), _rows(kept)
    for one in kept:
        if kind := _fault_of(one, keys, rows):
            return Fault(kind, index=one.index, subject=one.subject, type=one.type)
    return None


def unlogged_rows() -> Iterator[Fault]:
    """Find rows that no act was ever recorded of."""
    for label, kept in sorted(KEPT.items()):
        meta = kept.model._meta
        assert meta.pk is not None
        quoted = connection.ops.quote_name
        key = f"kept.{quoted(meta.pk.column)}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key} FROM {quoted(meta.db_table)} AS kept WHERE NOT EXISTS "
                f"(SELECT FROM evidence_act WHERE subject = %s || {key}::text) ORDER BY 1 LIMIT 1",
                [f"{label}/"],
            )
            for (found,) in cursor.fetchall():
                yield Fault(Kind.ROW_UNLOGGED, subject=kept.subject(found))


def unplaced_acts() -> Iterator[Fault]:
    """Find acts that were taken from the queue and have no place in the log."""
    for act in Act.objects.filter(waiting=None, leaf=None).order_by("id")[:1]:
        yield Fault(Kind.UNPLACED, subject=act.subject, type=act.type)


def _fault_of(one: Logged, keys: Mapping[str, bytes], rows: Mapping[int, Mapping[str, Any] | None]) -> Kind | None:
    """Return what is wrong with a record's key, or with its row where this leaf is the last word on it."""
    key = keys.get(one.digest)
    if one.act in rows and rows[one.act] is None:
        return Kind.ROW_GONE
    if key is None:
        return Kind.KEY_GONE
    if key == BROKEN:
        return Kind.KEY_BROKEN
    record = rows.get(one.act)
    return Kind.ROW_CHANGED if record is not None and record_digest(key, record) != one.digest else None


def _rows(logged: Sequence[Logged]) -> dict[int, Mapping[str, Any] | None]:
    """Return act → the row as it is now, None where it is gone, for the acts that are the last word on a row."""
    named = [one for one in logged if row_named(one.subject)]
    last = _last_acts({one.subject for one in named})
    latest = [one for one in named if last.get(one.subject) == one.act]
    found: dict[str, Mapping[str, Any]] = {}
    for label, kept in KEPT.items():
        keys = [one.subject.partition("/")[2] for one in latest if one.subject.startswith(f"{label}/")]
        found.update(kept.contents(keys))
    return {one.act: found.get(one.subject) for one in latest}


def _keys(ring: KeyRing, digests: Sequence[str]) -> dict[str, bytes]:
    """Return digest → key, BROKEN where the sealed key was tampered with."""
    try:
        return record_keys(ring, digests)
    except (SealBroken, KeyMissing, ValueError):
        if len(digests) == 1:
            return {digests[0]: BROKEN}
        half = len(digests) // 2
        return _keys(ring, digests[:half]) | _keys(ring, digests[half:])


def _not_erased(logged: Sequence[Logged]) -> list[Logged]:
    """Return the leaves whose record nobody has erased since."""
    erased = _last_acts({erasure_of(one.subject) for one in logged})
    return [one for one in logged if erased.get(erasure_of(one.subject), 0) < one.act]


def _last_acts(subjects: Collection[str]) -> dict[str, int]:
    named = Act.objects.filter(subject__in=among(list(subjects)))
    return dict(named.order_by().values_list("subject").annotate(last=Max("id")))
