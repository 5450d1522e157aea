"""The pages of rules and law: what they find, what they leave out, and for whom."""

from collections.abc import Mapping

import pytest

from mingbai.law.index import gaps
from mingbai.law.library import text_ids
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.rules.about import every_rule
from mingbai.web.tests.seats import Seats

NOTHING: Mapping[str, str] = {}


def page(seats: Seats, address: str, asked: Mapping[str, str] = NOTHING, role: Role = Role.LEADER) -> str:
    answer = seats.client(Kind.CIVIL_AFFAIRS, role).get(address, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_every_rule_is_listed_with_its_words(seats: Seats) -> None:
    shown = page(seats, "/rules")
    assert len(every_rule()) > 70
    for rule in every_rule():
        assert f'href="/rules/{rule.id}"' in shown


@pytest.mark.parametrize(
    ("asked", "there", "missing"),
    [
        ({"q": "死亡"}, "RK-101", "RK-302"),
        ({"q": "rk-101"}, "RK-101", "RK-102"),
        ({"severity": "red"}, "RK-101", "RK-211"),
        ({"mode": "off"}, "没有符合条件的规则", "RK-101"),
    ],
)
def test_rules_are_found_by_what_is_asked(seats: Seats, asked: dict[str, str], there: str, missing: str) -> None:
    shown = page(seats, "/rules", asked)
    assert there in shown
    assert f"/rules/{missing}" not in shown


def test_how_often_a_rule_was_right_is_told_to_those_who_read_alerts(seats: Seats) -> None:
    assert "查实率" in page(seats, "/rules")
    assert "查实率" not in page(seats, "/rules", role=Role.HANDLER)
    assert "还没有已办结的预警" in page(seats, "/rules/RK-101")


@pytest.mark.requirement("R-1404")
def test_a_rule_is_told_with_its_articles_parameters_and_cases(seats: Seats) -> None:
    for rule in every_rule():
        shown = page(seats, f"/rules/{rule.id}")
        assert "会发现的情形" in shown
        for citation in rule.cites:
            assert f'href="/law/{citation.replace("#", "/")}"' in shown


@pytest.mark.parametrize("address", ["/rules/RK-999", "/law/NO-SUCH", "/law/YC-2022-2/99.99"])
def test_what_there_is_not_is_not_found(seats: Seats, address: str) -> None:
    assert seats.client().get(address).status_code == 404


def test_every_text_is_counted_and_shown_with_its_articles(seats: Seats) -> None:
    shown = page(seats, "/law")
    for text_id in text_ids():
        assert f'href="/law/{text_id}"' in shown
        coverage = gaps(text_id)
        text = page(seats, f"/law/{text_id}")
        for one in (*coverage.cited, *coverage.in_part, *coverage.missing):
            assert f'href="/law/{text_id}/{one.citation.number}"' in text
        for one in coverage.missing:
            assert f"/{one.citation.number}&quot;" not in page(seats, f"/law/{text_id}", {"only": "cited"})


def test_an_article_says_what_carries_it_out(seats: Seats) -> None:
    shown = page(seats, "/law/YC-2022-2/2.3.3")
    assert "落实在哪里" in shown
    assert "mingbai/" in shown
