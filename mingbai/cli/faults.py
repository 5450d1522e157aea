"""Faults: those of the user in a sentence, those of ours in a sentence and a file of details; never a traceback."""

import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from mingbai.cli.voice import Voice
from mingbai.files.writing.machine import said_of

FAULT, USAGE = 1, 2


@contextmanager
def faults_told(voice: Voice) -> Iterator[None]:
    """Turn whatever is raised into an exit code and words; nothing is left half-written by what it interrupts."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.TyperException):
        raise
    except Exception as error:
        said = getattr(error, "zh", None), getattr(error, "en", None)
        if all(isinstance(sentence, str) for sentence in said):  # refused with a reason in both languages
            voice.tell(str(said[0]), str(said[1]))
            raise typer.Exit(USAGE) from None
        if type(error).__name__ == "SparkMissing":
            voice.tell(str(error), str(error))
            raise typer.Exit(USAGE) from None
        if machine := said_of(error):
            voice.tell(*machine)
            raise typer.Exit(FAULT) from None
        if isinstance(error, OSError) and error.errno is not None:
            voice.tell(f"读写文件失败：{error}", f"A file could not be read or written: {error}")
            raise typer.Exit(FAULT) from None
        details = _details()
        voice.tell(
            f"程序出了故障，这次检查没有完成，原有文件都没有改动。详情已写入 {details}，请连同它一起反馈。",
            "The program failed and the check was not completed; no file was changed. "
            f"Details are in {details}: please report it with them.",
        )
        raise typer.Exit(FAULT) from None


def _details() -> str:
    """Write the traceback of what is being handled to a file and return its path."""
    about = f"Python {platform.python_version()} {platform.platform()}\n{' '.join(sys.argv)}\n\n"
    number, name = tempfile.mkstemp(prefix="mingbai-fault-", suffix=".txt")
    with open(number, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123 -- it is open already
        file.write(about + traceback.format_exc())
    return name
