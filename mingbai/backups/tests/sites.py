"""A small desk with books and a log, made once a module and copied for each test, and a witness that remembers."""

import copy
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connections, transaction
from django.utils import timezone

from mingbai.backups.actions import keep_keys, make_backup
from mingbai.backups.tests.elsewhere import PASSPHRASE, Elsewhere
from mingbai.config.guards import NATION, scope
from mingbai.config.roles import make_database
from mingbai.config.testing import Base
from mingbai.evidence.installation import log_key, policy_file
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.evidence.tiles.storage import FolderStorage
from mingbai.evidence.witnesses.memory import WitnessMemory
from mingbai.evidence.witnesses.server import WitnessServer
from mingbai.evidence.witnesses.witness import Witness
from mingbai.offices.tests.places import AUDIT, SECURITY, County, found_county
from mingbai.treasury.tests.world import in_october

__all__ = ["Elsewhere", "Site", "at_site", "backup", "elsewhere", "made", "place", "site"]


@contextmanager
def a_place() -> Iterator[Path]:
    """Give a folder that any account can enter, and have the desk's data lie in it."""
    with TemporaryDirectory(prefix="mingbai-") as folder, pytest.MonkeyPatch.context() as patched:
        Path(folder).chmod(0o755)
        Path(folder, "data").mkdir()
        patched.setenv("MINGBAI_DATA", f"{folder}/data")
        for name in ("MINGBAI_LOG", "MINGBAI_BACKUPS"):
            patched.delenv(name, raising=False)
        yield Path(folder)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that any account can enter; the desk's data lies in it."""
    with a_place() as folder:
        yield folder


@dataclass
class Site:
    """A desk at work: its county, where its data lies, and ways to do what its people do."""

    county: County
    place: Path
    database: str

    @property
    def keys(self) -> Path:
        """Return the file of keys kept apart."""
        return self.place / "usb" / "X.keys"

    def work(self, year: int) -> None:
        """Do a month of another year, and have it logged and cosigned."""
        with transaction.atomic(), scope(NATION):
            in_october(year)
        assert bring_up_to_date() == {}

    def keep_keys(self) -> None:
        """Keep the keys apart, by the two who do."""
        by, other = self.county.administrator(SECURITY), self.county.administrator(AUDIT)
        keep_keys(path=self.keys, passphrase=PASSPHRASE, by=by, approved_by=other, at=self.county.at)

    def backed_up(self) -> Path:
        """Return a backup of the desk as it is now."""
        row = make_backup(by=self.county.administrator(), at=timezone.now())
        return self.place / "data" / "backups" / row.name


@dataclass
class Made:
    """A desk with two funds, all of it logged and cosigned, whose keys are kept apart; nobody works in it."""

    site: Site
    witness: WitnessServer

    @contextmanager
    def copied(self, base: Base, place: Path) -> Iterator[Site]:
        """Give a copy of it at another place: database, files, keys, and what the witness remembers."""
        shutil.copytree(self.site.place, place, dirs_exist_ok=True)
        asked = self.witness.witness
        self.witness.witness = Witness(asked.key, asked.logs, WitnessMemory(FolderStorage(place / "witness")))
        name = f"test_{base.session}_{secrets.token_hex(4)}"
        owner, desk = base.roles["owner"], base.roles["default"]
        with base.administrator() as admin:
            make_database(admin, name, owner=owner, desk=desk, template=self.site.database)
        try:
            with base.used(name):
                yield Site(copy.deepcopy(self.site.county), place, name)
        finally:
            self.witness.witness = asked
            with base.administrator() as admin:
                admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def made(base: Base) -> Iterator[Made]:
    """A desk to be copied, and an office's witness that listens."""
    with base.clone() as database, a_place() as place, listening(place) as witness:
        key = witness.witness.key.verifier
        policy_file().write_text(f"log {log_key().verifier}\nwitness 审计 {key} {witness.url}\nquorum 审计\n", "utf-8")
        site = Site(found_county(), place, database)
        site.work(2026)
        site.keep_keys()
        connections.close_all()
        yield Made(site, witness)


@contextmanager
def listening(place: Path) -> Iterator[WitnessServer]:
    """Have a witness of our log listen."""
    key = new_key("witness.example/audit", KeyKind.WITNESS)
    memory = WitnessMemory(FolderStorage(place / "witness"))
    with WitnessServer(Witness(key, [log_key().verifier], memory)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def site(made: Made, base: Base, place: Path) -> Iterator[Site]:
    """A desk with two funds, all of it logged and cosigned, whose keys are kept apart."""
    with made.copied(base, place) as site:
        yield site


@pytest.fixture(scope="module")
def backup(made: Made, base: Base) -> Iterator[Path]:
    """A backup of that desk, only to be read."""
    with a_place() as place:
        with made.copied(base, place) as site:
            file = site.backed_up().rename(place / "X.backup")
        yield file


@pytest.fixture
def elsewhere(place: Path) -> Elsewhere:
    """An empty place on another machine."""
    return Elsewhere(place / "elsewhere")


@pytest.fixture
def at_site(site: Site, base: Base) -> dict[str, str]:
    """The surroundings in which a process of its own works at the site's database."""
    named = {"DATABASE_URL": "default", "DATABASE_OWNER_URL": "owner"}
    return {name: base.as_role(alias, site.database) for name, alias in named.items()}
