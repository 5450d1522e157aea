"""Which database the desk uses, and as whom: it works as one role, and only migrating is done as the owner."""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import connections
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from mingbai.config.postgres.refused import DatabaseRefused

T = TypeVar("T")
DESK, OWNER = "default", "owner"  # Django's aliases; whatever names no alias works as the desk
ADDRESSES = {DESK: "DATABASE_URL", OWNER: "DATABASE_OWNER_URL"}
NOWHERE = "host=/nowhere dbname=mingbai user=nobody"  # until `use` says which
NAMED = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def settings_of(address: str) -> dict[str, Any]:
    """Return Django's settings of an address as libpq writes them; raise DatabaseRefused if it cannot be read."""
    try:
        parts = conninfo_to_dict(address)
    except Exception as error:
        raise DatabaseRefused(
            "数据库地址不能识别，应写成 postgresql://用户:密码@主机:5432/库名。",
            "The database address cannot be read: write postgresql://user:password@host:5432/name.",
        ) from error
    chosen = {name: str(parts.pop(part, "") or "") for part, name in NAMED.items()}
    return {"ENGINE": "django.db.backends.postgresql", **chosen, "OPTIONS": {"application_name": "mingbai", **parts}}


def address_now(alias: str) -> str:
    """Return the address of the database this process works in, as `settings_of` reads it."""
    chosen = connections[alias].settings_dict
    named = {part: chosen[name] for part, name in NAMED.items() if chosen[name]}
    return make_conninfo(**named, **chosen["OPTIONS"])


def named_in(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the databases the surroundings name; where they name none, they are given by `use` before any query."""
    return {alias: settings_of(environ.get(name, NOWHERE)) for alias, name in ADDRESSES.items()}


def addresses_in(environ: Mapping[str, str]) -> dict[str, str]:
    """Return alias → address as the surroundings name them; nothing where they name no server."""
    named = {alias: environ[name] for alias, name in ADDRESSES.items() if environ.get(name)}
    if OWNER in named and DESK not in named:
        raise DatabaseRefused(
            "只设置了 DATABASE_OWNER_URL，还需要用 DATABASE_URL 指明日常使用的账号。",
            "Only DATABASE_OWNER_URL is set: name the account for daily work with DATABASE_URL too.",
        )
    if OWNER in named and settings_of(named[OWNER])["USER"] == settings_of(named[DESK])["USER"]:
        raise DatabaseRefused(
            "DATABASE_URL 与 DATABASE_OWNER_URL 是同一个账号：日常账号不得拥有表，请分别建立两个账号。",
            "DATABASE_URL and DATABASE_OWNER_URL log in as one account: who works must not own the tables; make two.",
        )
    return named


def use(addresses: Mapping[str, str]) -> None:
    """Work with these databases (alias → address) from now on, in this process."""
    for alias, address in addresses.items():
        connections[alias].close()
        connections[alias].settings_dict.update(settings_of(address))


def has_server() -> bool:
    """Return whether a server of the site's own is named."""
    return bool(os.environ.get(ADDRESSES[DESK]))


class OnlyTheOwnerMigrates:
    """Django's router: tables are made through the owner's connection, and through no other."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:  # noqa: ARG002 - Django's signature
        """Return whether tables may be made through this connection."""
        return db == OWNER

    def allow_relation(self, *objects: object, **hints: object) -> bool:  # noqa: ARG002 - Django's signature
        """Return whether two records may refer to each other: all are of one database."""
        return True


def apart(do: Callable[[], T]) -> T:
    """Do something in a connection of its own: it sees what is committed, at one moment if it asks for that."""

    def alone() -> T:
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(alone).result()
