"""What implements an article is found in the source; what nothing implements is listed and not glossed over."""

from pathlib import Path

import pytest

from mingbai.law import UnknownCitation
from mingbai.law.index import Reach, gaps, misspelt, where
from mingbai.law.scan import Kind, Mention

RULE = '''"""RK-123 渐退期届满未退: a household kept after its grace."""
CITES = ("YC-2022-2#2.3.5",)
RULE = Rule(
    id="RK-123",
    title="渐退期届满未退",
    title_en="Grace expired",
    cites=(*CITES, "YC-2022-2#2.2"),
)
'''
CALCULATION = '''"""低保金月发放额: what one household on dibao is due for one month (F1, YC-2022-2#2.3)."""


class Standard:
    def top_up(self) -> int:
        """Return the supplement."""
        return self.bp  # YC-2022-2#2.3.3 says once for each member, and YC-2022-2#2.3.3 says it again
'''
MOVES = '''"""State moves of an award."""
GRANT = grant("YC-2022-2#2.1")
MOVES = [
    states.Move("drafted", "confirmed", by="township", cite="YC-2022-2#2.1.5"),
]
'''
DEFINITIONS = "top_up_bp: {kind: int, zh: 加发比例, en: Supplement}\n"
YICHUN = """title: {zh: 伊春市, en: Yichun}
values:
  top_up_bp:
    - {from: 2022-06-06, value: 1500, cite: YC-2022-2#2.3.3}

    - from: 2023-01-01
      cite: YC-2022-2#2.3.3
  grace_months: {from: 2022-06-06, value: 12, cite: YC-2022-2#2.3.5}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    files = {
        "rules/people/rk123_grace.py": RULE,
        "policy/dibao/monthly_benefit.py": CALCULATION,
        "awards/moves.py": MOVES,
        "awards/__init__.py": '"""确认: who gets what."""\n',
        "awards/causes.py": '"""Why an award changes."""\nDIED = Cause("died", "对象死亡", "died", "LAW-2026#47")\n',
        "awards/states.py": '"""Moves."""\nCITE = "YC-2022-2#2.2.3"\n',
        "awards/actions.py": '"""Actions."""\n\n\ndef stop_award():\n    cite("YC-2022-2#2.2.3")\n',
        "policy/parameters/definitions.yaml": DEFINITIONS,
        "policy/parameters/yichun.yaml": YICHUN,
        "web/templates/payment.html": "<p>{% cite 'YC-2022-2#2.4.5' %}</p>\n",
        "rules/facts/death.sql": "-- GB-2023#3 asks for it, YC-2022-2#9.9 does not exist\n",
        "law/index.py": '"""Talks of YC-2022-2#2.5.1."""\n',
        "cli/law.py": '"""Shows YC-2022-2#2.5.1."""\n',
        "cli/main.py": 'HELP = "mingbai law where YC-2022-2#2.5.1"\n',
        "policy/tests/test_it.py": '"""Tests YC-2022-2#2.5.1."""\n',
        "simulation/faults.py": '"""Breaks YC-2022-2#2.5.1."""\n',
    }
    for name, content in files.items():
        path = tmp_path / "mingbai" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "mingbai"


def places(citation: str, package: Path) -> list[tuple[Kind, str, int, Reach]]:
    found = where(citation, package)
    return [(one.mention.kind, one.mention.path, one.mention.line, one.reach) for one in found]


def only(citation: str, kind: Kind, package: Path) -> Mention:
    [mention] = {entry.mention for entry in where(citation, package) if entry.mention.kind is kind}
    return mention


def test_an_article_is_found_in_calculations_and_parameters_in_that_order(package: Path) -> None:
    assert places("YC-2022-2#2.3.3", package) == [
        (Kind.CALCULATION, "mingbai/policy/dibao/monthly_benefit.py", 1, Reach.WHOLE),
        (Kind.CALCULATION, "mingbai/policy/dibao/monthly_benefit.py", 7, Reach.ITSELF),
        (Kind.PARAMETER, "mingbai/policy/parameters/yichun.yaml", 4, Reach.ITSELF),
        (Kind.PARAMETER, "mingbai/policy/parameters/yichun.yaml", 7, Reach.ITSELF),
    ]


def test_a_whole_article_is_implemented_where_its_parts_are(package: Path) -> None:
    reaches = {reach for *_, reach in places("YC-2022-2#2.2", package)}
    assert reaches == {Reach.ITSELF, Reach.PART}


def test_a_rule_is_known_by_its_id_and_title_from_anywhere_in_its_file(package: Path) -> None:
    for citation in ("YC-2022-2#2.3.5", "YC-2022-2#2.2"):
        rule = only(citation, Kind.RULE, package)
        assert (rule.title, rule.title_en) == ("RK-123 渐退期届满未退", "RK-123 Grace expired")


