"""What runs beside the demo, each a process of its own: the console, and the jobs that come round or wait."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

MINGBAI = (sys.executable, "-m", "mingbai.cli.main")
WORKERS = min(2, os.cpu_count() or 1)


def served(host: str, port: int, *, lang: str) -> None:
    """
    Serve the console until told to stop.

    It runs in a process of its own: workers are forked, and nothing good comes of forking one in which a month's files
    were checked, whose threads of DuckDB and Arrow a child has handles of and does not have.
    """
    words = ["serve", "--host", host, "--port", str(port), "--workers", str(WORKERS), "--lang", lang]
    with subprocess.Popen([*MINGBAI, *words]) as process:
        try:
            process.wait()
        except KeyboardInterrupt:
            pass
        finally:
            process.terminate()


@contextmanager
def jobs() -> Iterator[None]:
    """Have the jobs that come round or wait done beside the console, as at any desk."""
    with subprocess.Popen([*MINGBAI, "worker"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
