"""The report in a real browser: what a director does with it, in both languages, without a network."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.journeys.conftest import Bureau, Page
else:
    Bureau = Page = object

CHINESE = re.compile("[\u3400-\u9fff]")
ROWS = "[...document.querySelectorAll('#rows tr.one')]"
ASSETS = Path(__file__).parents[2] / "mingbai" / "rules" / "report" / "assets"
TOO_NEW = (
    ":has(",
    "color-mix",
    "oklch",
    "light-dark",
    "@layer",
    "popover",
    "inset:",
    "aspect-ratio",
    "structuredClone",
    ".at(",
)


@pytest.fixture
def report(chromium: Page, checked: Bureau) -> Page:
    """Give the report, open in the browser."""
    chromium.requests.clear()
    chromium.complaints.clear()
    chromium.open(checked.out / "report.html")
    return chromium


def rows(page: Page, column: str = "rule") -> list[str]:
    told: list[str] = page.do(f"{ROWS}.map(row => row.querySelector('.c-{column}').textContent)")
    return told


def choose(page: Page, name: str, value: str) -> None:
    page.do(
        f"(() => {{ const one = document.querySelector('#filters [name={name}]'); one.value = {value!r};"
        "one.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def test_the_page_asks_the_network_for_nothing_and_complains_of_nothing(report: Page, checked: Bureau) -> None:
    assert report.do("document.querySelector('h1').innerText") == "2026年10月社会救助资金检查报告"
    assert report.requests == [(checked.out / "report.html").as_uri()]
    assert report.complaints == []


def test_the_first_screen_says_what_the_files_say(report: Page, checked: Bureau) -> None:
    found = checked.findings()
    counts = report.do("[...document.querySelectorAll('.level')].map(card => card.querySelector('strong').textContent)")

    assert counts == [str(sum(row["severity"] == severity for row in found)) for severity in "红橙黄蓝"]
    assert len(rows(report)) == len(found)


def test_filters_by_rule_severity_division_and_text(report: Page, checked: Bureau) -> None:
    found = checked.findings()
    choose(report, "rule", "RK-101")
    assert len(rows(report)) == 2
    choose(report, "rule", "*")
    choose(report, "area", "999901102")
    assert len(rows(report)) == sum(row["region_code"].startswith("999901102") for row in found)
    choose(report, "area", "*")
    choose(report, "text", checked.person(checked.dead))
    assert len(rows(report)) == sum(row["person_id"] == checked.person(checked.dead) for row in found)
    choose(report, "text", "查无此人")
    assert report.do("document.querySelector('#rows .empty').textContent") == "没有符合条件的发现。请放宽条件。"


def test_a_bar_of_a_chart_opens_its_findings(report: Page) -> None:
    report.do("document.querySelector('#chart-rules [data-rule=\"RK-101\"]').click()")

    assert set(rows(report)) == {"RK-101 死亡人员仍在册"}


def test_sorts_by_money_and_says_so_to_those_who_cannot_see(report: Page) -> None:
    report.do("document.querySelector('[data-sort=money]').click()")
    shown = [float(money.replace(",", "")) for money in rows(report, "money") if money != "--"]

    assert shown == sorted(shown, reverse=True)
    assert report.do("document.querySelector('th.c-money').getAttribute('aria-sort')") == "descending"


def test_a_row_opens_by_keyboard_with_values_articles_and_the_next_step(report: Page) -> None:
    choose(report, "rule", "RK-101")
    report.do("document.querySelector('.opener').focus()")
    report.press("Enter", 13, "\r")
    told = report.do("document.querySelector('.detail').innerText")

    assert report.do("document.activeElement.getAttribute('aria-expanded')") == "true"
    article = "做法（2023）第二部分（三）3"
    for words in ("2026-09-12", "《", article, "先核实、后发放", "农村低保 发放表.csv", "第 6 行", "不得减发"):
        assert words in told
    assert "停发" not in told.replace("不得减发或者停发", "")


@pytest.mark.requirement("R-1504")
def test_identities_are_hidden_until_asked_for(report: Page, checked: Bureau) -> None:
    number, text = checked.person(checked.dead), "document.querySelector('#findings').innerText"
    hidden = report.do(text)
    report.do("document.getElementById('reveal').click()")
    shown = report.do(text)

    assert number not in hidden
    assert checked.name(checked.dead) not in hidden
    assert "王*" in hidden
    assert number in shown
    assert checked.name(checked.dead) in shown


def test_the_english_page_has_no_chinese_but_what_the_files_say(report: Page) -> None:
    report.do("document.getElementById('language').click()")
    report.do("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    report.do("document.querySelectorAll('.opener')[0].click()")
    left: list[str] = report.do(ENGLISH_TEXTS)

    assert [text for text in left if CHINESE.search(text)] == []
    assert report.do("document.documentElement.lang") == "en"
    assert "Dead person on the roster" in report.do("document.body.innerText")


# Texts in sight, without what files say: bdi, and the messages that quote names.
ENGLISH_TEXTS = """(() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (parent.closest('script, bdi, .c-message, .reason, #language, .brand, option') || !parent.offsetParent) continue;
    found.push(walk.currentNode.textContent);
  }
  const options = [...document.querySelectorAll('option')].filter(one => !/\\d{9}/.test(one.value));
  return found.concat(options.map(one => one.textContent));
})()"""


@pytest.mark.requirement("R-1408")
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_wider_than_the_screen(
    chromium: Page, checked: Bureau, width: int, height: int, language: str
) -> None:
    chromium.open(checked.out / "report.html", width, height)
    if language == "en":
        chromium.do("document.getElementById('language').click()")
    chromium.do("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    chromium.do("document.querySelectorAll('.opener').forEach(one => one.click())")

    assert chromium.do("document.documentElement.scrollWidth") <= width
    assert chromium.do(CUT_OFF) == []


# Texts that do not fit where they stand, scrolling places apart.
CUT_OFF = """[...document.querySelectorAll('main *')].filter(one =>
  one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && getComputedStyle(one).display !== 'inline'
  && !one.closest('.scroll, select, svg, .unseen')).map(one => one.outerHTML.slice(0, 80))"""


def test_it_prints_on_a4(report: Page) -> None:
    assert report.printed().startswith(b"%PDF")


def test_style_and_script_keep_to_what_old_desktops_know() -> None:
    for name in ("report.css", "report.js"):
        text = (ASSETS / name).read_text(encoding="utf-8")
        assert [word for word in TOO_NEW if word in text] == []
        assert "http" not in text.replace("http://www.w3.org", "")


def contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(first), light(second)))
    return (bright + 0.05) / (dark + 0.05)


def test_words_stand_out_from_what_they_stand_on() -> None:
    text = (ASSETS / "report.css").read_text(encoding="utf-8")
    colours: dict[str, Any] = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", text))
    pairs = [(f"{name}-text", f"{name}-pale") for name in ("red", "orange", "yellow", "blue", "green", "grey")]

    for front, back in [*pairs, ("muted", "page"), ("text", "page"), ("primary", "page"), ("nav-text", "nav")]:
        assert contrast(colours[front], colours[back]) >= 4.5, (front, back)
