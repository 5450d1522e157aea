"""Which tables leave evidence and what of a row is logged: said beside the model, read to record and to verify."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import RawSQL

from mingbai.evidence.leaves.canonical import MOST, NotCanonical

M = TypeVar("M", bound=type[Model])
PLACES = ("fund", "region", "programme", "month")
AT_ONCE = 5_000  # rows read in one query
NOWHERE = (None, "")


@dataclass(frozen=True)
class Kept:
    """What is logged of a table's rows: these columns, and which of them say where the act belongs."""

    model: type[Model]
    columns: tuple[str, ...]
    places: Mapping[str, str]  # fund, region, programme, month → column

    @property
    def told(self) -> frozenset[str]:
        """Return the columns that a leaf says in clear, as where its act belongs."""
        return frozenset(self.places.values())

    @property
    def label(self) -> str:
        """Return how subjects of this table begin: treasury.transfer."""
        return self.model._meta.label_lower

    def contents(self, keys: Sequence[object]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Return (subject, record) of the rows as the database holds them now; a row that is gone is left out."""
        for begin in range(0, len(keys), AT_ONCE):
            some = list(map(str, keys[begin : begin + AT_ONCE]))
            found = self.model._base_manager.filter(pk__in=among(some, self._key_type))
            for key, *values in found.order_by("pk").values_list("pk", *self.columns):
                yield self.subject(key), dict(zip(self.columns, map(plain, values), strict=True))

    @property
    def _key_type(self) -> str:
        assert self.model._meta.pk is not None
        return str(self.model._meta.pk.db_type(connection))

    def subject(self, key: Any) -> str:
        """Return how a row is called in the log."""
        return f"{self.label}/{key}"

    def placed(self, record: Mapping[str, Any]) -> dict[str, str]:
        """Return where an act on a record belongs."""
        return {place: str(record[column]) for place, column in self.places.items() if record[column] not in NOWHERE}


def among(values: Sequence[str], column_type: str = "text") -> RawSQL:
    """Return what a column is compared with to be one of many values: one array, however many they are."""
    return RawSQL(f"SELECT unnest(%s::text[])::{column_type}", [list(values)])  # noqa: S611 -- a type of Django's


KEPT: dict[str, Kept] = {}  # label → what is logged


def row_named(subject: str) -> tuple[Kept, str] | None:
    """Return the table and the key of a subject that is a row, or None for a file, an export, an act on a row."""
    label, _, key = subject.partition("/")
    return (KEPT[label], key) if label in KEPT and "#" not in key else None


def evidenced(*columns: str, **places: str) -> Callable[[M], M]:
    """
    Log these columns of a model's rows, so that `mingbai evidence verify` finds a row changed, removed or slipped in.

    `places` says which column holds the fund, region, programme or month: `@evidenced("fen", "month", month="month")`.
    Name no column that may lawfully change without a new act, such as ciphertext that is sealed anew with a new key;
    rows of such a table are never removed.
    """
    assert columns
    assert set(places) <= set(PLACES), f"a leaf says {PLACES}"
    assert set(places.values()) <= set(columns), "where an act belongs is part of what it left"

    def declare(model: M) -> M:
        kept = Kept(model, columns, places)
        KEPT[kept.label] = kept
        return model

    return declare


def plain(value: Any) -> Any:
    """Return a column's value as it is logged; raise NotCanonical for a type that has no one spelling."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= MOST else str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    raise NotCanonical(f"{type(value).__name__} has no one spelling, so it is not logged")
