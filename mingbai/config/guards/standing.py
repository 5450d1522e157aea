"""Whether the database still guards what the models declare, read from its own catalogue."""

from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models import Model

from mingbai.config.databases import DESK
from mingbai.config.guards.declared import ANY, Guard, column_of, guard_of, with_tables

OWNED = (
    "SELECT pg_get_userbyid(relowner) = %s, relrowsecurity AND relforcerowsecurity FROM pg_class"
    " WHERE oid = %s::regclass"
)
TRIGGERS = "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
POLICIES = "SELECT polname FROM pg_policy WHERE polrelid = %s::regclass"
RIGHTS = "SELECT has_table_privilege(%s, %s::regclass, %s)"
COLUMN = "SELECT has_column_privilege(%s, %s::regclass, %s, 'UPDATE')"
ROLE = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s"


def missing_guards(desk: str, models: Iterable[type[Model]], using: str = DESK) -> list[str]:
    """Return what somebody switched off, and what the desk's role could do though no model allows it; a line each."""
    with connections[using].cursor() as cursor:

        def ask(question: str, *facts: str) -> list[tuple[Any, ...]]:
            cursor.execute(question, facts)
            return list(cursor.fetchall())

        found = [f"{desk} stands above the guards"] if ask(ROLE, desk) != [(False,)] else []
        for model in with_tables(models):
            table, guard = model._meta.db_table, guard_of(model)
            ((owned, hidden),) = ask(OWNED, desk, table)
            found += [f"{table} belongs to {desk}"] if owned else []
            if guard.region and (not hidden or not ask(POLICIES, table)):
                found.append(f"{table} shows every region")
            enabled = {name for name, state in ask(TRIGGERS, table) if state == "A"}
            found += [f"{table} has lost {name}" for name in sorted(_triggers(guard) - enabled)]
            found += [
                f"{desk} may {right} {table}"
                for right in _refused(guard)
                if ask(RIGHTS, desk, table, right) != [(False,)]
            ]
            found += [
                f"{desk} may change {table}.{column}"
                for column in _unchanging(model, guard)
                if ask(COLUMN, desk, table, column) != [(False,)]
            ]
    return found


def _triggers(guard: Guard) -> set[str]:
    return {"kept_by_triggers"} if guard.by_triggers else {"append_only"} if guard.keeps_everything else set()


def _refused(guard: Guard) -> list[str]:
    """Return the rights on a whole table that the desk must not have."""
    never = ["TRUNCATE", "REFERENCES", "TRIGGER"]
    return [
        *never,
        *([] if guard.removable else ["DELETE"]),
        *([] if guard.changing is not None else ["SELECT", "INSERT"]),
    ]


def _unchanging(model: type[Model], guard: Guard) -> list[str]:
    """Return the columns that must stay as written."""
    changing = {column_of(model, name) for name in guard.changing or () if name != ANY}
    return (
        []
        if ANY in (guard.changing or ())
        else [f.column for f in model._meta.local_concrete_fields if f.column not in {*changing, None}]
    )
