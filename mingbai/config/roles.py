"""The two roles of a database: the owner makes the tables, the desk works in them and owns nothing."""

from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

LOCKED_DOWN = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION LOGIN"
Admin = Connection[tuple[object, ...]]


def make_role(admin: Admin, name: str, password: str) -> None:
    """Make a role that may log in and nothing else, or give one that exists this password."""
    found = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = sql.SQL("ALTER" if found else "CREATE")
    admin.execute(
        sql.SQL("{} ROLE {} WITH {} PASSWORD {}").format(
            verb, sql.Identifier(name), sql.SQL(LOCKED_DOWN), sql.Literal(password)
        )
    )


def make_database(admin: Admin, name: str, *, owner: str, desk: str, template: str | None = None) -> None:
    """Make a database in which only these two roles may do anything; from a template, all that is in it comes along."""
    named, owned = sql.Identifier(name), sql.Identifier(owner)
    copied = (
        sql.SQL("TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template))
        if template
        else sql.SQL("TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    )
    admin.execute(sql.SQL("CREATE DATABASE {} OWNER {} {}").format(named, owned, copied))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(named))
    admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(named, sql.Identifier(desk)))


def has_database(admin: Admin, name: str) -> bool:
    """Return whether there is a database of that name."""
    return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def address_in(address: str, **parts: str) -> str:
    """Return the address with some parts changed: dbname, user, password."""
    return make_conninfo(address, **parts)


def role_in(address: str) -> str:
    """Return whom an address logs in as."""
    return str(conninfo_to_dict(address)["user"])
