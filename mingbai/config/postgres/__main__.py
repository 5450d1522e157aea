"""`python -m mingbai.config.postgres COMMAND`: run a command beside a passing server that DATABASE_URL names."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from mingbai.config.postgres import DatabaseRefused, hold


def main(command: list[str]) -> int:
    """Run the command; its exit code is ours. MINGBAI_POSTGRES chooses the version of the server."""
    with tempfile.TemporaryDirectory(prefix="mingbai-") as folder:
        Path(folder).chmod(0o755)
        with hold(Path(folder) / "postgres", lasting=False) as server:
            environ = os.environ | {"DATABASE_URL": server.address("postgres")}
            done = subprocess.run(command, check=False, env=environ)
        server.stopped()
    return done.returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except DatabaseRefused as refused:
        sys.exit(str(refused))
