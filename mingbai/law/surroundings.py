"""What stands around a line of source: the object that holds it, and the name people know that object by."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

Titles = tuple[str, str]  # Chinese, English
_KEY = re.compile(r"([\w-]+):")


def around(module: ast.Module, line: int) -> list[ast.stmt | ast.expr]:
    """Return the statements and expressions that contain the line, the outermost first."""
    nodes = (node for node in ast.walk(module) if isinstance(node, ast.stmt | ast.expr))
    return [node for node in nodes if node.lineno <= line <= (node.end_lineno or node.lineno)]


def called(node: ast.AST) -> str:
    """Return the name of what an expression calls; nothing if it calls nothing by name."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "id", "") or getattr(function, "attr", "")


def python_titles(path: Path, module: ast.Module, holders: list[ast.stmt | ast.expr]) -> Titles:
    """
    Return the titles of the object that holds a line of Python.

    An object made with `id=` and `title=` (a rule) is known by these, also from elsewhere in its file;
    anything else by the first line of its module, where that has no Chinese by its stage's too, and by what it is
    called in both languages there, or else the function or class it stands in.
    """
    for node in (*holders, *ast.walk(module)):
        words = _constants(node)
        if {"id", "title"} <= words.keys():
            return f"{words['id']} {words['title']}", f"{words['id']} {words.get('title_en', words['title'])}"
    zh, en = _summary(ast.get_docstring(module) or path.stem)
    said = next((pair for node in reversed(holders) if (pair := _said(node))), None)
    names = [node.name for node in holders if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    own_zh, own_en = ([said[0]], [said[1]]) if said else (names, names)
    stage = stage_of(path)
    return " · ".join([zh or _title_of_stage(stage) or en, *own_zh]), " · ".join([stage.name if said else en, *own_en])


def stage_of(path: Path) -> Path:
    """Return the outermost folder of a file's own package below the whole: its stage."""
    packages = [folder for folder in path.parents if (folder / "__init__.py").exists()]
    return packages[-2] if len(packages) > 1 else path.parent


@cache
def _title_of_stage(stage: Path) -> str:
    """Return the Chinese half of what a stage says of itself; nothing if it has none."""
    file = stage / "__init__.py"
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) if file.exists() else ""
    return _summary(docstring)[0] if docstring else ""


def _summary(docstring: str) -> Titles:
    """Return the halves of a line such as `低保边缘家庭: above it (F9, LAW-2026#21).`; the first may be empty."""
    line = re.sub(r"\s*\([^()]*\)\.?$", "", docstring.splitlines()[0]).rstrip(".")
    zh, colon, en = line.partition(": ")
    if colon and not zh.isascii():
        return zh, en
    return "" if line.isascii() else line, line


def _said(node: ast.AST) -> Titles | None:
    """Return what a call or a pair says of itself in Chinese and, right after it, in English."""
    given = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
    texts = [one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else "" for one in given]
    pairs = ((zh, en) for zh, en in pairwise(texts) if zh and en and not zh.isascii() and en.isascii())
    return next(pairs, None)


def _constants(node: ast.AST) -> dict[str, str]:
    """Return the keyword arguments of a call that are plain text."""
    keywords = node.keywords if isinstance(node, ast.Call) else []
    return {
        keyword.arg: keyword.value.value
        for keyword in keywords
        if keyword.arg and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
    }


def parameter_titles(path: Path, source: str, line: int) -> Titles:
    """Return the titles of the parameter that a line of YAML belongs to, with the place whose value it is."""
    keys = list(_keys_around(source.splitlines()[:line]))
    definitions = _definitions(path.parent)
    key = next((key for key in keys if key in definitions), keys[0] if keys else path.stem)
    known, place = definitions.get(key, {}), _title_of_file(path)
    zh, en = (" · ".join(filter(None, (known.get(lang, key), place.get(lang)))) for lang in ("zh", "en"))
    return zh, en


def _keys_around(lines: list[str]) -> Iterator[str]:
    """Yield the keys that hold the last of the lines, its own first, then each one above with less indent."""
    indent = _indent(lines[-1]) + 1
    for line in reversed(lines):
        if _indent(line) < indent and (key := _KEY.match(line.strip())):
            indent = _indent(line)
            yield key[1]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


@cache
def _definitions(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Return what the parameters of a folder are called: key -> {zh, en}."""
    read = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("definitions*.yaml")))
    return {key: entry for file in read for key, entry in file.items()}


@cache
def _title_of_file(path: Path) -> Mapping[str, str]:
    found: Mapping[str, str] = yaml.safe_load(path.read_text(encoding="utf-8")).get("title", {})
    return found
