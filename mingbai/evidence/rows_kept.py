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
from mingbai.evidence.lots import KEYS_IN_LOTS, first_differing, said_later
from mingbai.evidence.models import Act, Lot
from mingbai.kernel.secrecy import KeyMissing, KeyRing, SealBroken

BROKEN = b""
OF_LOTS = f"{Lot._meta.label_lower}/"


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
    keys, rows = _keys(ring, [one.act for one in kept]), _rows(kept)
    for one in kept:
        if kind := _fault_of(one, keys, rows):
            return Fault(kind, index=one.index, subject=one.subject, type=one.type)
        if one.subject.startswith(OF_LOTS) and (found := first_differing(int(one.subject[len(OF_LOTS) :]), one.act)):
            subject, is_gone = found
            kind = Kind.ROW_GONE if is_gone else Kind.ROW_CHANGED
            return Fault(kind, index=one.index, subject=subject, type=one.type)
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
                f"SELECT {key} FROM {quoted(meta.db_table)} AS kept "
                f"LEFT JOIN ({KEYS_IN_LOTS}) AS lots ON lots.key = {key}::text WHERE lots.key IS NULL "
                f"AND NOT EXISTS (SELECT FROM evidence_act WHERE subject = %s || {key}::text) ORDER BY 1 LIMIT 1",
                [label, f"{label}/"],
            )
            for (found,) in cursor.fetchall():
                yield Fault(Kind.ROW_UNLOGGED, subject=kept.subject(found))


def unplaced_acts() -> Iterator[Fault]:
    """Find acts that were taken from the queue and have no place in the log."""
    for act in Act.objects.filter(waiting=None, leaf=None).order_by("id")[:1]:
        yield Fault(Kind.UNPLACED, subject=act.subject, type=act.type)


def _fault_of(one: Logged, keys: Mapping[int, bytes], rows: Mapping[int, Mapping[str, Any] | None]) -> Kind | None:
    """Return what is wrong with a record's key, or with its row where this leaf is the last word on it."""
    key = keys.get(one.act)
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
    spoken: set[int] = set()  # acts on rows of which a lot has said more since
    for label, kept in KEPT.items():
        acts = {one.subject.partition("/")[2]: one.act for one in latest if one.subject.startswith(f"{label}/")}
        later = said_later(kept, acts)
        spoken |= {acts[key] for key in later}
        found.update(kept.contents([key for key in acts if key not in later]))
    return {one.act: found.get(one.subject) for one in latest if one.act not in spoken}


def _keys(ring: KeyRing, acts: Sequence[int]) -> dict[int, bytes]:
    """Return act → the key of its record, BROKEN where the sealed key was tampered with."""
    try:
        return record_keys(ring, acts)
    except (SealBroken, KeyMissing, ValueError):
        if len(acts) == 1:
            return {acts[0]: BROKEN}
        half = len(acts) // 2
        return _keys(ring, acts[:half]) | _keys(ring, acts[half:])


def _not_erased(logged: Sequence[Logged]) -> list[Logged]:
    """Return the leaves whose record nobody has erased since."""
    erased = _last_acts({erasure_of(one.subject) for one in logged})
    return [one for one in logged if erased.get(erasure_of(one.subject), 0) < one.act]


def _last_acts(subjects: Collection[str]) -> dict[str, int]:
    named = Act.objects.filter(subject__in=among(list(subjects)))
    return dict(named.order_by().values_list("subject").annotate(last=Max("id")))
