"""The console is served, says when it cannot be, and ends without leaving anything behind."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

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
def served(base: Base, fresh_desk: str, port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the command itself beside a desk of the test's own."""
    script = tmp_path / "mingbai"
    script.write_text(COMMAND, encoding="utf-8")
    environ = {
        **os.environ, "PYTHONPATH": str(ROOT), "MINGBAI_DATA": str(tmp_path),
        "DATABASE_URL": base.as_role("default", fresh_desk), "DATABASE_OWNER_URL": base.as_role("owner", fresh_desk),
    }  # fmt: skip
    words = [sys.executable, str(script), "serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(
        words, env=environ, stdout=-1, stderr=-1, encoding="utf-8", start_new_session=True
    ) as process:
        yield process
        if process.poll() is None:
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


def living(group: int) -> list[str]:
    """Return the processes of a session that are left."""
    told = subprocess.run(["ps", "-o", "pid=,stat=,args=", "-s", str(group)], capture_output=True, text=True).stdout
    return [line for line in told.splitlines() if " Z" not in line]


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_when_told_to_stop_leaves_nothing_behind(
    served: "subprocess.Popen[str]", port: int, sign: signal.Signals
) -> None:
    assert asked(port) == "ok\n"
    assert len(living(served.pid)) >= 3  # itself and two workers

    served.send_signal(sign)

    assert served.wait(timeout=60) == 0
    assert living(served.pid) == []


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
