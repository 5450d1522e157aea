"""A backup on the site's own server, a PostgreSQL 15: brought into an empty database, made there, proven, drilled."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from mingbai.backups.restoring.server import IS_EMPTY
from mingbai.backups.tests.sites import Elsewhere, Site
from mingbai.config.postgres import DatabaseRefused, Server, hold
from mingbai.config.postgres.carrying import loaded
from mingbai.config.postgres.refused import not_carried
from mingbai.config.roles import address_in, make_database, make_role
from mingbai.config.testing import Base

DEBIANS = Path("/usr/lib/postgresql/15/bin")
PASSWORD = "of-this-test"
pytestmark = pytest.mark.slow


@dataclass
class Servers:
    """A server of its own with an empty database for the two roles of the site."""

    server: Server
    owner: str
    desk: str

    def named(self, database: str, **others: str) -> dict[str, str]:
        """Return the surroundings that name one of its databases."""
        roles = {"DATABASE_URL": self.desk, "DATABASE_OWNER_URL": self.owner} | others
        return {
            name: address_in(self.server.address(database), user=role, password=PASSWORD)
            for name, role in roles.items()
            if role
        }

    def made(self, database: str, *, owner: str = "") -> str:
        """Make an empty database, by default the owner's."""
        with psycopg.connect(self.server.address("postgres"), autocommit=True) as admin:
            make_database(admin, database, owner=owner or self.owner, desk=self.desk)
            admin.execute(f'GRANT CONNECT ON DATABASE "{database}" TO "{self.owner}"')
        return database

    def is_empty(self, database: str) -> Any:
        """Return whether nothing stands in a database."""
        with psycopg.connect(self.server.address(database)) as connection:
            return (connection.execute(IS_EMPTY).fetchone() or [None])[0]


@pytest.fixture
def theirs(place: Path, base: Base, monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    if not DEBIANS.is_dir():
        pytest.skip("there is no PostgreSQL 15 in /usr/lib/postgresql/15/bin: apt-get install postgresql-15")
    monkeypatch.setenv("MINGBAI_POSTGRES", str(DEBIANS))
    with hold(place / "theirs", lasting=False) as server:
        monkeypatch.delenv("MINGBAI_POSTGRES")
        with psycopg.connect(server.address("postgres"), autocommit=True) as admin:
            for role in base.roles.values():
                make_role(admin, role, PASSWORD)
        yield Servers(server, base.roles["owner"], base.roles["default"])
    server.stopped()


@pytest.mark.requirement("R-1501")
def test_a_desk_moves_to_an_older_server_and_is_backed_up_and_drilled_there(
    site: Site, elsewhere: Elsewhere, theirs: Servers
) -> None:
    file, named = site.backed_up(), theirs.named(theirs.made("moved"))

    code, said = elsewhere.done(*elsewhere.restore(file, site), **named)
    assert (code, said["whole"], said["wrongs"]) == (0, True, []), said
    assert {"keys", "evidence", "evidence-policy.txt"} <= elsewhere.left
    assert not {"postgres", "restoring", "begun"} & elsewhere.left
    assert elsewhere.done("evidence", "verify", **named)[0] == 0

    code, made = elsewhere.done("backup", "make", "--json", **named)
    assert code == 0, made
    code, tried = elsewhere.done("backup", "verify", "--json", **named)
    assert (code, tried["whole"]) == (0, True), tried
    code, tried = elsewhere.done("backup", "drill", "--json", **named)
    assert (code, tried["whole"]) == (0, True), tried

    other = Elsewhere(site.place / "third")
    code, refused = other.done(*other.restore(file, site), **named)
    assert (code, "is not empty" in refused["en"], other.left) == (2, True, set())


def test_what_is_not_put_in_place_leaves_the_server_as_empty_as_it_was(
    site: Site, elsewhere: Elsewhere, theirs: Servers, base: Base
) -> None:
    with base.administrator(site.database) as admin:
        admin.execute("ALTER TABLE evidence_leaf DISABLE TRIGGER ALL")
        assert admin.execute("DELETE FROM evidence_leaf WHERE index = 3").rowcount == 1
        admin.execute("ALTER TABLE evidence_leaf ENABLE TRIGGER ALL")
    file, named = site.backed_up(), theirs.named(theirs.made("spoilt"))

    code, said = elsewhere.done(*elsewhere.restore(file, site), **named)

    assert (code, said["whole"], said["place"]) == (5, False, None), said
    assert elsewhere.left == set()
    assert theirs.is_empty("spoilt"), "so that another backup can be brought into it"


def test_what_the_server_lacks_is_said_before_anything_is_done(
    site: Site, elsewhere: Elsewhere, theirs: Servers
) -> None:
    words = elsewhere.restore(site.backed_up(), site)
    theirs.made("another", owner="postgres")

    lacking = {
        "set DATABASE_OWNER_URL": theirs.named("another", DATABASE_OWNER_URL=""),
        "ALTER DATABASE another OWNER TO": theirs.named("another"),
    }
    for mend, named in lacking.items():
        code, said = elsewhere.done(*words, **named)
        assert (code, mend in said["en"]) == (2, True), said
    code, told = elsewhere.done(*words, **theirs.named("nowhere"))
    assert code == 2
    assert "连不上" in str(told) or "cannot be reached" in str(told)
    assert elsewhere.left == set()


def test_programs_older_than_the_dump_say_which_to_take(theirs: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    address = theirs.named(theirs.made("old"))["DATABASE_OWNER_URL"]
    monkeypatch.setenv("MINGBAI_POSTGRES", str(DEBIANS))

    with pytest.raises(DatabaseRefused, match="MINGBAI_POSTGRES"):
        loaded(address, [b"PGDMP\x01\x10\x00\x04\x08\x01" + bytes(64)])
    monkeypatch.setenv("MINGBAI_POSTGRES", "/nowhere")
    with pytest.raises(DatabaseRefused, match="pg_restore"):
        loaded(address, [b""])
    assert theirs.is_empty("old")


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        ("pg_dump: error: aborting because of server version mismatch", "no older than the server"),
        ("pg_restore: error: could not execute query: ERROR:  permission denied for schema public", "ALTER DATABASE"),
        ("ERROR:  could not extend file: No space left on device", "make room"),
        ('connection to server at "10.0.0.1" failed: Connection refused', "check address"),
        ("something else", "something else"),
    ],
)
def test_a_failure_to_carry_says_how_it_is_mended(words: str, mend: str) -> None:
    assert mend in not_carried(words, "导入", "loaded").en
