"""The embedded server starts, is shared, ends with its last holder, and no kill -9 keeps it from starting again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from mingbai.config.postgres import DatabaseRefused, Server, hold
from mingbai.config.postgres.watch import postmaster

HOLDER = """
import sys
from pathlib import Path
import psycopg
from mingbai.config.postgres import hold

server = hold(Path(sys.argv[1]), lasting=False)
with psycopg.connect(server.address("postgres")) as connection:
    print(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """Return a folder that no ordinary user is kept from; pytest's own are its owner's only."""
    with TemporaryDirectory(prefix="mingbai 明白-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "postgres"
        wait_until(lambda: processes_of(Path(folder)) == [])  # who still writes keeps the folder from going


def start(place: Path) -> Server:
    return hold(place, lasting=False)


def holder(place: Path) -> "subprocess.Popen[str]":
    """Start a process that holds the server until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, place], stdin=-1, stdout=-1, stderr=-1, text=True, start_new_session=True
    )


def ask(server: Server, statement: str) -> object:
    with psycopg.connect(server.address("postgres")) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def served(place: Path) -> int:
    number = postmaster(place / "data")
    assert number is not None
    return number


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def processes_of(place: Path) -> list[int]:
    """Return the processes that name this folder: the server and who watches it."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            named = os.fsencode(place) in folder.joinpath("cmdline").read_bytes()
        except OSError:
            continue
        if named and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


# ------------------------------------------------------------------ a life as intended


def test_it_lives_as_long_as_somebody_holds_it_and_keeps_what_was_written(place: Path) -> None:
    first, second = start(place), start(place)
    ask(first, "CREATE TABLE kept AS SELECT 42 AS fen")
    first.close()
    assert ask(second, "SELECT fen FROM kept") == 42
    second.close()
    assert second.stopped()
    assert processes_of(place) == []
    with start(place) as again:
        assert ask(again, "SELECT fen FROM kept") == 42
    assert again.stopped()


def test_a_passing_server_takes_its_folder_along(place: Path) -> None:
    with hold(place, lasting=False, passing=True) as server:
        assert ask(server, "SELECT 1") == 1
    assert server.stopped()
    wait_until(lambda: not place.exists())


def test_processes_that_come_at_once_share_one_server(place: Path) -> None:
    holders = [holder(place) for _ in range(4)]
    began = {(process.stdout.readline() if process.stdout else "") for process in holders}
    assert len(began) == 1, began
    assert "" not in began
    for process in holders:
        process.communicate()
    wait_until(lambda: processes_of(place) == [])


def test_it_is_reached_by_its_socket_and_its_password_only(place: Path) -> None:
    with start(place) as server:
        assert ask(server, "SHOW listen_addresses") == ""
        assert oct((place / "passwords.json").stat().st_mode)[-3:] == "600"
        assert oct((place / "run").stat().st_mode)[-3:] == "700"
        assert oct((place / "data").stat().st_mode)[-3:] == "700"
        for password in ("wrong", ""):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(server.address("postgres"), password=password)


def test_a_long_path_gets_a_short_socket(place: Path) -> None:
    long = place / ("长" * 30) / "postgres"
    with start(long) as server:
        assert ask(server, "SELECT 1") == 1
        assert not server.folder.sockets.is_relative_to(long)
        assert oct(server.folder.sockets.stat().st_mode)[-3:] == "700"
    assert server.stopped()
    assert not server.folder.sockets.exists()


# ------------------------------------------------------------------ and kill -9 of each that takes part


def test_when_its_only_holder_is_killed_it_stops_and_starts_again(place: Path) -> None:
    process = holder(place)
    assert process.stdout
    assert process.stdout.readline()
    process.kill()
    process.communicate()
    wait_until(lambda: processes_of(place) == [])
    with start(place) as server:
        assert ask(server, "SELECT 1") == 1


def test_when_the_server_is_killed_the_next_to_come_starts_it_again(place: Path) -> None:
    with start(place) as server:
        ask(server, "CREATE TABLE kept AS SELECT 42 AS fen")
        ask(server, "CHECKPOINT")
        os.kill(served(place), signal.SIGKILL)
        with start(place) as again:
            assert ask(again, "SELECT fen FROM kept") == 42
            assert ask(server, "SELECT fen FROM kept") == 42


def test_when_who_watches_is_killed_the_next_to_come_takes_over_and_stops_it_in_the_end(place: Path) -> None:
    first = start(place)
    serving = served(place)
    (watcher,) = (
        number for number in processes_of(place) if b"watch.py" in Path(f"/proc/{number}/cmdline").read_bytes()
    )
    os.kill(watcher, signal.SIGKILL)
    second = start(place)
    assert served(place) == serving
    first.close()
    assert ask(second, "SELECT 1") == 1
    second.close()
    assert second.stopped()
    assert processes_of(place) == []


def test_when_all_are_killed_at_once_and_their_number_is_taken_it_starts_again(place: Path) -> None:
    process = holder(place)
    assert process.stdout
    assert process.stdout.readline()
    for number in [*processes_of(place), process.pid]:
        with suppress(ProcessLookupError):  # who watches ends by itself when the server has
            os.kill(number, signal.SIGKILL)
    process.communicate()
    file = place / "data" / "postmaster.pid"
    words = file.read_text().splitlines()
    file.write_text("\n".join([str(os.getpid()), *words[1:]]) + "\n")  # as when a container starts anew
    lock = place / "run" / ".s.PGSQL.5432.lock"
    lock.write_text("\n".join([str(os.getpid()), *words[1:5]]) + "\n")
    with start(place) as server:
        assert ask(server, "SELECT 1") == 1
    assert server.stopped()


def test_who_was_killed_while_making_the_data_leaves_nothing_in_the_way(place: Path) -> None:
    (place / "unfinished-abc" / "base").mkdir(parents=True)
    with start(place) as server:
        assert ask(server, "SELECT 1") == 1
    assert not (place / "unfinished-abc").exists()


# ------------------------------------------------------------------ whoever starts it


def test_it_never_runs_with_the_rights_of_root(place: Path) -> None:
    with start(place):
        about = dict(
            line.split(":\t", 1)
            for line in Path(f"/proc/{served(place)}/status").read_text().splitlines()
            if ":\t" in line
        )
    assert int(about["CapEff"], 16) == 0


def test_where_only_its_user_may_look_it_starts_or_says_what_to_do(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    if os.geteuid() == 0 and subprocess.run(["unshare", "--user", "true"], capture_output=True).returncode:
        with pytest.raises(DatabaseRefused, match="set MINGBAI_DATA"):
            start(tmp_path / "postgres")
        return
    with start(tmp_path / "postgres") as server:
        assert ask(server, "SELECT 1") == 1
    assert server.stopped()


def test_who_comes_while_a_passing_server_goes_gets_a_new_one(place: Path) -> None:
    for _ in range(3):
        leaving = hold(place, lasting=False, passing=True)
        leaving.close()
        with hold(place, lasting=False, passing=True) as coming:
            assert ask(coming, "SELECT 1") == 1
        assert coming.stopped()
    wait_until(lambda: list(place.parent.iterdir()) == [])
