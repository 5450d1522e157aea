"""A database carried from one server to another: as PostgreSQL's own archive, piece by piece, all of it or nothing."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Any, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from mingbai.config.postgres.cluster import environ
from mingbai.config.postgres.programs import own_programs
from mingbai.config.postgres.refused import no_answer, no_programs, not_carried

NAMED = ("host", "port", "user", "dbname", "sslmode", "sslrootcert")
PIECE = 1 << 20  # bytes
LONGEST_TOLD = 2_000  # bytes of a program's words
# What the programs of 17 and later tell every server first, and one before 17 does not know.
UNKNOWN_BEFORE, KNOWN_SINCE = b"SET transaction_timeout = 0;\n", 170_000


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


def version_of(address: str) -> int:
    """Return a server's version as a number (150013 is 15.13); raise DatabaseRefused where it does not answer."""
    try:
        with psycopg.connect(address) as connection:
            return connection.info.server_version
    except psycopg.OperationalError as error:
        raise no_answer(str(error)) from error


def loaded(address: str, pieces: Iterable[bytes]) -> None:
    """Bring a dump into an empty database, in one transaction; raise DatabaseRefused where it is not taken."""
    if version_of(address) < KNOWN_SINCE:
        _loaded_as_text(address, pieces)
        return
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


def _loaded_as_text(address: str, pieces: Iterable[bytes]) -> None:
    """
    Bring a dump into an older server: written out as SQL, without what only later ones know.

    psql commits at the end of what it reads, so that it is ended first where the dump breaks off.
    """
    with TemporaryFile() as told, TemporaryFile() as told_by_psql, ThreadPoolExecutor(1) as thread:
        words = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        with (
            _running("pg_restore", "", ["--no-owner", "--file=-", "--format=custom"], "", **BOTH, stderr=told) as text,
            _running("psql", address, words, "", stdin=-1, stderr=told_by_psql) as psql,
        ):
            fed = thread.submit(_feed, text, pieces)
            try:
                with suppress(BrokenPipeError):  # psql says why itself
                    for piece in _without_unknown(text):
                        cast("IO[bytes]", psql.stdin).write(piece)
                cast("IO[bytes]", text.stdout).close()
                fed.result()
                if text.wait():
                    psql.kill()
            except BaseException:
                text.kill()
                psql.kill()
                raise
            with suppress(BrokenPipeError):
                cast("IO[bytes]", psql.stdin).close()
        _require_done(0 if psql.returncode > 0 else text.returncode, told, "导入", "loaded")
        _require_done(psql.returncode, told_by_psql, "导入", "loaded")


BOTH = {"stdin": -1, "stdout": -1}


def _feed(process: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
    """Give a program all pieces; end it where they break off."""
    assert process.stdin is not None
    try:
        with suppress(BrokenPipeError):  # it says why itself
            for piece in pieces:
                process.stdin.write(piece)
    except BaseException:
        process.kill()
        raise
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()


def _without_unknown(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Yield what a program writes, without the one statement at its beginning; rows are passed on as they are."""
    assert process.stdout is not None
    first = process.stdout.read(PIECE)
    yield first.replace(UNKNOWN_BEFORE, b"", 1)
    while piece := process.stdout.read(PIECE):
        yield piece


def _running(program: str, address: str, words: list[str], options: str, **streams: Any) -> subprocess.Popen[bytes]:
    """Start a program on the database of an address; its password is never among the words others can see."""
    place = {name: str(value) for name, value in conninfo_to_dict(address).items()}
    surroundings = environ() | {"PGPASSWORD": place.pop("password", ""), "PGOPTIONS": options}
    where = make_conninfo(**{name: place[name] for name in NAMED if name in place})
    reached = ["--no-password", f"--dbname={where}"] if address else []
    try:
        process = subprocess.Popen(
            [own_programs() / program, *words, *reached],
            env=surroundings, cwd=os.sep, **({"stdin": -3, "stdout": -3} | streams),
        )  # fmt: skip
    except OSError as error:
        raise no_programs(f"{own_programs()}: {program}") from error
    return cast("subprocess.Popen[bytes]", process)


def _require_done(code: int, told: IO[bytes], zh: str, en: str) -> None:
    if code:
        told.seek(0)
        said = told.read(LONGEST_TOLD).decode("utf-8", "replace").strip()
        raise not_carried(said, zh, en)
