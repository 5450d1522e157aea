"""Brings a database to the tables and guards of this version."""

from django.apps import apps
from django.core.management import call_command
from django.db import connections

from mingbai.config.databases import DESK, OWNER
from mingbai.config.guards.apply import apply_guards


def migrate() -> None:
    """Make the tables as the owner, then have the database guard them against the role the desk works as."""
    call_command("migrate", database=OWNER, verbosity=0, interactive=False)
    apply_guards(connections[DESK].settings_dict["USER"], apps.get_models())
