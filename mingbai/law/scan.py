"""Finding citations in the project's own source: where each stands, what kind of thing it is in, and its title."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mingbai.law.citation import NUMBER
from mingbai.law.surroundings import Titles, around, called, parameter_titles, python_titles

_CITED = re.compile(rf"\b[A-Z]{{2,5}}(?:-[A-Z0-9]+)*#{NUMBER}")
# What cites an article without carrying it out: this folder and its command, tests, and made-up places.
_ONLY_TALK = {"law", "tests", "simulation", "demo", "migrations"}
_ASKED_FOR = "law where "  # a command shown as an example


class Kind(StrEnum):
    """What carries an article out."""

    CALCULATION = "calculation"
    PARAMETER = "parameter"
    RULE = "rule"
    MOVE = "state move"
    ACTION = "action"
    FILE = "file"
    SCREEN = "screen"


KIND_ZH = dict(zip(Kind, ("计算", "参数", "预警规则", "状态变动", "办理动作", "文件读写", "界面"), strict=True))
_KIND_OF_FOLDER = {
    "kernel": Kind.CALCULATION,
    "policy": Kind.CALCULATION,
    "rules": Kind.RULE,
    "files": Kind.FILE,
    **dict.fromkeys(("web", "api", "cli"), Kind.SCREEN),
}


@dataclass(frozen=True)
class Mention:
    """A citation in the source, whether or not such an article exists."""

    cited: str
    kind: Kind
    path: str  # from the folder that holds the package, with forward slashes
    line: int  # from 1
    title: str
    title_en: str


Describe = Callable[[int], tuple[Kind, Titles]]  # what holds a line, from 1


def mentions(package: Path) -> Iterator[Mention]:
    """Yield every citation in the package's Python, YAML, SQL and HTML files, in the order of paths and lines."""
    for path in sorted(package.rglob("*")):
        parts = path.relative_to(package).with_suffix("").parts
        if path.suffix in {".py", ".yaml", ".sql", ".html"} and not _ONLY_TALK.intersection(parts):
            yield from _mentions_in(path, package)


def _mentions_in(path: Path, package: Path) -> Iterator[Mention]:
    source = path.read_text(encoding="utf-8")
    if not _CITED.search(source):
        return
    reader = {".py": _in_python, ".yaml": _in_yaml}.get(path.suffix, _in_words)
    describe = reader(path.relative_to(package), path, source)
    for line, content in enumerate(source.splitlines(), 1):
        for cited in () if _ASKED_FOR in content else dict.fromkeys(_CITED.findall(content)):
            kind, titles = describe(line)
            yield Mention(cited, kind, path.relative_to(package.parent).as_posix(), line, *titles)


def _in_python(stage: Path, path: Path, source: str) -> Describe:
    module = ast.parse(source)

    def describe(line: int) -> tuple[Kind, Titles]:
        holders = around(module, line)
        moves = stage.stem == "states" or any(called(node) == "Move" for node in holders)
        return Kind.MOVE if moves else _kind(stage), python_titles(path, module, holders)

    return describe


def _in_yaml(_stage: Path, path: Path, source: str) -> Describe:
    return lambda line: (Kind.PARAMETER, parameter_titles(path, source, line))


def _in_words(stage: Path, path: Path, _source: str) -> Describe:
    kind = Kind.SCREEN if path.suffix == ".html" else _kind(stage)
    return lambda _line: (kind, (path.name, path.name))


def _kind(stage: Path) -> Kind:
    return _KIND_OF_FOLDER.get(stage.parts[0], Kind.ACTION)
