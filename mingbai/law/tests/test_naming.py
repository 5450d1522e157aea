"""Articles are named as people cite them; every name leads back to its article."""

import pytest

from mingbai.law import Citation, UnknownCitation, article, cite_named, named, numbered, text
from mingbai.law.library import numbers, text_ids

ALL = [Citation(text_id, number) for text_id in text_ids() for number in numbers(text_id)]


@pytest.mark.parametrize(
    ("citation", "zh", "en"),
    [
        ("LAW-2026#48", "《社会救助法》第48条", "Social Assistance Law (2026), art. 48"),
        ("LAW-2026#18.p2", "《社会救助法》第18条第2款", "Social Assistance Law (2026), art. 18 para. 2"),
        ("LAW-2026#70.4", "《社会救助法》第70条第4项", "Social Assistance Law (2026), art. 70 item 4"),
        ("GX-2024#5.p2", "《刚性支出困难家庭认定办法》第5条第2款", "Rigid-expenditure Measures (2024), art. 5 para. 2"),
        ("MF-2021-43#24.1", "《特困人员认定办法》第24条第1项", "Tekun Measures (2021), art. 24 item 1"),
        ("YC-2022-2#2.3.3", "伊民规〔2022〕2号第二部分（三）3", "Yichun Guide (2022), sec. 2.3.3"),
        ("QY-2022-51#3.1.1.6", "沁民字〔2022〕51号第三部分（一）1第6项", "Qinyuan Notice (2022), sec. 3.1.1.6"),
        ("QY-2022-51#4", "沁民字〔2022〕51号第四部分", "Qinyuan Notice (2022), sec. 4"),
        ("ZB-2020-18#2.6.25", "中办发〔2020〕18号第二部分（六）25", "Assistance Reform Opinions (2020), sec. 2.6.25"),
        ("GEN#1.p2", "《救助资金发放监管规定》第一部分第2段", "Model Regulation on Paying Assistance, sec. 1 para. 2"),
        ("YC-2022-2#p1", "伊民规〔2022〕2号开头第1段", "Yichun Guide (2022), opening para. 1"),
    ],
)  # fmt: skip
def test_an_article_is_named_as_people_cite_it(citation: str, zh: str, en: str) -> None:
    assert named(citation, "zh") == zh
    assert named(citation, "en") == en


def test_a_notice_names_a_text_by_its_whole_title() -> None:
    assert named("LAW-2026#48", "zh", in_full=True) == "《中华人民共和国社会救助法》第48条"
    assert named("QY-2022-51#4.5", "zh", in_full=True) == (
        "《关于进一步加强社会救助监督管理推进规范救助的通知》（沁民字〔2022〕51号）第四部分（五）"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_articles_share_a_name_and_no_name_shows_a_code(language: str) -> None:
    names = [named(one, language) for one in ALL]
    assert len(set(names)) == len(names)
    assert [
        name for name in names if "#" in name or any(text_id in name for text_id in text_ids() if "-" in text_id)
    ] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_name_leads_back_to_its_article(language: str) -> None:
    assert [cite_named(named(one, language)) for one in ALL] == ALL
    assert [cite_named(named(one, language, in_full=True)) for one in ALL] == ALL
    assert [cite_named(str(one)) for one in ALL] == ALL


@pytest.mark.parametrize(
    "typed",
    ["社会救助法第48条", " 《社会救助法》 第48条", "《社会救助法》第４８条", "social assistance law (2026) Art 48"],
)
def test_a_name_is_found_as_people_type_it(typed: str) -> None:
    assert cite_named(typed) == article("LAW-2026#48").citation


def test_a_name_of_nothing_is_refused() -> None:
    with pytest.raises(UnknownCitation):
        cite_named("《社会救助法》第99条")


def test_within_its_text_an_article_is_its_number() -> None:
    assert numbered("LAW-2026#18.p2", "zh") == "第18条第2款"
    assert numbered("YC-2022-2#2.3.3", "en") == "sec. 2.3.3"


@pytest.mark.parametrize("text_id", text_ids())
def test_what_a_text_is_called_stands_in_its_title_or_is_its_document_number(text_id: str) -> None:
    """Years and what kind of paper it is aside, every character people use is one of the title's, in its order."""
    one = text(text_id)
    if one.called == one.number:
        return
    short = one.called.strip("《》").partition("》")[0].partition("做法")[0].partition("（")[0]
    letters = iter(one.title)
    assert all(letter in letters for letter in short), one.called
