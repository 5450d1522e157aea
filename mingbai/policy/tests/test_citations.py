"""Every article that this folder names, in code or data, exists."""

import re
from pathlib import Path

import pytest

from mingbai.law import cite

HERE = Path(__file__).parents[1]
CITATION = re.compile(r"\b(?:GEN|[A-Z]{2,4}-\d{4}(?:-[A-Z0-9]+)?|SC-649)#p?\d+(?:\.p?\d+)*")
SOURCES = [path for path in HERE.rglob("*") if path.suffix in {".py", ".yaml"} and "tests" not in path.parts]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HERE)))
def test_every_article_named_exists(path: Path) -> None:
    for citation in CITATION.findall(path.read_text(encoding="utf-8")):
        cite(citation)


def test_the_pattern_finds_citations_of_every_text() -> None:
    found = {each.partition("#")[0] for path in SOURCES for each in CITATION.findall(path.read_text(encoding="utf-8"))}
    assert found == {
        "GX-2024",
        "JN-2020-21",
        "LAW-2026",
        "MF-2021-43",
        "MF-2021-57",
        "MF-2022-DD",
        "QY-2022-51",
        "SC-649",
        "YC-2022-2",
        "ZS-2023",
    }
