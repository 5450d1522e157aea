"""The texts are whole: each line of a source belongs to one article, each article says something in its own words."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import mingbai
from mingbai.law import NoArticleAt, article_at, text
from mingbai.law.citation import NUMBER
from mingbai.law.library import text_ids
from mingbai.law.texts import Lines

SOURCES = Path(mingbai.__file__).parents[2] / "shared" / "sources"  # not part of the project: beside it, or not there
FIVE = ("GEN", "JN-2020-21", "ZS-2023", "YC-2022-2", "QY-2022-51")
LONGEST_COPY = 12  # Chinese characters in a row; terms of art are shorter

every_text = pytest.mark.parametrize("text_id", text_ids())


def source(text_id: str) -> str:
    for path in (SOURCES / f"{text_id}.txt", SOURCES / "law" / f"{text_id}.txt"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    pytest.skip(f"the source of {text_id} is not beside the project")


def ranges(text_id: str) -> list[Lines]:
    return [one.lines for one in text(text_id).articles.values() if one.lines]


def test_the_library_holds_the_texts_the_project_implements() -> None:
    assert {*FIVE, "LAW-2026", "MF-2021-57", "MF-2021-43", "GX-2024"} <= set(text_ids())


@every_text
def test_a_text_says_what_it_is(text_id: str) -> None:
    one = text(text_id)
    assert one.id == text_id
    assert one.title_in("zh")
    assert one.title_in("en").isascii() or "–" in one.title_in("en")
    assert re.fullmatch(r"\d{6}|national", one.area)
    for day in (one.published_on, one.in_force_from, one.in_force_to):
        assert day is None or type(day) is date
    assert one.note or (one.published_on and one.in_force_from), "an unknown date needs a reason"


@every_text
def test_numbers_are_well_formed_and_hang_together(text_id: str) -> None:
    numbers = list(text(text_id).articles)
    for position, number in enumerate(numbers):
        assert re.fullmatch(NUMBER, number)
        parent = number.rpartition(".")[0]
        assert not parent or parent in numbers[:position], f"{number} stands before its parent or without one"


@every_text
def test_ranges_are_in_order_and_no_line_has_two_owners(text_id: str) -> None:
    owned = sorted([*ranges(text_id), *text(text_id).furniture])
    assert ranges(text_id) == sorted(ranges(text_id))
    assert all(1 <= first <= last <= text(text_id).source_lines for first, last in owned)
    assert all(last < first for (_, last), (first, _) in pairwise(owned))


@every_text
def test_no_article_was_lost_in_editing(text_id: str) -> None:
    assert sum(last - first + 1 for first, last in ranges(text_id)) == text(text_id).covers


@every_text
def test_an_article_without_lines_is_an_item_of_one_that_has_them(text_id: str) -> None:
    articles = text(text_id).articles
    for number, one in articles.items():
        if one.lines is None:
            assert articles[number.rpartition(".")[0]].lines, number
            assert not one.is_section, number


@every_text
def test_an_article_speaks_both_languages_and_a_section_neither(text_id: str) -> None:
    for number, one in text(text_id).articles.items():
        assert one.heading_in("zh"), number
        assert one.heading_in("en"), number
        assert (one.gist is None) == (one.gist_en is None), number
        assert re.search(r"[一-鿿]", one.heading + (one.gist or "")), number
        assert not re.search(r"[一-鿿]", one.heading_en + (one.gist_en or "")), f"{number}: Chinese in English"
        assert "  " not in one.gist_in("en"), number


@every_text
def test_every_line_of_the_source_belongs_to_an_article_or_to_the_furniture(text_id: str) -> None:
    lines = source(text_id).split("\n")
    written = {number for number, line in enumerate(lines, 1) if line.strip("\ufeff").strip()}
    owned = [*ranges(text_id), *text(text_id).furniture]
    assert written <= {number for first, last in owned for number in range(first, last + 1)}
    assert {end for range_ in ranges(text_id) for end in range_} <= written, "a range begins or ends on a blank line"
    assert max(written) == text(text_id).source_lines


@every_text
def test_gists_are_in_our_own_words(text_id: str) -> None:
    original = letters(source(text_id))
    for number, one in text(text_id).articles.items():
        for run in re.findall(rf"[一-鿿]{{{LONGEST_COPY + 1},}}", letters(one.gist_in("zh"))):
            starts = range(len(run) - LONGEST_COPY)
            copies = [run[at : at + LONGEST_COPY + 1] for at in starts if run[at : at + LONGEST_COPY + 1] in original]
            assert not copies, f"{number} copies {copies[0]}"


@pytest.mark.parametrize("text_id", FIVE)
def test_every_figure_of_a_gist_stands_in_its_article(text_id: str) -> None:
    lines = source(text_id).split("\n")
    for number, one in text(text_id).articles.items():
        owner = one if one.lines else text(text_id).articles[number.rpartition(".")[0]]
        assert owner.lines
        original = "".join(lines[owner.lines[0] - 1 : owner.lines[1]])
        for figure in re.findall(r"\d+(?:\.\d+)?", one.gist_in("zh")):
            assert figure in re.findall(r"\d+(?:\.\d+)?", original) or chinese(figure) in original, (
                f"{number}: {figure}"
            )


@pytest.mark.parametrize(
    ("text_id", "line", "citation"),
    [
        ("ZS-2023", 22, "ZS-2023#2.3"),
        ("QY-2022-51", 53, "QY-2022-51#4.1"),
        ("YC-2022-2", 68, "YC-2022-2#2.3.3"),
        ("YC-2022-2", 48, "YC-2022-2#2.1.5"),
        ("GEN", 24, "GEN#2.4"),
        ("GEN", 25, "GEN#2.4.p2"),
        ("QY-2022-51", 28, "QY-2022-51#3.1.1"),
    ],
)
def test_a_line_of_the_source_is_translated_into_its_article(text_id: str, line: int, citation: str) -> None:
    assert str(article_at(text_id, line)) == citation


@pytest.mark.parametrize("line", [-1, 0, 23, 146, 10_000])
def test_a_line_without_an_article_is_refused(line: int) -> None:
    with pytest.raises(NoArticleAt, match=f"第{line}行"):
        article_at("YC-2022-2", line)


def letters(words: str) -> str:
    """Return the words without blanks and punctuation, which a copy might change."""
    return re.sub(r"[^\w]", "", words)


def chinese(figure: str) -> str:
    """Return a small number as Chinese texts write it out."""
    return dict(zip(("1", "2", "3", "4", "6", "7", "8"), "一二三四六七八", strict=True)).get(figure, figure)
