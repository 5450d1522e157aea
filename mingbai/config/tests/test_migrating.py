"""A database is brought to this version quickly, and to the same tables as by Django left to itself."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest

from mingbai.config import migrating
from mingbai.config.roles import make_database
from mingbai.config.testing import Base

ALL_THAT_STANDS = (
    "SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default, is_identity,"
    " character_maximum_length FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled FROM pg_trigger"
    " WHERE NOT tgisinternal ORDER BY 1, 2",
    "SELECT relname, relacl::text, relrowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
    "SELECT app, name FROM django_migrations ORDER BY 1, 2",
)


@contextmanager
def migrated(base: Base) -> Iterator[str]:
    """Give an empty database, brought to this version."""
    name = f"test_{base.session}_{secrets.token_hex(4)}"
    with base.administrator() as admin:
        make_database(admin, name, owner=base.roles["owner"], desk=base.roles["default"])
    try:
        with base.used(name):
            migrating.migrate()
        yield name
    finally:
        with base.administrator() as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def what_stands(base: Base, name: str) -> list[tuple[object, ...]]:
    """Return every column, index, constraint, trigger, grant and migration of a database."""
    with base.administrator(name) as admin:
        return [row for query in ALL_THAT_STANDS for row in admin.execute(query).fetchall()]


@pytest.mark.slow
def test_the_tables_are_those_that_django_makes_left_to_itself(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = what_stands(base, base.template)
    monkeypatch.setattr(migrating, "_classes_made_singly", nullcontext)
    with migrated(base) as name:
        assert what_stands(base, name) == ours
    assert len(ours) > 4_000
