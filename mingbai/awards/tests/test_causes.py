"""A cause names the article that holds for the programme, and never measures made for another."""

import pytest

from mingbai.awards.causes import CAUSES


@pytest.mark.parametrize(
    ("cause", "programme", "article"),
    [
        ("died", "tekun_rural", "MF-2021-43#24.1"),
        ("died", "dibao_rural", "LAW-2026#47"),
        ("uncooperative", "dibao_urban", "MF-2021-57#34"),
        ("uncooperative", "tekun_urban", "LAW-2026#47"),
        ("account", "dibao_rural", "YC-2022-2#2.4.5"),
    ],
)
def test_the_article_of_a_cause_is_the_programmes_own(cause: str, programme: str, article: str) -> None:
    assert CAUSES[cause].article_for(programme) == article
