"""Chinese sentences carry Chinese punctuation: ，；：（） and not the narrow signs of English beside a character."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mingbai

PACKAGE = Path(mingbai.__file__).parent
AS_OTHERS_WRITE = ("files/tables", "files/recognition", "simulation/writers", "simulation/bank")  # heads, files
NARROW = re.compile(r"[一-鿿》”）][,;](?! )|[一-鿿》][:!]$|[一-鿿]\(|\)[一-鿿，。；：]|^[,;:][一-鿿“《]")
PATTERN = re.compile(r"\\|\(\?|\[\^|\)\?|\.\*|\?$|[一-鿿]\|")  # a regular expression is no sentence


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a module says, with its line; docstrings are for those who read the code."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    holders = (node for node in ast.walk(module) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    told = {id(node.body[0].value) for node in holders if node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def modules() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not {"tests", "migrations"} & set(path.parts) and not place.startswith(AS_OTHERS_WRITE):
            yield path


def narrow(words: str) -> bool:
    """Return whether a narrow sign stands beside a Chinese character."""
    return bool(NARROW.search(words)) and not PATTERN.search(words)


@pytest.mark.parametrize(
    "words", ["没有差额,也就没有加发。", "结论:", "(依据:", ",请核对编号。", "按人头(整户)计算", "读不懂;请改写"]
)
def test_a_narrow_sign_in_a_chinese_sentence_is_seen(words: str) -> None:
    assert narrow(words)


@pytest.mark.parametrize(
    "words", ["没有差额，也就没有加发。", "”; choose among ", "use 元, 万元 or 分 (fen).", "1,240.50元"]
)
def test_what_is_set_as_it_should_be_is_left_alone(words: str) -> None:
    assert not narrow(words)


def test_the_program_sets_chinese_with_chinese_punctuation() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {words[:60]}"
        for path in modules()
        for line, words in sentences(path)
        if narrow(words)
    ]
    assert found == []


def test_the_pages_set_chinese_with_chinese_punctuation() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{number}: {line.strip()[:60]}"
        for path in sorted(PACKAGE.rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"[一-鿿》”）][,;](?! )|[一-鿿]\(|\)[一-鿿]", line)
    ]
    assert found == []