def test_a_calculation_is_known_by_its_module_and_function_in_each_language(package: Path) -> None:
    [method] = [entry.mention for entry in where("YC-2022-2#2.3.3", package) if "top_up" in entry.mention.title]
    assert method.title == "低保金月发放额 · Standard · top_up"
    assert method.title_en == "what one household on dibao is due for one month · Standard · top_up"


def test_a_parameter_is_known_by_its_definition_and_its_place(package: Path) -> None:
    found = [entry.mention for entry in where("YC-2022-2#2.3.3", package)]
    assert {one.title for one in found if one.kind is Kind.PARAMETER} == {"加发比例 · 伊春市"}
    assert only("YC-2022-2#2.3.5", Kind.PARAMETER, package).title_en == "grace_months · Yichun"


def test_moves_actions_and_screens_are_told_apart(package: Path) -> None:
    assert places("YC-2022-2#2.1.5", package)[0][:2] == (Kind.MOVE, "mingbai/awards/moves.py")
    assert places("YC-2022-2#2.1", package)[1][:2] == (Kind.ACTION, "mingbai/awards/moves.py")
    assert {kind for kind, *_ in places("YC-2022-2#2.2.3", package)} == {Kind.MOVE, Kind.ACTION, Kind.RULE}
    assert only("YC-2022-2#2.4.5", Kind.SCREEN, package).path == "mingbai/web/templates/payment.html"


def test_talk_of_an_article_in_tests_and_in_this_folder_is_no_implementation(package: Path) -> None:
    assert places("YC-2022-2#2.5.1", package) == []


def test_where_refuses_an_article_that_does_not_exist(package: Path) -> None:
    with pytest.raises(UnknownCitation):
        where("YC-2022-2#9.9", package)


def test_a_citation_of_an_article_that_does_not_exist_is_reported(package: Path) -> None:
    assert [(one.cited, one.path, one.line) for one in misspelt(package)] == [
        ("YC-2022-2#9.9", "mingbai/rules/facts/death.sql", 1)
    ]


def test_gaps_sort_every_article_into_cited_in_part_or_missing(package: Path) -> None:
    found = gaps("YC-2022-2", package)
    cited, in_part, missing = (
        {one.citation.number for one in group} for group in (found.cited, found.in_part, found.missing)
    )
    # 2.2 and 2.3 are section headings: cited in the source, counted nowhere
    assert cited == {"2.1", "2.1.5", "2.2.3", "2.3.3", "2.3.5", "2.4.5"}
    # reached through a citation of their section, or (2.4) through one of their items
    assert in_part == {
        *(f"2.1.{item}" for item in (1, 2, 3, 4, 6, 7)),
        *("2.2.1", "2.2.2"),
        *(f"2.3.{item}" for item in (1, 2, 4, 6, 7)),
        "2.4",
    }
    assert {"2.4.2", "2.5.1", "p1"} <= missing
    sections = sum(one.is_section for one in found.text.articles.values())
    assert found.total == len(cited) + len(in_part) + len(missing) == len(found.text.articles) - sections


def test_a_later_paragraph_does_not_implement_the_first_and_items_stand_for_their_whole(tmp_path: Path) -> None:
    (tmp_path / "mingbai").mkdir()
    (tmp_path / "mingbai" / "rule.py").write_text('CITES = ("GEN#2.4.p2", "ZS-2023#2.3.3")\n', encoding="utf-8")
    general, zhongshan = (gaps(text_id, tmp_path / "mingbai") for text_id in ("GEN", "ZS-2023"))
    assert "2.4" in {one.citation.number for one in general.missing}
    counted = {
        one.citation.number for group in (zhongshan.cited, zhongshan.in_part, zhongshan.missing) for one in group
    }
    assert {"2.3.1", "2.3.2", "2.3.3", "2.3.4"} <= counted
    assert "2.3" not in counted


def test_an_empty_project_implements_nothing(tmp_path: Path) -> None:
    found = gaps("GEN", tmp_path)
    assert (len(found.cited), len(found.in_part), len(found.missing)) == (0, 0, found.total)


def test_every_citation_in_the_project_names_an_article_that_exists() -> None:
    assert [f"{one.path}:{one.line} cites {one.cited}" for one in misspelt()] == []


def test_the_supplement_of_yichun_is_found_in_the_project() -> None:
    assert {entry.reach for entry in where("YC-2022-2#2.3.3")} >= {Reach.ITSELF}


def test_what_has_a_name_in_both_languages_is_told_by_it(package: Path) -> None:
    cause = only("LAW-2026#47", Kind.ACTION, package)

    assert (cause.title, cause.title_en) == ("确认 · 对象死亡", "awards · died")


def test_a_module_without_chinese_is_told_by_its_stage(package: Path) -> None:
    cite = next(entry.mention for entry in where("YC-2022-2#2.2.3", package) if entry.mention.kind is Kind.ACTION)

    assert (cite.title, cite.title_en) == ("确认 · stop_award", "Actions · stop_award")
