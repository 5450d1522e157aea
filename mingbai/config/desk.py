"""Opens the desk: a database, its tables and guards as this version wants them, and Django set up to work there."""

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import django
import psycopg
from django.db import OperationalError, connections

from mingbai.config.databases import DESK, OWNER, addresses_in, use
from mingbai.config.migrating import is_up_to_date, migrate
from mingbai.config.place import FOR_ROOT, RESTORING, data_folder
from mingbai.config.postgres import DatabaseRefused, Server, hold
from mingbai.config.postgres.cluster import DESK as DESK_ROLE
from mingbai.config.postgres.cluster import OWNER as OWNER_ROLE
from mingbai.config.postgres.refused import NobodyToRunIt, no_answer
from mingbai.config.roles import has_database, make_database, make_role
from mingbai.config.rooms import clear_rooms

NAME = "mingbai"
GARBAGE = 100_000, 20, 10  # how seldom it is looked for: rows by the hundred thousand are none


@contextmanager
def open_desk(environ: Mapping[str, str] = os.environ) -> Iterator[None]:
    """
    Work in the database DATABASE_URL names, or in an embedded one under MINGBAI_DATA, for as long as this lasts.

    Raise DatabaseRefused where there is none, or where it is not as this version needs it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
    _require_restored()
    clear_rooms()
    with ExitStack() as until_done:
        until_done.callback(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(*GARBAGE)
        addresses = addresses_in(environ) or _embedded(until_done.enter_context(_held(environ)))
        django.setup()
        use(addresses)
        try:
            _bring_up_to_date(addresses)
        except OperationalError as error:
            raise no_answer(str(error)) from error
        until_done.callback(connections.close_all)
        yield


def _require_restored() -> None:
    """Raise DatabaseRefused where a backup was being brought back and is not in place: half of it must not open."""
    if (data_folder() / RESTORING).exists():
        raise DatabaseRefused(
            "恢复备份尚未完成：请等它完成；已中断的，请再次运行 mingbai backup restore。",
            "A backup is being brought back here: wait for it, or where it was interrupted run mingbai backup "
            "restore again.",
        )


def _held(environ: Mapping[str, str]) -> Server:
    """Return the embedded server, held."""
    try:
        return hold(data_folder() / "postgres")
    except NobodyToRunIt:
        if environ.get("MINGBAI_DATA"):
            raise
        return hold(FOR_ROOT / "postgres")


def _embedded(server: Server) -> dict[str, str]:
    """Return the addresses of our database on the embedded server, made at first use."""
    with psycopg.connect(server.address("postgres"), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(1)")  # who comes second finds it made
        for role in (OWNER_ROLE, DESK_ROLE):
            make_role(admin, role, server.passwords[role])
        if not has_database(admin, NAME):
            make_database(admin, NAME, owner=OWNER_ROLE, desk=DESK_ROLE)
    return {DESK: server.address(NAME, DESK_ROLE), OWNER: server.address(NAME, OWNER_ROLE)}


def _bring_up_to_date(addresses: Mapping[str, str]) -> None:
    """Migrate where we may; where only the site's administrator may, raise DatabaseRefused if it was not done."""
    if OWNER in addresses:
        migrate()
    elif not is_up_to_date():
        raise DatabaseRefused(
            "数据库的表结构不是本版本的：请管理员设置 DATABASE_OWNER_URL 后运行一次任一 mingbai 命令完成升级。",
            "The tables are not those of this version: have an administrator run any command of the desk once "
            "with DATABASE_OWNER_URL.",
        )
