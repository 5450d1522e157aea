"""The console is served, says when it cannot be, and ends without leaving anything behind."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import signing

from mingbai.config import serving
from mingbai.config.databases import address_now, settings_of
from mingbai.config.postgres.refused import DatabaseRefused
from mingbai.config.serving import secret_key
from mingbai.config.testing import Base
from mingbai.config.webplace import origin_of

ROOT = Path(__file__).resolve().parents[3]
COMMAND = "from mingbai.cli.main import main; import sys\nif __name__ == '__main__': sys.exit(main())\n"


@pytest.fixture
def port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def begin(base: Base, fresh_desk: str, port: int, tmp_path: Path) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Return what runs the command itself beside a desk of the test's own."""
    script = tmp_path / "mingbai"
    script.write_text(COMMAND, encoding="utf-8")
    environ = {
        **os.environ, "PYTHONPATH": str(ROOT), "MINGBAI_DATA": str(tmp_path),
        "DATABASE_URL": base.as_role("default", fresh_desk), "DATABASE_OWNER_URL": base.as_role("owner", fresh_desk),
    }  # fmt: skip
    words = [sys.executable, str(script), "serve", "--port", str(port), "--workers", "2"]
    with ExitStack() as until_done:

        def begun() -> "subprocess.Popen[str]":
            nothing = subprocess.DEVNULL
            process = subprocess.Popen(words, env=environ, stdout=nothing, stderr=nothing, text=True, process_group=0)
            until_done.enter_context(process)
            until_done.callback(ended, process)
            return process

        yield begun


def ended(process: "subprocess.Popen[str]") -> None:
    """End a server and its workers, if any are left."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def asked(port: int) -> str:
    """Return what the health address says, once it does."""
    until = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
                return str(answer.read(), "ascii")
        except OSError:
            assert time.monotonic() < until, "nobody answers"
            time.sleep(0.2)


def living(group: int) -> list[int]:
    """Return the processes of a server that are left."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,stat="], capture_output=True, text=True, check=True).stdout
    found = (line.split() for line in told.splitlines())
    return [int(number) for number, of, state in found if int(of) == group and state[0] != "Z"]


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_when_told_to_stop_leaves_nothing_behind(
    begin: Callable[[], "subprocess.Popen[str]"], port: int, sign: signal.Signals
) -> None:
    served = begin()
    assert asked(port) == "ok\n"
    assert len(living(served.pid)) >= 3  # itself and two workers

    served.send_signal(sign)

    assert served.wait(timeout=60) == 0
    assert living(served.pid) == []


@pytest.mark.slow
def test_whoever_is_killed_is_begun_again_and_leaves_neither_the_address_taken_nor_a_file_in_the_clear(
    begin: Callable[[], "subprocess.Popen[str]"], port: int, tmp_path: Path
) -> None:
    served, left = begin(), tmp_path / "rooms" / "left"
    assert asked(port) == "ok\n"
    workers = set(living(served.pid)) - {served.pid}

    left.mkdir(parents=True)
    os.kill(min(workers), signal.SIGKILL)
    until(lambda: not left.exists(), "the room of the killed is left")
    assert asked(port) == "ok\n"

    served.kill()
    served.wait()
    begin()
    assert asked(port) == "ok\n"
    until(lambda: not living(served.pid), "workers of the killed live on")


def until(holds: Callable[[], bool], words: str) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < deadline, words
        time.sleep(0.1)


def test_what_was_signed_before_a_restart_still_opens(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "MINGBAI_SECRET_KEY", "PROMETHEUS_MULTIPROC_DIR"):
        monkeypatch.setenv(name, "")  # what serving sets is taken back
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    signed = list[str]()
    stub = SimpleNamespace(serve=lambda **_: signed.append(signing.dumps("a session")))
    monkeypatch.setattr(serving, "Granian", lambda *_, **__: stub)

    for key in ("of one process", "of the next"):
        monkeypatch.setattr(settings, "SECRET_KEY", key)
        serving.serve(host="127.0.0.1", port=port, workers=1, threads=1)

    assert [signing.loads(one) for one in signed] == ["a session"] * 2


def test_a_port_in_use_is_said_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(DatabaseRefused, match="--port"):
            serving.serve(host="127.0.0.1", port=taken.getsockname()[1], workers=1, threads=1)


def test_others_are_served_only_through_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINGBAI_ORIGIN", raising=False)

    with pytest.raises(DatabaseRefused, match="MINGBAI_ORIGIN"):
        serving.serve(host="0.0.0.0", port=1, workers=1, threads=1)


@pytest.mark.parametrize("written", ["mingbai.example.cn", "ftp://x.cn", "https://", "https://x.cn/desk"])
def test_an_origin_that_is_none_is_refused_in_words(written: str) -> None:
    with pytest.raises(DatabaseRefused, match="MINGBAI_ORIGIN"):
        origin_of({"MINGBAI_ORIGIN": written})


def test_an_origin_says_host_and_whether_cookies_travel_sealed() -> None:
    origin = origin_of({"MINGBAI_ORIGIN": "https://jiuzhu.example.cn/"})

    assert (origin.hosts, origin.origins, origin.is_secure) == (
        ["jiuzhu.example.cn"],
        ["https://jiuzhu.example.cn"],
        True,
    )
    assert not origin_of({}).is_secure


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "keys" / "pages.key")

    assert first == secret_key(tmp_path / "keys" / "pages.key")
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "keys" / "pages.key").stat().st_mode) == 0o600


def test_the_address_handed_to_the_workers_reads_as_it_was(database: str) -> None:
    from django.db import connections

    now = connections["default"].settings_dict
    told = settings_of(address_now("default"))

    assert told["NAME"] == database
    assert {name: told[name] for name in ("USER", "PASSWORD", "HOST")} == {
        name: now[name] for name in ("USER", "PASSWORD", "HOST")
    }
