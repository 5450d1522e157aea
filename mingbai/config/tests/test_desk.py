"""The desk opens on a database of its own or on a site's, as the role that owns nothing; checking files opens none."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mingbai.config.databases import addresses_in
from mingbai.config.postgres import DatabaseRefused
from mingbai.config.roles import make_database, make_role
from mingbai.config.testing import Base

LOOK = """
from mingbai.config.desk import open_desk
from mingbai.config.postgres import DatabaseRefused

try:
    with open_desk():
        from django.db import connection
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, count(*) FROM django_migrations GROUP BY 1")
            print(*cursor.fetchone())
except DatabaseRefused as refused:
    print(refused.en)
"""


def look(**environ: str) -> str:
    """Return what another process sees of the desk."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "MINGBAI_DATA"))
    }
    done = subprocess.run([sys.executable, "-c", LOOK], env=surroundings | environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def site(base: Base) -> Iterator[dict[str, str]]:
    """Return the addresses of an empty database as a site's administrator makes it, with the two roles."""
    name = f"site_{base.session}_{secrets.token_hex(4)}"
    with base.administrator() as admin:
        for role in base.roles.values():
            make_role(admin, role, base.session)
        make_database(admin, name, owner=base.roles["owner"], desk=base.roles["default"])
    yield {"DATABASE_URL": base.as_role("default", name), "DATABASE_OWNER_URL": base.as_role("owner", name)}
    with base.administrator() as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
def test_an_embedded_desk_is_made_at_first_use_and_found_at_the_second() -> None:
    with TemporaryDirectory(prefix="mingbai-") as folder:
        Path(folder).chmod(0o755)
        first, second = (look(MINGBAI_DATA=folder) for _ in range(2))
    assert first.startswith("mingbai_desk ")
    assert first == second


@pytest.mark.slow
def test_a_site_is_migrated_by_its_owner_and_worked_on_by_the_desk(base: Base, site: dict[str, str]) -> None:
    desk_only = {"DATABASE_URL": site["DATABASE_URL"]}
    assert "DATABASE_OWNER_URL" in look(**desk_only)
    migrated = look(**site)
    assert migrated.startswith(base.roles["default"])
    assert look(**desk_only) == migrated


def test_one_account_for_both_roles_is_refused() -> None:
    same = "postgresql://somebody:secret@localhost/mingbai"
    with pytest.raises(DatabaseRefused, match="as one account") as refused:
        addresses_in({"DATABASE_URL": same, "DATABASE_OWNER_URL": same})
    assert "secret" not in str(refused.value)


def test_an_address_that_cannot_be_read_is_refused_without_repeating_its_password() -> None:
    with pytest.raises(DatabaseRefused, match="cannot be read") as refused:
        addresses_in({"DATABASE_URL": "postgresql://a:secret@[/x", "DATABASE_OWNER_URL": "dbname=x user=y"})
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer_is_told_in_a_sentence() -> None:
    said = look(DATABASE_URL="postgresql://somebody:secret@127.0.0.1:1/mingbai")
    assert "127.0.0.1" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    "module", ["mingbai.cli.main", "mingbai.cli.check", "mingbai.cli.demo", "mingbai.config.testing"]
)
def test_what_needs_no_database_loads_none(module: str) -> None:
    told = f"import sys, {module}; print(*sorted({{'django', 'psycopg'}} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
