"""Holds the embedded server: starts it, or joins those who hold it already, and lets it go."""

import fcntl
import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg.conninfo import make_conninfo

from mingbai.config.postgres import cluster, tuning
from mingbai.config.postgres.account import Account, account_of
from mingbai.config.postgres.folder import Folder, Vanished, is_free, locked, take
from mingbai.config.postgres.programs import Programs, programs_for
from mingbai.config.postgres.refused import not_started, unreadable

WATCH = Path(__file__).with_name("watch.py")
PATIENCE = 90.0  # seconds to wait for whoever starts or stops the same server
POLL = 0.02
ATTEMPTS = 20  # passing servers one after the other in one place


@dataclass
class Server:
    """A running server, held until `close` or the end of this process, whichever comes first."""

    folder: Folder
    passwords: dict[str, str]
    held: int  # the descriptor that holds it

    def address(self, database: str, role: str = cluster.ADMINISTRATOR) -> str:
        """Return how to reach a database as a role, as psycopg and libpq understand it."""
        return make_conninfo(
            host=str(self.folder.sockets), user=role, password=self.passwords[role], dbname=database, connect_timeout=10
        )

    def close(self) -> None:
        """Let the server go; it stops if nobody else holds it."""
        if self.held >= 0:
            os.close(self.held)
            self.held = -1

    def stopped(self) -> bool:
        """Return whether the server has ended; wait for whoever is stopping it."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if is_free(self.folder.serving) and is_free(self.folder.watching):
                return True
            time.sleep(POLL)
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def hold(path: Path, *, lasting: bool = True, passing: bool = False) -> Server:
    """
    Return the server of a folder, started or joined; raise DatabaseRefused with the reason if there can be none.

    A server that is not lasting trades the safety of its data for speed; a passing one takes its folder along.
    """
    for _ in range(ATTEMPTS):
        with suppress(Vanished):
            return _held(Folder(path.absolute()), lasting=lasting, passing=passing)
    raise Vanished(path)


def _held(folder: Folder, *, lasting: bool, passing: bool) -> Server:
    folder.make()
    with locked(folder.starting, fcntl.LOCK_EX, PATIENCE):
        held = take(folder.holding, fcntl.LOCK_SH, PATIENCE)
        try:
            account = account_of(folder)
            programs = programs_for(account, folder)
            cluster.make_cluster(folder, account, programs, lasting=lasting)
            server = Server(folder, cluster.kept_passwords(folder), held)
            _start(server, account, programs, lasting=lasting, passing=passing)
        except OSError as error:
            os.close(held)
            raise unreadable(folder.path, error) from error
        except BaseException:
            os.close(held)
            raise
    return server


def _start(server: Server, account: Account, programs: Programs, *, lasting: bool, passing: bool) -> None:
    """Have the server watched, which starts it, until it answers."""
    order = _order(server.folder, account, programs, lasting=lasting, passing=passing)
    deadline = time.monotonic() + PATIENCE
    while True:
        if is_free(server.folder.watching):
            done = subprocess.run(
                [sys.executable, "-I", "-S", WATCH, server.folder.path],
                check=False,
                input=order,
                capture_output=True,
                text=True,
                errors="replace",
            )
            if done.returncode:
                raise not_started(done.stdout + done.stderr, server.folder.log)
        try:
            psycopg.connect(server.address("postgres")).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or "password" in str(error):
                raise not_started(str(error), server.folder.log) from error
            time.sleep(POLL)  # it recovers from somebody's kill -9
        else:
            return


def _order(folder: Folder, account: Account, programs: Programs, *, lasting: bool, passing: bool) -> str:
    """Return what `watch` reads."""
    sockets = folder.make_sockets(account.uid, account.gid)
    chosen = tuning.settings(lasting=lasting, sockets=str(sockets))
    return json.dumps(
        {
            "folder": str(folder.path),
            "data": str(folder.data),
            "sockets": str(sockets),
            "log": str(folder.log),
            "command": account.command(programs.bin / "postgres", "-D", folder.data, *chosen),
            "options": account.options,
            "environ": cluster.environ(),
            "passing": passing,
        }
    )
