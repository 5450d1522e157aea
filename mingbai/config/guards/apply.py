"""Makes the database guard what the models declare: rights, triggers and policies, the same after every migration."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connections, transaction
from django.db.models import Model
from psycopg import sql

from mingbai.config.databases import OWNER
from mingbai.config.guards.declared import ANY, Guard, column_of, guard_of, with_tables

QUEUE = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers")
FUNCTIONS = Path(__file__).with_name("guards.sql")


def apply_guards(desk: str, models: Iterable[type[Model]]) -> None:
    """Guard every table as its model declares, for the role the desk works as; in one transaction, as the owner."""
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute(FUNCTIONS.read_text(encoding="utf-8"))
        for statement in statements(desk, models):
            cursor.execute(statement.as_string(cursor.connection))


def guards_text(desk: str, models: Iterable[type[Model]]) -> str:
    """Return all that is declared, as text to compare."""
    said = (statement.as_string() for statement in statements(desk, models))
    return "\n".join([FUNCTIONS.read_text(encoding="utf-8"), *said])


def statements(desk: str, models: Iterable[type[Model]]) -> Iterator[sql.Composed]:
    """Yield every statement that makes the database as declared."""
    role = sql.Identifier(desk)
    yield sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC").format()
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role)
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {}").format(role)
    yield sql.SQL("GRANT SELECT ON django_migrations TO {}").format(role)
    for table in QUEUE:
        yield sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}").format(sql.Identifier(table), role)
    for table in QUEUE[:3]:
        yield sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(sql.Identifier(f"{table}_id_seq"), role)
    for model in with_tables(models):
        yield from _table(model, guard_of(model), role)


def _table(model: type[Model], guard: Guard, role: sql.Identifier) -> Iterator[sql.Composed]:
    """Yield what one table needs."""
    table = sql.Identifier(model._meta.db_table)
    if guard.changing is not None:
        yield sql.SQL("GRANT SELECT, INSERT ON {} TO {}").format(table, role)
        yield from _updates(model, guard, table, role)
    yield sql.SQL("DROP TRIGGER IF EXISTS append_only ON {}").format(table)
    if guard.keeps_everything:
        yield sql.SQL(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {} "
            "FOR EACH STATEMENT EXECUTE FUNCTION mingbai_refuse_change()"
        ).format(table)
        yield sql.SQL("ALTER TABLE {} ENABLE ALWAYS TRIGGER append_only").format(table)
    yield sql.SQL("DROP TRIGGER IF EXISTS kept_by_triggers ON {}").format(table)
    if guard.by_triggers:
        yield sql.SQL(
            "CREATE TRIGGER kept_by_triggers BEFORE UPDATE OR DELETE OR TRUNCATE ON {} "
            "FOR EACH STATEMENT EXECUTE FUNCTION mingbai_refuse_change_by_hand()"
        ).format(table)
        yield sql.SQL("ALTER TABLE {} ENABLE ALWAYS TRIGGER kept_by_triggers").format(table)
    yield sql.SQL("DROP POLICY IF EXISTS within_region ON {}").format(table)
    yield sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY").format(table)
    if guard.region:
        column = sql.Identifier(column_of(model, guard.region))
        yield sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY").format(table)
        yield sql.SQL(  # the brackets ask for the scope once a query, not once a row
            "CREATE POLICY within_region ON {0} USING "
            '({1} COLLATE "C" >= (SELECT mingbai_scope_from()) AND {1} COLLATE "C" < (SELECT mingbai_scope_until()))'
        ).format(table, column)


def _updates(model: type[Model], guard: Guard, table: sql.Identifier, role: sql.Identifier) -> Iterator[sql.Composed]:
    """Yield the rights to change and to remove."""
    if guard.changing == (ANY,):
        yield sql.SQL("GRANT UPDATE ON {} TO {}").format(table, role)
    elif guard.changing:
        columns = [sql.Identifier(column_of(model, name)) for name in guard.changing]
        yield sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(sql.SQL(", ").join(columns), table, role)
    if guard.removable:
        yield sql.SQL("GRANT DELETE ON {} TO {}").format(table, role)
