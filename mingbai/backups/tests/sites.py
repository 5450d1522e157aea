"""A small desk with books and a log, a place for its data, and a witness that remembers."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from mingbai.backups.actions import keep_keys, make_backup
from mingbai.config.guards import NATION, scope
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

PASSPHRASE = "一句很长的口令，没有人猜得到的"
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that any account can enter; the desk's data lies in it."""
    with TemporaryDirectory(prefix="mingbai-") as folder:
        Path(folder).chmod(0o755)
        Path(folder, "data").mkdir()
        monkeypatch.setenv("MINGBAI_DATA", f"{folder}/data")
        for name in ("MINGBAI_LOG", "MINGBAI_BACKUPS"):
            monkeypatch.delenv(name, raising=False)
        yield Path(folder)


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


@pytest.fixture
def site(fresh_desk: str, place: Path, witness: WitnessServer) -> Site:
    """A desk with two funds, all of it logged and cosigned, whose keys are kept apart."""
    key = witness.witness.key.verifier
    policy_file().write_text(f"log {log_key().verifier}\nwitness 审计 {key} {witness.url}\nquorum 审计\n", "utf-8")
    site = Site(found_county(), place, fresh_desk)
    site.work(2026)
    site.keep_keys()
    return site


@pytest.fixture
def witness(place: Path) -> Iterator[WitnessServer]:
    """An office's witness, listening."""
    key = new_key("witness.example/audit", KeyKind.WITNESS)
    memory = WitnessMemory(FolderStorage(place / "witness"))
    with WitnessServer(Witness(key, [log_key().verifier], memory)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@dataclass
class Elsewhere:
    """Another machine: an empty place, and commands done there in processes of their own."""

    folder: Path

    def begun(self, *words: str | Path, **more: str) -> subprocess.Popen[str]:
        """Begin a command."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "MINGBAI_DATA"))}
        return subprocess.Popen(
            [sys.executable, "-m", "mingbai.cli.main", *words],
            env=ours | {"MINGBAI_DATA": str(self.folder)} | more, text=True, stdout=-1, stderr=-1,
        )  # fmt: skip

    def done(self, *words: str | Path, **more: str) -> tuple[int, Any]:
        """Return the exit code of a command and what it said."""
        with self.begun(*words, **more) as process:
            out, err = process.communicate()
        return process.returncode, json.loads(out) if "--json" in words and out else out + err

    def restored(self, file: Path, site: Site, *words: str) -> tuple[int, Any]:
        """Return what came of restoring a backup here with the keys kept apart."""
        return self.done(*self.restore(file, site, *words))

    def restore(self, file: Path, site: Site, *words: str) -> tuple[str | Path, ...]:
        """Return the words of the command."""
        passphrase = site.place / "passphrase"
        passphrase.write_text(PASSPHRASE, encoding="utf-8")
        return ("backup", "restore", file, "--keys", site.keys, "--passphrase-file", passphrase, "--json", *words)

    @property
    def left(self) -> set[str]:
        """Return what lies here, but for empty rooms and hidden files."""
        there = self.folder.iterdir() if self.folder.exists() else ()
        return {one.name for one in there if one.name != "rooms" and not one.name.startswith(".")}


@pytest.fixture
def elsewhere(place: Path) -> Elsewhere:
    """An empty place on another machine."""
    return Elsewhere(place / "elsewhere")


@pytest.fixture
def at_site(site: Site, base: Base) -> dict[str, str]:
    """The surroundings in which a process of its own works at the site's database."""
    named = {"DATABASE_URL": "default", "DATABASE_OWNER_URL": "owner"}
    return {name: base.as_role(alias, site.database) for name, alias in named.items()}
