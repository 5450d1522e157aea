"""
Databases for tests: one embedded server a session, a clone of a migrated template a module, as the run-time role.

Nothing here is loaded before a test asks for a database. With DATABASE_URL (a role that may make roles and
databases) the same tests run against that server.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mingbai.config.stages import STAGES

if TYPE_CHECKING:
    from psycopg import Connection

SESSION = "MINGBAI_TEST_SESSION"  # one name for a session and all its workers
OURS = pytest.StashKey[bool]()
ROOT = Path(__file__).resolve().parent.parent
HERE: list["Base"] = []  # the server this process tests on, once a test has asked for one


def pytest_configure(config: pytest.Config) -> None:
    """Name the session, once for it and all its workers; the server is started by the first test that needs it."""
    config.stash[OURS] = SESSION not in os.environ
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
    os.environ.setdefault(SESSION, secrets.token_hex(6))
    os.environ["MINGBAI_DATA"] = str(data_of(os.environ[SESSION]))


def data_of(session: str) -> Path:
    """Return where the tests of a session keep keys and files, away from anybody's own."""
    return Path(tempfile.gettempdir()) / f"mingbai-data-{session}"


def pytest_pycollect_makemodule(module_path: Path) -> None:
    """Set Django up before tests of a folder that has tables are read."""
    if module_path.is_relative_to(ROOT) and module_path.relative_to(ROOT).parts[0] in {"config", "web", "api", *STAGES}:
        _set_up()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing on a server that is not ours."""
    if config.stash.get(OURS, False) and (session := os.environ.pop(SESSION, None)):
        from mingbai.config.databases import has_server

        shutil.rmtree(data_of(session), ignore_errors=True)
        if has_server():
            with Base.of(session).administrator() as admin:
                _sweep(admin, session)


@dataclass(frozen=True)
class Base:
    """A server to test on: where an administrator reaches it, and the roles of this session."""

    address: str
    session: str

    @classmethod
    def of(cls, session: str, address: str = "") -> "Base":
        """Return the base of a session."""
        return cls(address or os.environ["DATABASE_URL"], session)

    @classmethod
    def here(cls) -> "Base":
        """Return the base this process tests on; a test that asked for a database has one."""
        return HERE[-1]

    @property
    def roles(self) -> dict[str, str]:
        """Return alias → role."""
        return {"default": f"desk_{self.session}", "owner": f"owner_{self.session}"}

    @property
    def template(self) -> str:
        """Return the name of the migrated database that clones are made of."""
        return f"template_{self.session}"

    def as_role(self, alias: str, database: str) -> str:
        """Return the address of a database for one of the two roles."""
        from mingbai.config.roles import address_in

        return address_in(self.address, dbname=database, user=self.roles[alias], password=self.session)

    @contextmanager
    def administrator(self, database: str = "postgres") -> "Iterator[Connection[tuple[object, ...]]]":
        """Connect as one who may do anything, each statement by itself."""
        import psycopg

        from mingbai.config.roles import address_in

        with psycopg.connect(address_in(self.address, dbname=database), autocommit=True) as admin:
            yield admin

    @contextmanager
    def clone(self) -> Iterator[str]:
        """Have the process work in a new clone of the template; yield its name."""
        name = f"test_{self.session}_{secrets.token_hex(4)}"
        self._copy(self.template, name)
        try:
            with self.used(name):
                yield name
        finally:
            with self.administrator() as admin:
                admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def keep(self) -> str:
        """Copy the database the process works in, as it now is; return the name of the copy, of which more are made."""
        kept = f"kept_{self.session}_{secrets.token_hex(4)}"
        self._copy(self._let_go(), kept)
        return kept

    def put_back(self, kept: str) -> None:
        """Have the database the process works in be as another was when it was kept."""
        name = self._let_go()
        with self.administrator() as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        self._copy(kept, name)

    def _let_go(self) -> str:
        """Close what we have open of the database the process works in; return its name."""
        from django.db import connections

        for alias in self.roles:
            connections[alias].close()
        return str(connections["default"].settings_dict["NAME"])

    def _copy(self, template: str, name: str) -> None:
        from mingbai.config.roles import make_database

        with self.administrator() as admin:
            make_database(admin, name, owner=self.roles["owner"], desk=self.roles["default"], template=template)

    @contextmanager
    def used(self, name: str) -> Iterator[None]:
        """Have the process work in a database for a while, then in the one before."""
        from django.db import connections

        from mingbai.config.databases import use

        before = {alias: dict(connections[alias].settings_dict) for alias in self.roles}
        use({alias: self.as_role(alias, name) for alias in self.roles})
        try:
            yield
        finally:
            for alias in self.roles:
                connections[alias].close()
                connections[alias].settings_dict.update(before[alias])


@pytest.fixture(scope="session")
def base() -> Iterator[Base]:
    """Return the server of this session with a migrated template on it."""
    from mingbai.config.databases import has_server
    from mingbai.config.postgres import hold

    _set_up()
    session = os.environ[SESSION]
    if has_server():
        yield _begun(Base.of(session))
        return
    with hold(Path(tempfile.gettempdir()) / f"mingbai-test-{session}", lasting=False, passing=True) as server:
        yield _begun(Base.of(session, server.address("postgres")))


@pytest.fixture(scope="module")
def database(base: Base) -> Iterator[str]:
    """Work in a database of this module's own, as the run-time role; what a test commits the next one sees."""
    with base.clone() as name:
        yield name


@pytest.fixture
def desk(database: str) -> Iterator[str]:
    """Work in the module's database, and take back at the end all that the test wrote."""
    from django.db import connections, transaction

    with transaction.atomic():
        yield database
        transaction.set_rollback(True)
    connections["owner"].close()


@pytest.fixture
def fresh_desk(base: Base) -> Iterator[str]:
    """Work in a database of this test's own: for what must commit, or be seen by several at once."""
    with base.clone() as name:
        yield name


def _set_up() -> None:
    import django
    from django.apps import apps

    if not apps.ready:
        from django.contrib.auth.hashers import Argon2PasswordHasher

        django.setup()
        # tests prove whom a password lets in, not how long it takes to guess one
        Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 1024


def _begun(base: Base) -> Base:
    _make_template(base)
    HERE.append(base)
    return base


def _make_template(base: Base) -> None:
    """Make roles and template, once for all workers: who comes second waits and finds them made."""
    from mingbai.config.migrating import migrate
    from mingbai.config.roles import has_database, make_database, make_role

    owner, desk, unfinished = base.roles["owner"], base.roles["default"], f"unfinished_{base.session}"
    with base.administrator() as admin:
        admin.execute("SELECT pg_advisory_lock(hashtext(%s))", [base.session])
        if has_database(admin, base.template):
            return
        for role in base.roles.values():
            make_role(admin, role, base.session)
        make_database(admin, unfinished, owner=owner, desk=desk)
        with base.used(unfinished):
            migrate()
        admin.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{base.template}"')


def _sweep(admin: "Connection[tuple[object, ...]]", session: str) -> None:
    """Take away the databases and roles of a session."""
    rows = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"%{session}%"]).fetchall()
    for (name,) in rows:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    for role in (f"desk_{session}", f"owner_{session}"):
        admin.execute(f'DROP ROLE IF EXISTS "{role}"')
