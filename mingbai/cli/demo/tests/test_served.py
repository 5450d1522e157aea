"""The demo's console as a process of its own: it answers, and it ends with who began it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow
PATIENCE_S = 120
BEGIN = """
import signal, sys
signal.signal(signal.SIGTERM, signal.default_int_handler)
from mingbai.cli.demo.beside import served
served("127.0.0.1", int(sys.argv[1]), lang="en")
print("ended")
"""


def test_the_console_answers_and_ends_with_who_began_it(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "MINGBAI_DATA": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN, str(port)], stdout=subprocess.PIPE, env=environment, text=True
    ) as demo:
        try:
            health = answered(f"http://127.0.0.1:{port}/health", demo)
        finally:
            demo.send_signal(signal.SIGTERM)
            said, _ = demo.communicate(timeout=PATIENCE_S)

    assert health == 200
    assert said.strip().endswith("ended")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def answered(address: str, demo: subprocess.Popen[str]) -> int:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and demo.poll() is None:
        try:
            return int(urlopen(address).status)
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(f"{address} never answered")
