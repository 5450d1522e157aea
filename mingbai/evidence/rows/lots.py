"""
Rows by the thousand under one leaf: an opening stock, a file's accounts confirmed; one row changed is still named.

A leaf a row costs a tenth of a millisecond, a row in a lot some microseconds. The leaf vouches for the digests of its
rows, which stand beside it in the order of their keys; what is logged of a row later, alone or in a lot, is the last
word on it. What a lot says of one person cannot be opened to others singly, so what pays money has leaves of its own.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import BinaryField, DateTimeField, F, Func, Model, QuerySet, TextField, Value
from django.db.models.expressions import Combinable

from mingbai.evidence.actions import By, NotEvidenced, record
from mingbai.evidence.kept import KEPT, Kept, among
from mingbai.evidence.models import Lot
from mingbai.evidence.sets import array

LOT_ROWS, DIGEST_BYTES = 4_096, 32
WRITTEN = """
INSERT INTO evidence_lot (label, region, first_key, last_key, keys, digests)
SELECT %s, %s, min(id), max(id), array_agg(id ORDER BY id), string_agg(digest, ''::bytea ORDER BY id)
FROM (
    SELECT id, digest, (row_number() OVER (ORDER BY id) - 1) / %s AS lot FROM ({rows}) AS rows (id, digest)
) AS numbered
GROUP BY lot ORDER BY lot
RETURNING id
"""
# The digests are fetched whole before they are cut: out of line, each cut would look its piece up by itself.
DIFFERING = """
WITH lot AS MATERIALIZED (SELECT keys, digests || ''::bytea AS digests FROM evidence_lot WHERE id = %s),
said AS MATERIALIZED (
    SELECT said.key, place, substring(lot.digests FROM (place * {size} - {size} + 1)::integer FOR {size}) AS digest
    FROM lot CROSS JOIN unnest(lot.keys) WITH ORDINALITY AS said (key, place)
)
SELECT said.key, now.id IS NULL FROM said LEFT JOIN ({rows}) AS now (id, digest) ON now.id = said.key
WHERE now.digest IS DISTINCT FROM said.digest ORDER BY said.place
"""
LATER = """
SELECT lot.keys, act.id FROM evidence_lot AS lot JOIN evidence_act AS act ON act.subject = 'evidence.lot/' || lot.id
WHERE lot.label = %s AND lot.first_key <= %s AND lot.last_key >= %s AND act.id > %s
"""
LAST_WORDS = """
WITH lot AS MATERIALIZED (
    SELECT lot.keys, lot.digests || ''::bytea AS digests, act.id AS act
    FROM evidence_lot AS lot JOIN evidence_act AS act ON act.subject = 'evidence.lot/' || lot.id
    WHERE lot.label = %s AND lot.first_key <= %s AND lot.last_key >= %s
), said AS MATERIALIZED (
    SELECT said.key, lot.act, substring(lot.digests FROM (place * {size} - {size} + 1)::integer FOR {size}) AS digest
    FROM lot CROSS JOIN unnest(lot.keys) WITH ORDINALITY AS said (key, place)
), last AS (
    SELECT DISTINCT ON (key) key, act, digest FROM said ORDER BY key, act DESC
)
SELECT asked.key, last.act FROM unnest(%s::bigint[]) AS asked (key)
LEFT JOIN last ON last.key = asked.key
LEFT JOIN ({rows}) AS now (id, digest) ON now.id = asked.key
WHERE last.key IS NULL OR now.digest IS DISTINCT FROM last.digest
"""
ACTS_LATER = "SELECT DISTINCT subject FROM evidence_act WHERE subject = ANY (%s) AND id > %s"
KEYS_IN_LOTS = "SELECT DISTINCT unnest(keys)::text AS key FROM evidence_lot WHERE label = %s"


def record_lots(*, type: str, rows: QuerySet[Any], region: str, by: By, at: datetime) -> int:  # noqa: A002
    """
    Record that an act left these rows as the database now holds them, 4,096 rows a leaf; return how many leaves.

    As `record` otherwise: in the act's own transaction, after writing, of a model with `@evidenced`.
    """
    kept = KEPT.get(rows.model._meta.label_lower)
    if kept is None:
        raise NotEvidenced(rows.model._meta.label_lower)
    asked, given = _said(kept, rows)
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN.format(rows=asked), [kept.label, region, LOT_ROWS, *given])
        made = [key for (key,) in cursor.fetchall()]
    record(type=type, rows=[Lot(pk=key) for key in made], by=by, at=at)
    return len(made)


def first_differing(lot_id: int, act_id: int) -> tuple[str, bool] | None:
    """Return the first row of a lot that is not what it was, and whether it is gone; the last word on it is the lot."""
    return next(iter(differing(lot_id, act_id)), None)


def differing(lot_id: int, act_id: int) -> list[tuple[str, bool]]:
    """Return every row of a lot that is not what it was, and whether it is gone; the last word on each is the lot."""
    lot = Lot.objects.filter(pk=lot_id).values_list("label", "first_key", "last_key").first()
    if lot is None or lot[0] not in KEPT:
        return []
    kept, first, last = KEPT[lot[0]], lot[1], lot[2]
    rows, given = _said(kept, kept.model._base_manager.filter(pk__gte=first, pk__lte=last))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")  # a lot against its rows, not each against all
        cursor.execute(DIFFERING.format(rows=rows, size=DIGEST_BYTES), [lot_id, *given])
        found = cursor.fetchall()
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
    if not found:
        return []
    acts = {str(key): act_id for key, _ in found}
    later = said_later(kept, acts) | _acts_later(kept, acts, act_id)
    return [(kept.subject(key), is_gone) for key, is_gone in found if str(key) not in later]


def unlike_last_lot(kept: Kept, keys: Collection[int]) -> dict[int, int | None]:
    """Return which of these rows are not what the last lot says that speaks of them, and its act: None for no lot."""
    if not Lot.objects.filter(label=kept.label, first_key__lte=max(keys), last_key__gte=min(keys)).exists():
        return dict.fromkeys(keys)
    rows, given = _said(kept, kept.model._base_manager.filter(pk__in=among(list(map(str, keys)), "bigint")))
    asked = [kept.label, max(keys), min(keys), array(keys), *given]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")  # lots against rows, not each against all
        cursor.execute(LAST_WORDS.format(rows=rows, size=DIGEST_BYTES), asked)
        found = dict(cursor.fetchall())
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
    return found


def said_later(kept: Kept, acts: Mapping[str, int]) -> set[str]:
    """Return which of these rows (key → act) a lot logged after that act speaks of."""
    numbers = {int(key): act for key, act in acts.items() if key.isdigit()}
    found: set[str] = set()
    if numbers:
        with connection.cursor() as cursor:
            cursor.execute(LATER, [kept.label, max(numbers), min(numbers), min(numbers.values())])
            for keys, act in cursor:
                found.update(str(key) for key in keys if numbers.get(key, act) < act)
    return found


def _acts_later(kept: Kept, keys: Collection[str], act_id: int) -> set[str]:
    """Return the rows that an act of their own after that act speaks of."""
    with connection.cursor() as cursor:
        cursor.execute(ACTS_LATER, [[kept.subject(key) for key in keys], act_id])
        return {subject.partition("/")[2] for (subject,) in cursor.fetchall()}


def _said(kept: Kept, rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL of (key, digest) of rows, and its parameters."""
    columns = [_spelt(kept.model, name) for name in kept.columns]
    line = "sha256(convert_to(json_build_array(%(expressions)s)::text, 'UTF8'))"
    digest = Func(*columns, template=line, output_field=BinaryField())
    return rows.order_by().values_list("pk", digest).query.sql_with_params()


def _spelt(model: type[Model], name: str) -> Combinable:
    """Return a column in the one spelling that a digest takes: times in UTC, bytes in hex."""
    field = model._meta.get_field(name)
    if isinstance(field, BinaryField):
        return Func(F(name), Value("hex"), function="encode", output_field=TextField())
    if isinstance(field, DateTimeField):
        spelling = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return Func(F(name), template=spelling, output_field=TextField())
    return F(name)
