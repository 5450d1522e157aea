"""Serves the console at the desk that is open: worker processes that hand requests to threads, ended together."""

import os
import secrets
import socket
import time
from contextlib import suppress
from multiprocessing import parent_process
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from mingbai.config.databases import DESK, address_now
from mingbai.config.place import data_folder
from mingbai.config.postgres.refused import DatabaseRefused
from mingbai.config.rooms import clear_rooms
from mingbai.config.webplace import origin_of

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from django.core.handlers.wsgi import WSGIHandler

APPLICATION = "mingbai.config.wsgi:application"
ENDS_WITHIN = 5  # seconds; Ctrl-C reaches workers from the terminal too, and of two signals at once one may be lost
FREE_WITHIN, POLL = 3.0, 0.05  # seconds in which an address is free again whose server was killed just now
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
BUILT = Path(__file__).resolve().parent.parent / "web" / "built" / "names.json"


def serve(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop; raise DatabaseRefused, before anything starts, where nobody could reach the console."""
    require_reachable(host, port)
    os.environ["DATABASE_URL"] = address_now(DESK)  # the workers work as the desk, and cannot migrate
    os.environ.pop("DATABASE_OWNER_URL", None)
    key = secret_key(data_folder() / "keys" / "pages.key")
    os.environ["MINGBAI_SECRET_KEY"] = settings.SECRET_KEY = key  # forked workers do not read the settings again
    with TemporaryDirectory(prefix="mingbai-counts-") as counts:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts  # in which the workers count together
        Granian(
            APPLICATION, address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=threads,
            websockets=False, respawn_failed_workers=True, workers_kill_timeout=ENDS_WITHIN,
            log_level=LogLevels.warning,
        ).serve(target_loader=application, wrap_loader=False)  # fmt: skip


def application() -> "WSGIHandler":
    """Return what a worker answers requests with, when it begins: what a killed one left in the clear goes first."""
    server = parent_process()
    if server is not None:
        Thread(target=_end_with, args=(server,), daemon=True).start()
    clear_rooms()
    from mingbai.config.wsgi import application as loaded  # noqa: PLC0415 - in the worker, not where it is begun

    return loaded


def _end_with(server: "BaseProcess") -> None:
    """End this worker when the server that began it is killed: alone it would keep the address from the next."""
    server.join()
    os._exit(1)


def secret_key(file: Path) -> str:
    """Return the key that signs forms and sessions, made at first use, so that a restart signs nobody out."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        with NamedTemporaryFile("w", dir=file.parent, encoding="ascii") as made:  # for its maker alone
            made.write(secrets.token_urlsafe(48))
            made.flush()
            with suppress(FileExistsError):
                os.link(made.name, file)  # whole or not at all: of two who begin at once both read the same
    return file.read_text(encoding="ascii")


def require_reachable(host: str, port: int) -> None:
    """Raise DatabaseRefused, in words, where the console cannot be served at an address."""
    if not BUILT.exists():
        raise DatabaseRefused(
            "页面资源尚未生成，请先运行 ./dev assets。", "The pages' bundles are not built: run ./dev assets."
        )
    if host not in LOOPBACK and not origin_of(os.environ).hosts:
        raise DatabaseRefused(
            "对外提供服务须设置 MINGBAI_ORIGIN=https://域名，并由支持 https 的前置服务器转发。",
            "To serve others set MINGBAI_ORIGIN=https://name and put a server that speaks https in front.",
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    deadline = time.monotonic() + FREE_WITHIN
    while (error := _taken(family, host, port)) is not None:
        if time.monotonic() > deadline:
            raise DatabaseRefused(
                f"{host}:{port} 不能使用（{error.strerror}），请用 --port 换一个端口。",
                f"{host}:{port} cannot be used ({error.strerror}): choose another with --port.",
            ) from error
        time.sleep(POLL)


def _taken(family: socket.AddressFamily, host: str, port: int) -> OSError | None:
    """Return why nobody can be served at an address, None where it is free."""
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            return error
    return None
