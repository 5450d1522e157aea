"""A dump gives the whole database, and a number that stands in it in the open is seen."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from mingbai.config.postgres import DatabaseRefused, Server, hold
from mingbai.config.postgres.dump import dump, seen_in

NUMBER = "23072219560812001X"


@pytest.fixture
def server() -> Iterator[Server]:
    with TemporaryDirectory(prefix="mingbai-") as folder:
        Path(folder).chmod(0o755)
        with hold(Path(folder) / "postgres", lasting=False, passing=True) as server:
            yield server
        assert server.stopped()


def test_a_dump_holds_every_row_and_shows_what_is_not_sealed(server: Server) -> None:
    with psycopg.connect(server.address("postgres"), autocommit=True) as admin:
        admin.execute("CREATE TABLE persons AS SELECT repeat('9', 40)::bytea AS sealed FROM generate_series(1, 90000)")
        assert seen_in(dump(server, "postgres"), {NUMBER.encode()})[0] == 0
        admin.execute("INSERT INTO persons VALUES (%s)", [NUMBER.encode()])
    seen, size = seen_in(dump(server, "postgres"), {NUMBER.encode()})
    assert seen == 1
    assert size > 90_000 * 80


def test_a_dump_that_fails_says_so_and_is_not_taken_for_a_short_one(server: Server) -> None:
    with pytest.raises(DatabaseRefused, match='"nowhere" does not exist'):
        list(dump(server, "nowhere"))


def test_a_number_in_the_open_is_seen_however_it_is_written_and_wherever_it_is_cut() -> None:
    number = NUMBER.encode()
    for text in (b"\t" + number.lower() + b"\t", b"\\x" + number.hex().encode(), b"90" + number + b"77"):
        for cut in range(len(text)):
            assert seen_in([text[:cut], text[cut:]], {number, b"6217000000000000001"}) == (1, len(text))
    assert seen_in([b"2307221956081200", b"\t1X"], {number}) == (0, 19)
