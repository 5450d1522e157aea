"""Compares rows as they are now with what was logged of them last: one fen changed by hand is named."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from mingbai.evidence.custody import opened_key
from mingbai.evidence.faults import Fault, Kind
from mingbai.evidence.kept import KEPT, row_named
from mingbai.evidence.leaves.commitments import record_digest
from mingbai.evidence.models import Act, Lot
from mingbai.evidence.rows.lots import KEYS_IN_LOTS, first_differing, said_later
from mingbai.evidence.rows.placed import Placed
from mingbai.kernel.secrecy import KeyMissing, KeyRing, SealBroken

BROKEN = b""
OF_LOTS = f"{Lot._meta.label_lower}/"


def first_bad_row(ring: KeyRing, leaves: Sequence[Placed]) -> Fault | None:
    """Return the first of these leaves, in their order, whose record or whose record's key is not as it was logged."""
    kept = [one for one in leaves if not one.is_erased]
    rows = _rows(kept)
    for one in kept:
        said = one.said
        if kind := _fault_of(one, _key(ring, one), rows):
            return Fault(kind, index=one.place, subject=said.subject, type=said.type)
        if said.subject.startswith(OF_LOTS) and (found := first_differing(int(said.subject[len(OF_LOTS) :]), one.act)):
            subject, is_gone = found
            kind = Kind.ROW_GONE if is_gone else Kind.ROW_CHANGED
            return Fault(kind, index=one.place, subject=subject, type=said.type)
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


def _fault_of(one: Placed, key: bytes | None, rows: Mapping[int, Mapping[str, Any] | None]) -> Kind | None:
    """Return what is wrong with a record's key, or with its row where this leaf is the last word on it."""
    if one.act in rows and rows[one.act] is None:
        return Kind.ROW_GONE
    if key is None:
        return Kind.KEY_GONE
    if key == BROKEN:
        return Kind.KEY_BROKEN
    record = rows.get(one.act)
    return Kind.ROW_CHANGED if record is not None and record_digest(key, record) != one.said.digest else None


def _rows(leaves: Sequence[Placed]) -> dict[int, Mapping[str, Any] | None]:
    """Return act → the row as it is now, None where it is gone, for the acts that are the last word on a row."""
    tables: defaultdict[str, dict[str, int]] = defaultdict(dict)  # label → key → act
    for one in leaves:
        if one.is_last and (named := row_named(one.said.subject)):
            table, key = named
            tables[table.label][key] = one.act
    found: dict[int, Mapping[str, Any] | None] = {}
    for label, acts in tables.items():
        kept = KEPT[label]
        for key in said_later(kept, acts):  # a lot has said more since
            del acts[key]
        records = dict(kept.contents(list(acts)))
        found |= {act: records.get(kept.subject(key)) for key, act in acts.items()}
    return found


def _key(ring: KeyRing, one: Placed) -> bytes | None:
    """Return the key of a leaf's record: none where it is gone, BROKEN where it was tampered with."""
    if one.sealed is None:
        return None
    try:
        return opened_key(ring, one.act, bytes(one.sealed))
    except (SealBroken, KeyMissing, ValueError):
        return BROKEN
