"""A process killed at a named point: before or after any statement, commit, flush or renaming of the pay path."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections

TABLE = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM|FROM|SAVEPOINT)\s+\"?([a-z_0-9]+)", re.I)


class Points:
    """Counts the points a piece of work passes, by name, and dies at one of them."""

    def __init__(self, die_at: int | None = None) -> None:
        self.names: list[str] = []
        self.phase = ""
        self._die_at = die_at

    def pass_(self, name: str) -> None:
        """Note that a point is passed; never return from the one to die at."""
        if self._die_at == len(self.names):
            os.kill(os.getpid(), signal.SIGKILL)
        self.names.append(f"{self.phase}: {name}")

    @contextmanager
    def watching(self) -> Iterator["Points"]:
        """Have every statement, commit, flush and renaming of this process pass two points."""
        with (
            connection.execute_wrapper(self.statement),
            wrapped(self, connection, "_commit", "COMMIT"),
            wrapped(self, os, "fsync", "fsync"),
            wrapped(self, os, "replace", "rename"),
        ):
            yield self

    def statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Have a statement pass two points: what a connection calls in its place."""
        name = statement_name(sql)
        self.pass_(f"before {name}")
        done = execute(sql, params, many, context)
        self.pass_(f"after {name}")
        return done


def statement_name(sql: str) -> str:
    """Return what a statement is called: its verb and its table."""
    verb = sql.strip().split(None, 1)[0].upper()
    found = re.search(r"INSERT INTO\s+\"?([a-z_]+)", sql) or TABLE.search(sql)
    return f"{verb} {found[found.lastindex or 1].strip() if found else ''}".strip()


@contextmanager
def wrapped(points: Points, owner: Any, name: str, called: str) -> Iterator[None]:
    """Have a function of a module, class or object pass two points for as long as this lasts."""
    real = getattr(owner, name)

    def passing(*args: Any, **kwargs: Any) -> Any:
        points.pass_(f"before {called}")
        done = real(*args, **kwargs)
        points.pass_(f"after {called}")
        return done

    setattr(owner, name, passing)
    try:
        yield
    finally:
        setattr(owner, name, real)


def killed_at(point: int, work: Callable[[Points], None]) -> int:
    """Do the work in a process of its own that dies at a point; return the signal it died of, 0 where it lived."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with Points(point).watching() as points:
                work(points)
            os._exit(0)
        except BaseException:  # a child never returns into the tests
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
