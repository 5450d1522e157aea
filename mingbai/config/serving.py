"""Serves the console at the desk that is open: worker processes that hand requests to threads, ended together."""

import os
import secrets
import socket
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from mingbai.config.databases import DESK, address_now
from mingbai.config.place import data_folder
from mingbai.config.postgres.refused import DatabaseRefused
from mingbai.config.webplace import origin_of

APPLICATION = "mingbai.config.wsgi:application"
ENDS_WITHIN = 5  # seconds; Ctrl-C reaches workers from the terminal too, and of two signals at once one may be lost
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
BUILT = Path(__file__).resolve().parent.parent / "web" / "built" / "names.json"


def serve(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop; raise DatabaseRefused, before anything starts, where nobody could reach the console."""
    require_reachable(host, port)
    os.environ["DATABASE_URL"] = address_now(DESK)  # the workers work as the desk, and cannot migrate
    os.environ.pop("DATABASE_OWNER_URL", None)
    os.environ["MINGBAI_SECRET_KEY"] = secret_key(data_folder() / "keys" / "pages.key")
    with TemporaryDirectory(prefix="mingbai-counts-") as counts:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts  # in which the workers count together
        Granian(
            APPLICATION, address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=threads,
            websockets=False, respawn_failed_workers=True, workers_kill_timeout=ENDS_WITHIN,
            log_level=LogLevels.warning,
        ).serve()  # fmt: skip


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
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise DatabaseRefused(
                f"{host}:{port} 不能使用（{error.strerror}），请用 --port 换一个端口。",
                f"{host}:{port} cannot be used ({error.strerror}): choose another with --port.",
            ) from error
