"""How a command speaks while it works: to stderr, in one language, alive on a terminal and plain in a log."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated

import typer

QUIET_FOR = 5.0  # seconds between two lines of progress where there is no terminal


class Lang(StrEnum):
    """The language of an answer."""

    ZH = "zh"
    EN = "en"


Language = Annotated[Lang, typer.Option("--lang", help="语言 the language spoken")]


class Voice:
    """Speaks one of two languages on stderr."""

    def __init__(self, lang: str) -> None:
        self.english = lang == Lang.EN
        self.is_alive = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.last = time.monotonic()
        self.width = 0

    def say(self, zh: str, en: str) -> str:
        """Return the text in the language spoken."""
        return en if self.english else zh

    def tell(self, zh: str, en: str) -> None:
        """Print one line."""
        self._wipe()
        print(self._writable(self.say(zh, en)), file=sys.stderr, flush=True)

    def tell_both(self, zh: str, en: str) -> None:
        """Print one line in each language, for a reader of whom nothing is known yet."""
        for text in (zh, en):
            self.tell(text, text)

    def tick(self, zh: str, en: str, done: int, total: int) -> None:
        """Show how far the work is: on one line that is written over, or now and then a line in a log."""
        now = time.monotonic()
        text = f"{self.say(zh, en)}{f' {done}/{total}' if total > 1 else ''} …"
        if self.is_alive:
            self._wipe()
            print(self._writable(text), end="", file=sys.stderr, flush=True)
            self.width = sum(2 if ord(character) > 0x2E80 else 1 for character in text)
        elif now - self.last >= QUIET_FOR:
            self.last = now
            print(self._writable(text), file=sys.stderr, flush=True)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Leave no half-written line behind."""
        try:
            yield
        finally:
            self._wipe()

    def _wipe(self) -> None:
        if self.width:
            print("\r" + " " * self.width + "\r", end="", file=sys.stderr, flush=True)
            self.width = 0

    @staticmethod
    def _writable(text: str) -> str:
        """Return the text in what the terminal can write: names of files may hold anything."""
        encoding = sys.stderr.encoding or "utf-8"
        return text.encode(encoding, "replace").decode(encoding)
