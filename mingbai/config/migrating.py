"""Brings a database to the tables and guards of this version, and knows whether it is there already."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from mingbai.config.databases import DESK, OWNER
from mingbai.config.guards.apply import apply_guards, guards_text

MARK = "mingbai_refuse_change()"  # the function whose comment tells which guards were applied


def migrate() -> None:
    """Make the tables as the owner, then have the database guard them against the role the desk works as."""
    if is_up_to_date(OWNER):
        return
    with _alone(), _classes_made_singly():
        call_command("migrate", database=OWNER, verbosity=0, interactive=False)
        apply_guards(_desk(), apps.get_models())
        with connections[OWNER].cursor() as cursor:
            cursor.execute(f"COMMENT ON FUNCTION {MARK} IS '{_mark()}'")


def is_up_to_date(using: str = DESK) -> bool:
    """Return whether tables and guards are those of this version."""
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT obj_description(to_regprocedure('{MARK}'), 'pg_proc')")
        (mark,) = cursor.fetchone()
    return bool(mark == _mark())


def _desk() -> str:
    return str(connections[DESK].settings_dict["USER"])


def _mark() -> str:
    """Return a digest that changes when what is declared does."""
    return sha256(guards_text(_desk(), apps.get_models()).encode()).hexdigest()


@contextmanager
def _alone() -> Iterator[None]:
    """Keep a second process from migrating until we have."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('mingbai migrates'))")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('mingbai migrates'))")


@contextmanager
def _classes_made_singly() -> Iterator[None]:
    """
    Have each step of a migration make anew the class of the model it changes, and no other.

    Left to itself Django makes all classes around it anew, for every constraint and every trigger: five sixths of the
    time of the first start. A step written in Python still gets a whole picture, made for it: that is what is_delayed
    asks for.
    """

    def itself(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:  # noqa: ARG001
        state.is_delayed = True
        return {(app_label, model_name)}

    pictures: Any = ProjectState  # what it asks has no published type
    before = pictures._find_reload_model
    pictures._find_reload_model = itself
    try:
        yield
    finally:
        pictures._find_reload_model = before
