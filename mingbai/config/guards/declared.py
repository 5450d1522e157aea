"""How a model says what the database shall guard; nothing is done here, `apply` does it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from django.db.models import BaseConstraint, CheckConstraint, F, Model, Q

M = TypeVar("M", bound=type[Model])
ANY = "*"  # any column may change


@dataclass(frozen=True)
class Guard:
    """What a table's rows may undergo: the columns that change after writing, and the column of their region."""

    changing: tuple[str, ...] | None = None  # None until said
    region: str | None = None
    removable: bool = False
    by_triggers: bool = False

    @property
    def keeps_everything(self) -> bool:
        """Return whether rows stay as written."""
        return self.changing == () and not self.by_triggers and not self.removable


GUARDS: dict[type[Model], Guard] = {}


def guard_of(model: type[Model]) -> Guard:
    """Return what a model declares; a model that declares nothing lets nobody in."""
    return GUARDS.get(model, Guard())


def with_tables(models: Iterable[type[Model]]) -> Iterator[type[Model]]:
    """Return the models that have a table of their own, which we make."""
    return (model for model in models if model._meta.managed and not model._meta.proxy)


def column_of(model: type[Model], name: str) -> str:
    """Return the column of a field: officer_id of officer."""
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr] # a field of the table, no relation back


def append_only(model: M) -> M:
    """Keep every row as written: no update, no delete, no truncate, by anybody."""
    return changes()(model)


def kept_by_triggers(model: M) -> M:
    """Let rows be added, and changed by the database's own triggers alone: sums that follow from other rows."""
    GUARDS[model] = replace(guard_of(model), changing=(), by_triggers=True)
    return model


def changes(*columns: str, removable: bool = False) -> Callable[[M], M]:
    """Let these columns (`"*"` for all) change after a row is written, and rows be removed only where said."""

    def declare(model: M) -> M:
        GUARDS[model] = replace(guard_of(model), changing=columns, removable=removable)
        return model

    return declare


def within(column: str) -> Callable[[M], M]:
    """Show rows, and their former versions where they are kept, only to who works in their region or above it."""

    def declare(model: M) -> M:
        for table in (model, getattr(model, "pgh_event_model", None)):
            if table is not None:
                GUARDS[table] = replace(guard_of(table), region=column)
        return model

    return declare


def distinct_people(*columns: str) -> list[BaseConstraint]:
    """Return constraints: whoever did one of these steps did none of the others, on every single record."""
    return [
        CheckConstraint(name=f"%(class)s_{first}_is_not_{second}", condition=~Q(**{first: F(second)}))
        for first, second in combinations(columns, 2)
    ]
