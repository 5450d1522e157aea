"""Every table declares its guard, stands as declared, and is named when somebody switches the guard off."""

import pytest
from django.apps import apps

from mingbai.config.guards import guard_of
from mingbai.config.guards.standing import missing_guards
from mingbai.config.testing import Base
from mingbai.offices.models import Officer

OURS = [one for one in apps.get_models() if one.__module__.startswith("mingbai.") and not one._meta.proxy]


def found(base: Base) -> list[str]:
    return missing_guards(base.roles["default"], apps.get_models())


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_table_says_what_may_become_of_its_rows(model: type[Officer]) -> None:
    assert guard_of(model).changing is not None


def test_the_database_stands_as_declared(database: str, base: Base) -> None:
    assert found(base) == []


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("ALTER TABLE {history} DISABLE TRIGGER append_only", "offices_officerevent has lost append_only"),
        ("ALTER TABLE {history} ENABLE TRIGGER append_only", "offices_officerevent has lost append_only"),
        ("DROP TRIGGER append_only ON {history}", "offices_officerevent has lost append_only"),
        ("GRANT DELETE ON {table} TO {desk}", "{desk} may DELETE offices_officer"),
        ("GRANT TRUNCATE ON {table} TO {desk}", "{desk} may TRUNCATE offices_officer"),
        ("GRANT UPDATE (number) ON {table} TO {desk}", "{desk} may change offices_officer.number"),
        ("GRANT UPDATE ON {table} TO PUBLIC", "{desk} may change offices_officer.id"),
        ("ALTER TABLE {table} OWNER TO {desk}", "offices_officer belongs to {desk}"),
        ("ALTER ROLE {desk} BYPASSRLS", "{desk} stands above the guards"),
    ],
)
def test_a_guard_that_is_switched_off_is_named(statement: str, complaint: str, fresh_desk: str, base: Base) -> None:
    names = {
        "desk": base.roles["default"],
        "table": Officer._meta.db_table,
        "history": Officer.pgh_event_model._meta.db_table,  # type: ignore[attr-defined]
    }
    with base.administrator(fresh_desk) as admin:
        admin.execute(statement.format(**names).encode())
        try:
            assert complaint.format(**names) in found(base)
        finally:
            admin.execute(f"ALTER ROLE {names['desk']} NOBYPASSRLS".encode())
