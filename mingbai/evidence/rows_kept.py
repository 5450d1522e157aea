"""Compares rows as they are now with what was logged of them last: one fen changed by hand is named."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max

from mingbai.evidence.actions import erasure_of
from mingbai.evidence.custody import record_keys
from mingbai.evidence.faults import Fault, Kind
from mingbai.evidence.kept import KEPT, Kept, among, row_named
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
    """Return the first of these leaves, in their order, whose record is not as it was logged, or None."""
    faults = (fault for label, some in _to_compare(logged).items() for fault in _of_table(ring, KEPT[label], some))
    return min(faults, key=lambda fault: fault.place, default=None)


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


def _of_table(ring: KeyRing, kept: Kept, wanted: Sequence[Logged]) -> Iterator[Fault]:
    now = dict(kept.contents([one.subject.partition("/")[2] for one in wanted]))
    keys = _keys(ring, [one.digest for one in wanted])
    for one in wanted:
        if kind := _fault_of(now.get(one.subject), keys.get(one.digest), one.digest):
            yield Fault(kind, index=one.index, subject=one.subject, type=one.type)


def _fault_of(record: Mapping[str, Any] | None, key: bytes | None, digest: str) -> Kind | None:
    if record is None:
        return Kind.ROW_GONE
    if key is None:
        return Kind.KEY_GONE
    if key == BROKEN:
        return Kind.KEY_BROKEN
    return None if record_digest(key, record) == digest else Kind.ROW_CHANGED


def _keys(ring: KeyRing, digests: Sequence[str]) -> dict[str, bytes]:
    """Return digest → key, BROKEN where the sealed key was tampered with."""
    try:
        return record_keys(ring, digests)
    except (SealBroken, KeyMissing, ValueError):
        if len(digests) == 1:
            return {digests[0]: BROKEN}
        half = len(digests) // 2
        return _keys(ring, digests[:half]) | _keys(ring, digests[half:])


def _to_compare(logged: Sequence[Logged]) -> dict[str, list[Logged]]:
    """Return label → the leaves that are the last word on a row whose record was not erased since."""
    subjects = {one.subject for one in logged if row_named(one.subject)}
    last = _last_acts(subjects)
    erased = _last_acts({erasure_of(subject) for subject in subjects})
    found: dict[str, list[Logged]] = {}
    for one in logged:
        if last.get(one.subject) == one.act and erased.get(erasure_of(one.subject), 0) < one.act:
            found.setdefault(one.subject.partition("/")[0], []).append(one)
    return found


def _last_acts(subjects: Collection[str]) -> dict[str, int]:
    named = Act.objects.filter(subject__in=among(list(subjects)))
    return dict(named.order_by().values_list("subject").annotate(last=Max("id")))
