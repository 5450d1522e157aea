"""The processes beside the command: witnesses, sequencer, worker; each begun again when it dies, as a site does."""

import ctypes
import json
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg
from django.db import connections
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout
from steps.faults.blows import PIDS, Armed, Victim
from steps.faults.journal import Journal

from mingbai.cli.demo.witnesses import AGENCIES, QUORUM
from mingbai.config.databases import DESK, OWNER, use
from mingbai.config.desk import NAME
from mingbai.config.jobs import worker
from mingbai.config.jobs.registry import Job
from mingbai.config.place import data_folder
from mingbai.config.postgres import Server, cluster, hold
from mingbai.evidence.installation import log_key, policy_file
from mingbai.evidence.jobs import append, bring_up_to_date
from mingbai.evidence.notes.keyfile import load_key
from mingbai.evidence.notes.keys import KeyKind
from mingbai.evidence.tiles.storage import FolderStorage
from mingbai.evidence.witnesses.memory import WitnessMemory
from mingbai.evidence.witnesses.server import WitnessServer
from mingbai.evidence.witnesses.witness import Witness

AWAY, FAILED = 75, 1  # exit codes: the database went away; something that must never happen
CUT = (psycopg.OperationalError, psycopg.InterfaceError, ConnectorException, PoolTimeout)
GONE = ("08", "57P")  # how a server says that it goes; one that says nothing was cut off
PAUSE_S = 0.5  # of the sequencer
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def forked(name: str, folder: Path, work: Callable[[], object]) -> int:
    """Do work in a process of its own and return its number; what should never have happened is left as a file."""
    child = os.fork()
    if child:
        return child
    code = FAILED
    try:
        end_with_parent()
        os.dup2(os.open(folder / f"{name}.err", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), 2)
        work()
        code = 0
    except SystemExit:  # a web server whose workers die one after the other ends in words of its own
        code = AWAY
    except BaseException as error:
        code = AWAY if is_cut_off(error) else FAILED
        if code == FAILED:
            (folder / f"{name}-{os.getpid()}.failed").write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        os._exit(code)


def end_with_parent() -> None:
    """Have the system kill this process when who started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


def is_cut_off(error: BaseException | None) -> bool:
    """Return whether an error comes from a database that went away."""
    while error is not None:
        state = getattr(error, "sqlstate", None)
        if isinstance(error, CUT) and (state is None or state.startswith(GONE)):
            return True
        error = error.__cause__ or error.__context__
    return False


def at_the_desk() -> Server:
    """Join the embedded server, started again if it died, as every command does first; return it, held."""
    server = hold(data_folder() / "postgres")
    use({DESK: server.address(NAME, cluster.DESK), OWNER: server.address(NAME, cluster.OWNER)})
    return server


class Servants:
    """Who serves in a round; the first time a witness serves it says where, and from then on it is there again."""

    def __init__(
        self, folder: Path, journal: Journal, points: Callable[[], Armed], web: Callable[[int], object]
    ) -> None:
        self.folder, self.journal = folder, journal
        self.points, self.web = points, web  # of the sequencer; serves at a port
        self.ports = dict.fromkeys(AGENCIES, 0)
        self.port = _free_port()  # of the web server
        self.pids: dict[str, int] = {}
        self.command = 0

    def begin(self) -> None:
        """Start everybody, and write down whom to believe."""
        log = log_key().verifier
        lines = [f"log {log}"]
        for agency, name in AGENCIES.items():
            server = self._witness(agency)
            self.ports[agency] = int(server.server_address[1])
            lines.append(f"witness {name} {server.witness.key.verifier} {server.url}")
            self._start(agency, server.serve_forever)
            server.server_close()
        policy_file().write_text("\n".join([*lines, QUORUM.format(**AGENCIES)]), encoding="utf-8")
        self._start(Victim.SEQUENCER, self._sequencer)
        self._start(Victim.WORKER, self._worker)
        self._start(Victim.WEB, self._web)

    def tend(self) -> None:
        """Begin again whoever has ended."""
        for name, pid in list(self.pids.items()):
            if os.waitpid(pid, os.WNOHANG)[0]:
                works: dict[str, Callable[[], object]] = {
                    Victim.SEQUENCER: self._sequencer,
                    Victim.WORKER: self._worker,
                    Victim.WEB: self._web,
                }
                self._start(name, works.get(name, partial(self._serve, name)))

    def end(self, *names: str) -> None:
        """Kill those named, or all."""
        for name in names or tuple(self.pids):
            pid = self.pids.pop(name)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def show(self, command: int) -> None:
        """Say which process is the command now, for whoever strikes."""
        self.command = command
        half = self.folder / f".{PIDS}"
        half.write_text(json.dumps({**self.pids, Victim.COMMAND: command}), encoding="utf-8")
        half.replace(self.folder / PIDS)

    def _start(self, name: str, work: Callable[[], object]) -> None:
        self.pids[name] = forked(name, self.folder, work)
        self.show(self.command)

    def _witness(self, agency: str) -> WitnessServer:
        key = load_key(self.folder / "witnesses" / agency / "key", AGENCIES[agency], KeyKind.WITNESS)
        memory = WitnessMemory(FolderStorage(self.folder / "witnesses" / agency / "seen"))
        return WitnessServer(Witness(key, [log_key().verifier], memory), port=self.ports[agency])

    def _serve(self, agency: str) -> None:
        self._witness(agency).serve_forever()

    def _sequencer(self) -> None:
        """Bring the log up to date again and again, as `mingbai evidence append` does once."""
        with at_the_desk(), self.points().watching() as points:
            points.phase = "sequencer"
            while True:
                bring_up_to_date()
                self.journal.signed(len(points.names))
                time.sleep(PAUSE_S)

    def _web(self) -> None:
        self.web(self.port)

    def _worker(self) -> None:
        """Work as `mingbai worker` does, looking after the log every second, not every twentieth."""
        with at_the_desk():
            connections.close_all()
            often = Job("evidence.append", append, every_s=1, own_transactions=True)
            worker.work(jobs={often.name: often}, look_s=0.5)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
