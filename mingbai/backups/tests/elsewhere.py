"""Another machine: an empty place, and commands done there in processes of their own, some of which are killed."""

import gc
import importlib
import json
import os
import signal
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import pytest
from django.db import connections

from mingbai.cli.main import main

if TYPE_CHECKING:
    from mingbai.backups.tests.sites import Site

PASSPHRASE = "一句很长的口令，没有人猜得到的"
KILLED = -signal.SIGKILL
PATIENCE_S = 300
OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "MINGBAI_DATA")


@dataclass
class Elsewhere:
    """Another machine, empty at first: where its data lies, and what is done there."""

    folder: Path

    def done(self, *words: str | Path, **more: str) -> tuple[int, Any]:
        """Return the exit code of a command and what it said; `more` are names in its surroundings."""
        return self._done(words, more, lambda: None)

    def killed(self, *words: str | Path, at: str, when: Callable[[], bool], **more: str) -> int:
        """Return the exit code of a command that dies where a function, named with its module, is called once so."""
        return self._done(words, more, lambda: die_at(at, when))[0]

    def restored(self, file: Path, site: "Site", *words: str) -> tuple[int, Any]:
        """Return what came of restoring a backup here with the keys as they lie at the site."""
        return self.done(*self.restore(file, site, *words))

    def restore(self, file: Path, site: "Site", *words: str) -> tuple[str | Path, ...]:
        """Return the words of the command."""
        return ("backup", "restore", file, "--key-folder", site.place / "data" / "keys", "--json", *words)

    @property
    def is_proven(self) -> bool:
        """Return whether what is being restored here was proven and only has to be put in place."""
        return (self.folder / "restoring" / "proven").exists()

    @property
    def left(self) -> set[str]:
        """Return what lies here, but for empty rooms and hidden files."""
        there = self.folder.iterdir() if self.folder.exists() else ()
        return {one.name for one in there if one.name != "rooms" and not one.name.startswith(".")}

    def _done(
        self, words: Sequence[str | Path], more: Mapping[str, str], prepare: Callable[[], None]
    ) -> tuple[int, Any]:
        """Do a command in a process of its own, begun as a copy of ours: that saves the time of starting anew."""
        connections.close_all()
        with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
            child = os.fork()
            if child == 0:
                for name in OURS:
                    os.environ.pop(name, None)
                os.environ |= {"MINGBAI_DATA": str(self.folder), **more}
                gc.freeze()  # what earlier tests left lying, of DuckDB and Arrow, has threads that are not here
                signal.alarm(PATIENCE_S)
                end_with([*map(str, words)], out, err, prepare)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            said, wrong = words_in(out), words_in(err)
        return code, json.loads(said) if "--json" in words and said else said + wrong


def end_with(words: list[str], out: TextIO, err: TextIO, prepare: Callable[[], None]) -> NoReturn:
    """Do a command and end this process."""
    code = 70
    try:
        prepare()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(words)
    except BaseException:  # a child never returns into the tests
        traceback.print_exc(file=err)
    finally:
        out.flush()
        err.flush()
        os._exit(code)


def words_in(file: TextIO) -> str:
    """Return all that a file holds."""
    file.seek(0)
    return file.read()


def die_at(name: str, when: Callable[[], bool]) -> None:
    """Have this process die by kill -9 where a function is next called once that holds."""
    module, _, function = name.rpartition(".")
    real = getattr(importlib.import_module(module), function)

    def dying(*args: Any, **kwargs: Any) -> Any:
        if when():
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    pytest.MonkeyPatch().setattr(name, dying)
