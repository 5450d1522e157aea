"""A database on the site's own server: empty before a backup is brought into it, empty again where that fails."""

from collections.abc import Mapping

import psycopg

from mingbai.backups.refused import MayNotMake, NotEmpty, OwnerNotNamed
from mingbai.config.databases import DESK, OWNER
from mingbai.config.postgres.refused import no_answer
from mingbai.config.roles import role_in

IS_EMPTY = "SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
MAY_MAKE = "SELECT has_schema_privilege('public', 'CREATE')"
# Whatever the role made in the schema: tables with all that hangs on them, then what stands by itself.
MADE = (
    "SELECT format('DROP TABLE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class WHERE relkind IN ('r', 'p') AND {}",
    "SELECT format('DROP VIEW IF EXISTS %s CASCADE', oid::regclass) FROM pg_class WHERE relkind = 'v' AND {}",
    "SELECT format('DROP SEQUENCE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class WHERE relkind = 'S' AND {}",
    "SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_proc WHERE {}",
    "SELECT format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype) FROM pg_type WHERE typtype IN ('e', 'd') AND {}",
    "SELECT format('DROP TYPE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class WHERE relkind = 'c' AND {}",
)
PREFIXES = {"pg_class": "rel", "pg_proc": "pro", "pg_type": "typ"}


def require_room_for_tables(named: Mapping[str, str]) -> None:
    """Raise unless the owner is named, the database answers, is empty, and lets the owner make tables."""
    if OWNER not in named:
        raise OwnerNotNamed
    try:
        with psycopg.connect(named[OWNER]) as connection:
            name, (empty, may) = connection.info.dbname, (_one(connection, ask) for ask in (IS_EMPTY, MAY_MAKE))
    except psycopg.OperationalError as error:
        raise no_answer(str(error)) from error
    if not empty:
        raise NotEmpty(name)
    if not may:
        raise MayNotMake(role_in(named[OWNER]), name)
    _require_answer(named[DESK])


def emptied(address: str) -> None:
    """Take away all that the owner made in his database: it was empty before."""
    with psycopg.connect(address, autocommit=True) as connection:
        for query in MADE:
            table = next(name for name in PREFIXES if f"FROM {name} " in query)
            prefix = PREFIXES[table]
            mine = f"{prefix}namespace = 'public'::regnamespace AND {prefix}owner = current_user::regrole"
            for (drop,) in connection.execute(query.format(mine)).fetchall():
                connection.execute(drop)


def _require_answer(address: str) -> None:
    """Raise where the role of daily work cannot log in: the desk would not open afterwards."""
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError as error:
        raise no_answer(str(error)) from error


def _one(connection: "psycopg.Connection[tuple[object, ...]]", query: str) -> object:
    found = connection.execute(query).fetchone()
    assert found is not None
    return found[0]
