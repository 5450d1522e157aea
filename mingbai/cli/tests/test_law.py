"""`mingbai law` answers in both languages, for people and for programs, and refuses in one sentence."""

import json

import pytest
from typer.testing import CliRunner, Result

from mingbai.cli.law import app


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def test_show_tells_what_an_article_says_in_the_language_asked_for() -> None:
    assert "15%" in run("show", "YC-2022-2#2.3.3").stdout
    english = run("show", "YC-2022-2#2.3.3", "--lang", "en").stdout
    assert "15% of the local" in english
    assert "in force from 2022-06-06" in english
    assert "source line 68" in english


@pytest.mark.parametrize(
    "typed", ["YC-2022-2#2.1.5", "yc-2022-2#2.1.5", "ＹＣ-2022-2＃2.1.5", " YC-2022-2#2.1.5 ", "YC-2022-2:48"]
)
def test_an_article_is_found_as_people_type_it(typed: str) -> None:
    assert json.loads(run("show", typed, "--json").stdout)["citation"] == "YC-2022-2#2.1.5"


def test_where_lists_kind_title_and_place_on_one_line_for_programs_that_read_it() -> None:
    found = run("where", "YC-2022-2#2.3.3")
    [line] = [line for line in found.stdout.splitlines() if "低保金加发比例" in line]
    assert "参数" in line
    assert "mingbai/policy/parameters/" in line
    assert found.exit_code == 0


def test_where_says_when_only_the_whole_of_an_article_is_cited() -> None:
    found = json.loads(run("where", "YC-2022-2#2.3.3", "--json").stdout)["implemented_by"]
    assert {"itself"} <= {entry["reach"] for entry in found} <= {"itself", "whole"}
    whole = json.loads(run("where", "YC-2022-2#2.3", "--json").stdout)["implemented_by"]
    assert "part" in {entry["reach"] for entry in whole}


def test_gaps_list_articles_by_text_with_counts_that_add_up() -> None:
    for found in json.loads(run("gaps", "--json").stdout).values():
        assert found["articles"] == found["cited"] + len(found["in_part"]) + len(found["missing"])
    english = run("gaps", "zs-2023", "--lang", "en").stdout
    assert "In part" in english
    assert "YC-2022-2" not in english


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("where", "YC-2022-2#2.3.33"), "法规库中没有“YC-2022-2#2.3.33”，最接近的是：YC-2022-2#2.3.3、"),
        (("show", "YC-2022-2#2.3.33", "--lang", "en"), "The library has no “YC-2022-2#2.3.33”; the nearest are YC-"),
        (("show", "YC-2022-2:3"), "YC-2022-2 原文第3行不属于任何条款。"),
        (("show", "YC-2022-2:" + "9" * 5000), "YC-2022-2 原文第999999999行不属于任何条款。"),
        (("gaps", "LAW", "--lang", "en"), "The library has no “LAW”; the nearest are LAW-2026."),
        (("gaps", ""), "法规库中没有“”，最接近的是："),
    ],
)
def test_what_does_not_exist_ends_with_one_plain_sentence_and_exit_code_3(
    words: tuple[str, ...], sentence: str
) -> None:
    refused = run(*words)
    assert refused.exit_code == 3
    assert refused.stdout == ""
    assert refused.stderr.startswith(sentence)
    assert refused.stderr.count("\n") == 1


def test_an_unknown_language_is_a_mistake_of_use() -> None:
    assert run("show", "GEN#1", "--lang", "fr").exit_code == 2
