"""
Starts one server, and stops it when nobody holds it any more: run as a program of its own, standard library only.

Holders share the lock `holding`. This process waits for that lock alone, so the system itself tells it when the
last holder has ended, by a finished command or by kill -9; no list of processes is kept that could be wrong. The
server carries the lock `serving` in every process of it, so that whoever gets that lock knows none is left.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

PATIENCE = 60.0  # seconds for a server to start (it may have to recover) or to stop
POLL = 0.02
LONGEST_LOG = 5_000_000  # bytes


def main() -> int:
    """Start the server of the order on stdin and return when it answers; its words on stdout if it does not."""
    order = json.load(sys.stdin)
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        _watch(order, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as told:
        words = told.read()
    print(words)
    return 0 if words == "ready" else 1


def _watch(order: dict[str, Any], writing: int) -> NoReturn:
    """Start the server or take over one that lives, say so, and stop it when it is held by nobody."""
    os.setsid()
    os.chdir("/")
    _speak_to(order["log"])
    folder = Path(order["folder"])
    watching = _lock(folder / "watching.lock", fcntl.LOCK_EX)  # kept until the end of this process
    words = _serve(order)
    os.write(writing, words.encode())
    os.close(writing)
    if words == "ready":
        stopping = threading.Event()
        threading.Thread(target=_end_with, args=(folder / "serving.lock", stopping), daemon=True).start()
        holding = _lock(folder / "holding.lock", fcntl.LOCK_EX)  # nobody holds the server; who comes now waits
        stopping.set()
        _stop(order)
        with suppress(OSError):  # more than empty only if somebody else put something there
            Path(order["sockets"]).rmdir()
        if order["passing"]:
            gone = folder.with_name(f"{folder.name}-gone-{os.getpid()}")  # at once: who comes now begins anew
            folder.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
        os.close(holding)
    os.close(watching)
    os._exit(0)


def _speak_to(log: str) -> None:
    """Let go of the terminal: what is said from now on goes to the log, and a log grown long is laid aside."""
    with suppress(FileNotFoundError):
        if Path(log).stat().st_size > LONGEST_LOG:
            Path(log).replace(f"{log}.old")
    number = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(number, 1)
    os.dup2(number, 2)


def _lock(path: Path, kind: int) -> int:
    """Return the descriptor of a lock, waited for."""
    number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(number, kind)
    return number


def _serve(order: dict[str, Any]) -> str:
    """Return `ready` once the server answers, else its words."""
    path = Path(order["folder"]) / "serving.lock"
    serving = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(serving, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:  # some of it lives: whole, or the last of a server whose head was cut off
            if postmaster(Path(order["data"])) and _is_ready(Path(order["data"])):
                os.close(serving)
                return "ready"
            if time.monotonic() > deadline:
                return "another postmaster keeps this folder"
            time.sleep(POLL)
    began = Path(order["log"]).stat().st_size
    _clear(order)
    server = subprocess.Popen(order["command"], pass_fds=[serving], cwd="/", env=order["environ"], **order["options"])
    os.close(serving)
    while server.poll() is None and time.monotonic() < deadline:
        if _is_ready(Path(order["data"])):
            return "ready"
        time.sleep(POLL)
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        server.wait()
    with Path(order["log"]).open("rb") as log:
        log.seek(began)
        return log.read().decode("utf-8", "replace") or "no word from the server"


def _clear(order: dict[str, Any]) -> None:
    """Take away what a killed server left; no process of it lives, but its number may by now be another's."""
    data = Path(order["data"])
    if postmaster(data) is None:
        (data / "postmaster.pid").unlink(missing_ok=True)
        for left in Path(order["sockets"]).glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)


def postmaster(data: Path) -> int | None:
    """Return the process that serves this data, if it lives."""
    try:
        number = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(number, 0)
    except (OSError, ValueError, IndexError):
        return None
    about = Path(f"/proc/{number}/cmdline")  # where the system tells, look whether that number is still the server's
    try:
        return number if not Path("/proc/self").exists() or os.fsencode(data) in about.read_bytes() else None
    except OSError:
        return None


def _is_ready(data: Path) -> bool:
    """Return whether the server says that it takes connections."""
    with suppress(OSError):
        lines = (data / "postmaster.pid").read_text().splitlines()
        return len(lines) > 7 and lines[7].strip() == "ready"
    return False


def _end_with(serving: Path, stopping: threading.Event) -> None:
    """End this process when the last process of the server has ended without us."""
    _lock(serving, fcntl.LOCK_SH)
    if not stopping.is_set():
        os._exit(0)


def _stop(order: dict[str, Any]) -> None:
    """Stop the server: at once but in order, and by force where that takes too long."""
    for sign in (signal.SIGINT, signal.SIGQUIT):
        number = postmaster(Path(order["data"]))
        if number is None:
            return
        os.kill(number, sign)
        deadline = time.monotonic() + PATIENCE / 2
        while postmaster(Path(order["data"])) == number and time.monotonic() < deadline:
            with suppress(ChildProcessError):
                os.waitpid(number, os.WNOHANG)
            time.sleep(POLL)


if __name__ == "__main__":
    sys.exit(main())
