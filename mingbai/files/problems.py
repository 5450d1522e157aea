"""A problem with what people sent: which file, sheet and row, what is wrong, why, and how to mend it."""

import errno
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from mingbai.files.sentences import SENTENCES


class Level(Enum):
    """How much of what was sent a problem keeps from being checked."""

    NOTE = "note"  # nothing: everything was read, and something about it should be known
    ROW = "row"  # one row was refused, the others were read
    FILE = "file"  # a file or a sheet could not be read


@dataclass(frozen=True, order=True)
class Place:
    """Where in the folder: the file, the path inside an archive, the sheet, the row as a spreadsheet counts."""

    file: str
    inside: str = ""
    sheet: str = ""
    row: int = 0

    def at(self, *, sheet: str | None = None, row: int | None = None) -> "Place":
        """Return the same place, narrowed to a sheet or a row."""
        return Place(self.file, self.inside, self.sheet if sheet is None else sheet, self.row if row is None else row)

    @cached_property
    def path(self) -> str:
        """Return the file and the path inside it as people point at it: banks.zip › 2026-11.csv."""
        return printable(" › ".join(part for part in (self.file, self.inside) if part))

    @property
    def zh(self) -> str:
        """Return the place in Chinese: 文件“a.xlsx”工作表“城关镇”第3行."""
        sheet = f"工作表“{printable(self.sheet)}”" if self.sheet else ""
        return f"文件“{self.path}”{sheet}" + (f"第{self.row}行" if self.row else "")

    @property
    def en(self) -> str:
        """Return the place in English: File “a.xlsx”, sheet “城关镇”, row 3."""
        sheet = f", sheet “{printable(self.sheet)}”" if self.sheet else ""
        return f"File “{self.path}”{sheet}" + (f", row {self.row}" if self.row else "")


@dataclass(frozen=True)
class Problem:
    """One plain sentence in two languages, with a code that programs can rely on."""

    code: str
    level: Level
    place: Place
    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


class Unopened(Exception):
    """Raised where a file or sheet cannot be read at all; carries the code and the facts of its sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def at(self, place: Place) -> Problem:
        """Return the problem this is, at a place."""
        return problem(self.code, place, **self.facts)


def raise_if_ours(error: OSError) -> None:
    """Raise the error again if the machine is out of room: that is no fault of the file being read."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENOMEM):
        raise error


def problem(code: str, place: Place, **facts: object) -> Problem:
    """Return the problem of that code; `facts` fill its sentences. Raises KeyError for an unknown code."""
    level, zh, en = SENTENCES[code]
    told = {name: printable(value) if isinstance(value, str) else value for name, value in facts.items()}
    said = en.format(**told)
    return Problem(
        code, Level(level), place, f"{place.zh}：{zh.format(**told)}", f"{place.en}: {said[0].upper()}{said[1:]}"
    )


LONGEST = 120  # characters of a name or a list a sentence quotes


def printable(text: str) -> str:
    """Return the text as one line without control characters: names of files may hold anything."""
    line = "".join(character if character.isprintable() else "�" for character in text[: LONGEST + 1])
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
