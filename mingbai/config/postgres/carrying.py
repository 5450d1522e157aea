"""A database carried from one server to another: as PostgreSQL's own archive, piece by piece, all of it or nothing."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Any, cast

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from mingbai.config.postgres.cluster import environ
from mingbai.config.postgres.programs import own_programs
from mingbai.config.postgres.refused import DatabaseRefused

NAMED = ("host", "port", "user", "dbname", "sslmode", "sslrootcert")
PIECE = 1 << 20  # bytes
LONGEST_TOLD = 2_000  # bytes of a program's words


def dumped(address: str, *, snapshot: str = "", options: str = "") -> Iterator[bytes]:
    """
    Give a database as `pg_dump --format=custom` writes it; raise DatabaseRefused with its words if it fails.

    `snapshot` is one that another connection exported; `options` are settings of the session.
    """
    chosen = [f"--snapshot={snapshot}"] if snapshot else []
    with TemporaryFile() as told:
        command = ["--format=custom", "--compress=1", "--no-owner", "--enable-row-security", *chosen]
        with _running("pg_dump", address, command, options, stdout=-1, stderr=told) as process:
            assert process.stdout is not None
            try:
                while piece := process.stdout.read(PIECE):
                    yield piece
            except GeneratorExit:
                process.kill()
                raise
        _require_done(process.returncode, told, "导出", "dumped")


def is_dump(beginning: bytes) -> bool:
    """Return whether bytes begin as a dump of this kind does."""
    return beginning.startswith(b"PGDMP")


def loaded(address: str, pieces: Iterable[bytes]) -> None:
    """Bring a dump into an empty database, in one transaction; raise DatabaseRefused where it is not taken."""
    with TemporaryFile() as told:
        command = ["--no-owner", "--single-transaction", "--exit-on-error", "--format=custom"]
        with _running("pg_restore", address, command, "", stdin=-1, stderr=told) as process:
            assert process.stdin is not None
            try:
                for piece in pieces:
                    process.stdin.write(piece)
            except BrokenPipeError:  # it says why itself
                pass
            except BaseException:
                process.kill()
                raise
            finally:
                with suppress(BrokenPipeError):
                    process.stdin.close()
        _require_done(process.returncode, told, "导入", "loaded")


def _running(program: str, address: str, words: list[str], options: str, **streams: Any) -> subprocess.Popen[bytes]:
    """Start a program on the database of an address; its password is never among the words others can see."""
    place = {name: str(value) for name, value in conninfo_to_dict(address).items()}
    surroundings = environ() | {"PGPASSWORD": place.pop("password", ""), "PGOPTIONS": options}
    where = make_conninfo(**{name: place[name] for name in NAMED if name in place})
    process = subprocess.Popen(
        [own_programs() / program, *words, "--no-password", f"--dbname={where}"],
        env=surroundings, cwd=os.sep, **({"stdin": -3, "stdout": -3} | streams),
    )  # fmt: skip
    return cast("subprocess.Popen[bytes]", process)


def _require_done(code: int, told: IO[bytes], zh: str, en: str) -> None:
    if code:
        told.seek(0)
        said = told.read(LONGEST_TOLD).decode("utf-8", "replace").strip()
        raise DatabaseRefused(f"数据库未能{zh}：{said}", f"The database could not be {en}: {said}")
