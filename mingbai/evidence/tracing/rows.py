"""A row of any table, asked for by its name: whether it is in sight, what it leads to, what the log says of it."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from mingbai.evidence.kept import KEPT, among, plain
from mingbai.evidence.models import Act, Checkpoint, Lot
from mingbai.evidence.rows.altered import altered
from mingbai.kernel.secrecy import KeyRing

MOST = 50  # rows that one row leads to
LOT = Lot._meta.label_lower


def is_in_sight(table: str, key: str, *, place: str, within: str) -> bool:
    """
    Return whether a row is there, in the division being worked in.

    `place` is the way to the column of its division, for tables that the database does not guard by it; empty for
    those that belong to no division.
    """
    found = _rows(table, key)
    return found is not None and (found.filter(**{f"{place}__startswith": within}) if place else found).exists()


def those_in_sight(table: str, keys: Collection[str], *, place: str = "", within: str = "") -> set[str]:
    """Return which of these rows of a logged table are there, as `is_in_sight` asks of one."""
    kept = KEPT[table]
    assert kept.model._meta.pk is not None
    key_type = str(kept.model._meta.pk.db_type(connection))
    found = kept.model._base_manager.filter(pk__in=among(list(keys), key_type))
    here = found.filter(**{f"{place}__startswith": within}) if place else found
    return set(map(str, here.values_list("pk", flat=True)))


def led_to(table: str, key: str, way: str) -> list[str]:
    """Return the keys that a row leads to by a way of Django's (`decisions__batch_id`), none where it leads nowhere."""
    found = _rows(table, key)
    if found is None:
        return []
    keys = found.order_by(way).values_list(way, flat=True).distinct()[:MOST]
    return [str(one) for one in keys if one is not None]


def told(table: str, key: str, columns: Collection[str]) -> dict[str, Any]:
    """Return what these columns of a row say, those it has: the digest of a file, the number of a document."""
    found = _rows(table, key)
    if found is None:
        return {}
    logged = KEPT[table].columns if table in KEPT else [field.attname for field in found.model._meta.concrete_fields]
    wanted = [name for name in columns if name in logged]
    said = found.values(*wanted).first() or {}
    return {name: plain(said[name]) for name in wanted if said.get(name)}


def is_altered(ring: KeyRing, table: str, key: str) -> bool | None:
    """Return whether a row is not what was logged of it last; None for one that has no record of its own."""
    kept = KEPT.get(table)
    if kept is None or not (key.isascii() and key.isdigit()):
        return None
    return bool(altered(ring, kept.model, [int(key)]))


def acts_about(table: str, key: str, subjects: Collection[str]) -> QuerySet[Act]:
    """
    Return all that was recorded of a row, the newest first, with the place of each in the log and the size of the
    first checkpoint over it (`covered_by`).

    That is: acts that left it, alone or in a lot; acts on it that changed nothing (shown whole, printed); and acts on
    `subjects`, the records whose digest covers it.
    """
    own = f"{table}/{key}"
    names = [own, *subjects, *(f"{LOT}/{one}" for one in _lots(table, key))]
    return covered(Act.objects.filter(Q(subject__in=names) | Q(subject__startswith=f"{own}#")))


def covered(acts: QuerySet[Act]) -> QuerySet[Act]:
    """Return acts, the newest first, each with its place and the size of the first checkpoint over it."""
    over = Checkpoint.objects.filter(size__gt=OuterRef("leaf__index")).order_by("size").values("size")[:1]
    return acts.select_related("leaf").annotate(covered_by=Subquery(over)).order_by("-at", "-id")


def _rows(table: str, key: str) -> "QuerySet[Model] | None":
    """Return the row of a key as a query, None for a name that is no table or a key that is none of its."""
    try:
        model = apps.get_model(table)
        assert model._meta.pk is not None
        found: QuerySet[Model] = model._base_manager.filter(pk=model._meta.pk.to_python(key))
        return found
    except (LookupError, ValueError, ValidationError):
        return None


def _lots(table: str, key: str) -> list[int]:
    """Return the lots that speak of a row."""
    if not (key.isascii() and key.isdigit()):
        return []
    number = int(key)
    near = Lot.objects.filter(label=table, first_key__lte=number, last_key__gte=number, keys__contains=[number])
    return list(near.values_list("pk", flat=True))


def keys_of(table: str, column: str, value: str) -> list[str]:
    """Return the keys of the rows in sight that have a value in a column: those that a printed number stands for."""
    found = apps.get_model(table)._base_manager.filter(**{column: value}).values_list("pk", flat=True)
    return list(map(str, found[:MOST]))
