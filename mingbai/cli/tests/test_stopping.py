"""Who ends a command from outside finds nothing half-written, as with Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

INTERRUPTED = 130
SIMULATE = (sys.executable, "-m", "mingbai.cli.main", "simulate", "--size", "county", "--seed", "3", "--history", "12")


def test_a_command_that_is_told_to_end_clears_up(tmp_path: Path) -> None:
    command = [*SIMULATE, "--out", str(tmp_path / "place")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 60
        while not list(tmp_path.iterdir()) and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGTERM)
        _, said = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED
    assert "没有留下未写完的结果" in said
    assert list(tmp_path.iterdir()) == []
