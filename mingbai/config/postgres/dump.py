"""A whole database as PostgreSQL's own pg_dump writes it: what a backup holds and what a thief of one would have."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile

from psycopg.conninfo import conninfo_to_dict

from mingbai.config.postgres.account import account_of
from mingbai.config.postgres.cluster import environ
from mingbai.config.postgres.programs import programs_for
from mingbai.config.postgres.refused import DatabaseRefused
from mingbai.config.postgres.server import Server

PIECE = 1 << 20  # bytes
SHORTEST = 10  # digits of an account number
LONGEST_HELD = 200  # bytes kept between pieces, so that a number cut in two is seen whole
PLAIN = re.compile(rb"[0-9]{%d,}[Xx]?" % SHORTEST)
AS_BYTES = re.compile(rb"(?:3[0-9]){%d,}(?:[57]8)?" % SHORTEST)  # digits as PostgreSQL writes raw bytes


def dump(server: Server, database: str) -> Iterator[bytes]:
    """Give a database as pg_dump's plain text, piece by piece; raise DatabaseRefused with its words if it fails."""
    place = conninfo_to_dict(server.address(database))
    program = programs_for(account_of(server.folder), server.folder).bin / "pg_dump"
    surroundings = environ() | {"PGPASSWORD": str(place["password"])}  # never among the words others can see
    words: list[str | Path] = [program, "-h", str(place["host"]), "-U", str(place["user"]), "--no-password", database]
    with TemporaryFile() as told:
        with subprocess.Popen(words, stdin=-3, stdout=-1, stderr=told, env=surroundings, cwd=os.sep) as process:
            assert process.stdout is not None
            while piece := process.stdout.read(PIECE):
                yield piece
        told.seek(0)
        said = told.read().decode("utf-8", "replace").strip()
    if process.returncode:
        raise DatabaseRefused(f"数据库未能导出：{said}", f"The database could not be dumped: {said}")


def seen_in(pieces: Iterable[bytes], numbers: set[bytes]) -> tuple[int, int]:
    """Return how many of the numbers a text shows, as digits or as raw bytes, and its length in bytes."""
    lengths = sorted({len(one) for one in numbers})
    seen: set[bytes] = set()
    read, rest = 0, b""
    for piece in pieces:
        read += len(piece)
        text = rest + piece
        for run in (*PLAIN.findall(text), *(bytes.fromhex(one.decode()) for one in AS_BYTES.findall(text))):
            windows = (run[at : at + length].upper() for length in lengths for at in range(len(run) - length + 1))
            seen.update(numbers.intersection(windows))
        rest = text[-LONGEST_HELD:]
    return len(seen), read
