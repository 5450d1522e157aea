"""The national texts state the facts that calculations, parameters and rules lean on."""

import re
from datetime import date

import pytest

from mingbai.law.texts import article, text

LAST_ARTICLE = {"LAW-2026": 78, "MF-2021-57": 42, "MF-2021-43": 29, "GX-2024": 14, "SC-649": 70}
CIRCULARS = ("ZB-2020-18", "MF-2022-DD", "GB-2023")  # numbered in sections, not in articles


@pytest.mark.parametrize("text_id", LAST_ARTICLE)
def test_a_text_has_every_article_from_the_first_to_the_last(text_id: str) -> None:
    whole = [int(number) for number in text(text_id).articles if number.isdigit()]
    assert whole == list(range(1, LAST_ARTICLE[text_id] + 1))


@pytest.mark.parametrize("text_id", LAST_ARTICLE)
def test_every_article_of_a_statute_says_something_in_both_languages(text_id: str) -> None:
    assert [
        one.citation for one in text(text_id).articles.values() if not (one.gist_in("zh") and one.gist_in("en"))
    ] == []


@pytest.mark.parametrize("text_id", CIRCULARS)
def test_in_a_circular_only_a_heading_with_parts_says_nothing(text_id: str) -> None:
    articles = text(text_id).articles.values()
    silent = [one.citation for one in articles if one.is_section]
    assert silent
    assert [heading for heading in silent if not any(heading.covers(one.citation) for one in articles)] == []


@pytest.mark.parametrize("text_id", [*LAST_ARTICLE, *CIRCULARS])
def test_every_article_of_a_national_text_owns_lines_and_has_both_headings(text_id: str) -> None:
    articles = text(text_id).articles.values()
    assert [one.citation for one in articles if not (one.lines and one.heading and one.heading_en)] == []


@pytest.mark.parametrize("text_id", [*LAST_ARTICLE, *CIRCULARS])
def test_both_languages_of_a_gist_name_the_same_figures(text_id: str) -> None:
    """Years, articles and the like are written out in one language only; figures with a unit never are."""
    for one in text(text_id).articles.values():
        in_chinese = set(re.findall(r"(\d+(?:\.\d+)?)(?:%|倍|周岁|个工作日|个月|天)", one.gist_in("zh")))
        assert in_chinese <= set(re.findall(r"\d+(?:\.\d+)?", one.gist_in("en"))), one.citation


@pytest.mark.parametrize("text_id", LAST_ARTICLE)
def test_items_count_up_without_a_gap(text_id: str) -> None:
    numbers = list(text(text_id).articles)
    for parent in numbers:
        parts = [number.removeprefix(f"{parent}.") for number in numbers if number.startswith(f"{parent}.")]
        items = [int(part) for part in parts if part.isdigit()]
        paragraphs = [int(part[1:]) for part in parts if re.fullmatch(r"p\d+", part)]
        assert items == list(range(1, len(items) + 1)), parent
        assert paragraphs == list(range(2, len(paragraphs) + 2)), parent  # the article's own number is paragraph one


@pytest.mark.parametrize(
    ("text_id", "in_force_from"),
    [
        ("LAW-2026", date(2026, 7, 1)),
        ("MF-2021-57", date(2021, 7, 1)),
        ("MF-2021-43", date(2021, 7, 1)),
        ("GX-2024", date(2025, 1, 1)),
        ("SC-649", date(2014, 5, 1)),
    ],
)
def test_a_text_enters_into_force_on_the_day_its_last_article_names(text_id: str, in_force_from: date) -> None:
    assert text(text_id).in_force_from == in_force_from
    last = article(f"{text_id}#{LAST_ARTICLE[text_id]}")
    assert f"{in_force_from.year}年{in_force_from.month}月{in_force_from.day}日" in last.gist_in("zh")
    assert f"{in_force_from.day} {in_force_from:%B} {in_force_from.year}" in last.gist_in("en")


