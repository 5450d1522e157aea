"""A citation exists or is refused, with what was probably meant."""

import pickle

import pytest

from mingbai.law import Citation, UnknownCitation, article, article_at, cite, text
from mingbai.law.library import numbers, text_ids


def test_a_citation_of_an_article_is_written_as_it_was_read() -> None:
    assert cite("YC-2022-2#2.3.3") == Citation("YC-2022-2", "2.3.3")
    assert str(cite("YC-2022-2#2.3.3")) == "YC-2022-2#2.3.3"


def test_every_article_of_the_library_can_be_cited_and_read() -> None:
    for text_id in text_ids():
        for number in numbers(text_id):
            assert article(cite(f"{text_id}#{number}")).citation.number == number


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        ("YC-2022-2#2.3.33", "YC-2022-2#2.3.3"),
        ("YC-2022-2#2.3.3.", "YC-2022-2#2.3.3"),
        ("yc-2022-2#2.3.3", "YC-2022-2#2.3.3"),
        (" YC-2022-2#2.3.3", "YC-2022-2#2.3.3"),
        ("YC-2022-2", "YC-2022-2#p1"),
        ("YC-2022-2#", "YC-2022-2#p1"),
        ("LAW#48", "LAW-2026#48"),
        ("LAW", "LAW-2026"),
    ],
)
def test_an_unknown_citation_is_refused_with_what_was_probably_meant(wrong: str, nearest: str) -> None:
    with pytest.raises(UnknownCitation) as refused:
        cite(wrong)
    assert refused.value.nearest[0] == nearest
    assert wrong in refused.value.zh
    assert nearest in refused.value.in_language("en")


@pytest.mark.parametrize("wrong", ["", "#", "#48", "nonsense", "../citation#1", "x" * 100_000])
def test_what_resembles_no_text_is_answered_with_all_texts_in_a_short_sentence(wrong: str) -> None:
    with pytest.raises(UnknownCitation) as refused:
        cite(wrong)
    assert refused.value.nearest == text_ids()
    assert len(str(refused.value)) < 600


def test_a_refusal_survives_the_way_between_processes() -> None:
    refusal = pickle.loads(pickle.dumps(UnknownCitation("YC-2022-2#9")))
    assert refusal.nearest == UnknownCitation("YC-2022-2#9").nearest


def test_a_text_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownCitation):
        text("YC-2022")
    with pytest.raises(UnknownCitation):
        article_at("YC-2022", 48)


@pytest.mark.parametrize(
    ("whole", "part", "covers"),
    [
        ("YC-2022-2#2.3", "YC-2022-2#2.3.3", True),
        ("YC-2022-2#2", "YC-2022-2#2.3.3", True),
        ("YC-2022-2#2.3", "YC-2022-2#2.3", False),
        ("YC-2022-2#2.3.3", "YC-2022-2#2.3", False),
        ("QY-2022-51#2", "YC-2022-2#2.3", False),
        ("LAW-2026#1", "LAW-2026#10", False),
        ("GEN#2.4", "GEN#2.4.p2", True),
    ],
)
def test_an_article_covers_its_parts_and_not_itself(whole: str, part: str, covers: bool) -> None:
    assert cite(whole).covers(cite(part)) is covers