@pytest.mark.parametrize(
    ("citation", "zh", "en"),
    [
        ("LAW-2026#16.p3", ["18周岁", "高中", "中职", "继续供养"], ["until 18", "beyond 18", "upper-secondary"]),
        ("LAW-2026#18.p2", ["差额", "分档"], ["gap", "band"]),
        ("LAW-2026#41", ["非银行支付机构", "同意"], ["payment institutions", "with their own consent"]),
        ("LAW-2026#48", ["之前必须听取", "书面告知", "理由"], ["Before", "heard", "in writing", "reasons"]),
        ("LAW-2026#70.4", ["隐匿", "销毁", "篡改", "丢失"], ["tampering", "gross negligence"]),
        ("LAW-2026#70.6", ["查询", "无关"], ["Querying", "unrelated"]),
        ("LAW-2026#71", ["2倍以下"], ["up to 2 times"]),
        ("LAW-2026#73", ["退回", "2倍以下"], ["return", "up to 2 times"]),
        ("MF-2021-57#7.p2.1", ["三年"], ["three years"]),
        ("MF-2021-57#7.p2.2", ["服刑", "强制隔离戒毒", "失踪"], ["prison", "drug treatment", "missing"]),
        ("MF-2021-57#8.1", ["一、二级", "三级智力", "三级精神"], ["grade 1 or 2", "grade 3"]),
        ("MF-2021-57#8.p2", ["1.5倍"], ["1.5 times"]),
        ("MF-2021-57#13.p2.1", ["优待抚恤金", "计生", "奖学金", "见义勇为"], ["scholarships", "courage"]),
        ("MF-2021-57#13.p2.2", ["救助"], ["assistance"]),
        ("MF-2021-57#13.p2.3", ["十四五", "2021至2025年"], ["2021 to 2025"]),
        ("MF-2021-57#15", ["3个工作日"], ["3 working days"]),
        ("MF-2021-57#16", ["至少2人"], ["at least 2"]),
        ("MF-2021-57#17", ["3个工作日"], ["3 working days"]),
        ("MF-2021-57#19", ["7天"], ["7 days"]),
        ("MF-2021-57#20", ["10个工作日"], ["10 working days"]),
        ("MF-2021-57#21", ["下月", "3个工作日"], ["month after", "3 working days"]),
        ("MF-2021-57#22", ["30个工作日", "45个工作日"], ["30 working days", "45"]),
        ("MF-2021-57#31.p2", ["每年", "每半年"], ["Yearly", "half-yearly"]),
        ("MF-2021-57#34", ["连续3次", "本人"], ["3 refusals in a row", "own share"]),
        ("MF-2021-43#5.1", ["60周岁"], ["60"]),
        ("MF-2021-43#5.2", ["16周岁"], ["16"]),
        (
            "MF-2021-43#5.3",
            ["智力、精神残疾一至三级", "肢体残疾一至二级", "视力残疾一级"],
            ["1 to 3", "1 to 2", "grade 1"],
        ),
        ("MF-2021-43#13", ["15个工作日"], ["15 working days"]),
        ("MF-2021-43#16", ["30%", "15个工作日"], ["at least 30 %", "15 working days"]),
        ("MF-2021-43#22", ["1至3项", "4项及以上"], ["1 to 3", "4 or more"]),
        ("MF-2021-43#23", ["10个工作日"], ["10 working days"]),
        ("MF-2021-43#26", ["7天"], ["7 days"]),
        ("MF-2021-43#26.p2", ["下月", "15个工作日"], ["next month", "15 working days"]),
        ("GX-2024#4.4", ["前12个月"], ["12 months before"]),
        ("GX-2024#8", ["30个工作日", "45个工作日"], ["30 working days", "45"]),
        ("GX-2024#10", ["不超过12个月"], ["at most 12 months"]),
        ("SC-649#14", ["未满16周岁"], ["under 16"]),
        ("SC-649#45", ["3次", "本人"], ["3 refusals in a row", "own benefit"]),
        ("SC-649#68", ["1至3倍"], ["1 to 3 times"]),
        ("ZB-2020-18#2.2.5", ["16周岁", "18周岁"], ["16 to 18"]),
        ("ZB-2020-18#2.2.7", ["每年", "每半年"], ["yearly", "half-yearly"]),
        ("MF-2022-DD#1.1", ["单人户", "60周岁", "不得只纳入部分成员"], ["one-person", "60 or over", "only in part"]),
        ("MF-2022-DD#1.3", ["不超过6个月", "死亡后3个月内"], ["at most 6 months", "within 3 months"]),
        ("MF-2022-DD#4.1", ["30个工作日", "20个工作日", "45个工作日"], ["30 working days", "20", "45"]),
        ("MF-2022-DD#5.5", ["超过3个月"], ["over 3 months"]),
        ("GB-2023#2", ["1.5倍", "上年人均可支配收入"], ["1.5 times", "last year's"]),
        ("GB-2023#4.2.1", ["全额", "定额"], ["fully", "fixed sum"]),
    ],
)
def test_an_article_states_its_figures_in_both_languages(citation: str, zh: list[str], en: list[str]) -> None:
    one = article(citation)
    assert [fact for fact in zh if fact not in one.gist_in("zh")] == []
    assert [fact for fact in en if fact not in one.gist_in("en")] == []


def test_the_law_replaces_the_fixed_edge_multiple_by_a_provincial_uplift() -> None:
    assert "省级政府" in article("LAW-2026#21.p3").gist_in("zh")
    assert not re.search(r"1\.5", article("LAW-2026#21.p3").gist_in("zh"))


@pytest.mark.parametrize(("text_id", "line"), [("MF-2021-57", 31), ("MF-2021-57", 51), ("MF-2021-43", 35)])
def test_a_readers_annotation_in_the_source_is_no_article(text_id: str, line: int) -> None:
    assert (line, line) in text(text_id).furniture
