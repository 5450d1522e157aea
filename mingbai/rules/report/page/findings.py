"""The table of findings: its filters and its frame; the script fills it in."""

from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.markup import Both, both, tag
from mingbai.rules.report.page.numbers import count
from mingbai.rules.report.wording.severities import TOLD

COLUMNS: tuple[tuple[str, Both], ...] = (
    ("severity", ("级别", "Severity")),
    ("rule", ("规则", "Rule")),
    ("who", ("对象", "About")),
    ("area", ("地区", "Division")),
    ("programme", ("项目", "Programme")),
    ("money", ("金额（元）", "Yuan")),
    ("message", ("说明", "Finding")),
)
SIZES = (20, 50, 100, 200)


def findings_table(result: Outcome, embedded: int) -> str:
    """Return the frame of the table of findings, of which `embedded` are in the page."""
    everything = count(result.totals.all.count)
    note = both("全部发现都在这里，也在 findings.xlsx 中。", "All findings are here, and in findings.xlsx.")
    if embedded < result.totals.all.count:
        note = both(
            f"此处为最严重的 {count(embedded)} 处（每条规则都有），全部 {everything} 处见 findings.xlsx。",
            f"These are the gravest {count(embedded)}, some of every rule; all {everything} are in findings.xlsx.",
        )
    title = tag("h2", both("发现的问题", "Findings"))
    showing = tag("p", id="showing", class_="showing", role="status", aria_live="polite")
    head = (title, tag("p", note, class_="muted"), _filters(result), showing)
    return tag("section", *head, _frame(), _pager(), id="findings")


def _filters(result: Outcome) -> str:
    chips = [
        _check("severity", told.code, f"{told.shape} {both(told.name, told.name_en)}", told.code)
        for told in TOLD.values()
    ]
    levels = tag("fieldset", tag("legend", both("级别", "Severity")), *chips)
    found = sorted((rule for rule in result.checked.run if rule.id in result.totals.by_rule), key=lambda rule: rule.id)
    rules = [_option(rule.id, f"{rule.id} {rule.title}", f"{rule.id} {rule.title_en}") for rule in found]
    areas = [_option(area.code, *_area_words(result, area.code)) for area in result.totals.areas]
    search = both("查找（姓名、身份证号、户编号、说明）", "Search (name, ID number, household, text)")
    parts = (
        levels,
        _select("rule", ("规则", "Rule"), _option("*", "全部规则", "All rules"), *rules),
        _select("area", ("地区", "Division"), _option("*", "全部地区", "All divisions"), *areas),
        tag("label", search, '<input type="search" name="text" autocomplete="off" spellcheck="false">', class_="grow"),
        _check("hold", None, both("只看建议先核实的", "Only those to verify first")),
        tag("button", both("清除条件", "Clear"), type="reset", class_="button"),
    )
    return tag("form", *parts, id="filters", class_="card filters", role="search")


def _check(name: str, value: str | None, words: str, kind: str = "") -> str:
    box = tag("input", type="checkbox", name=name, value=value, checked=value is not None).removesuffix("</input>")
    return tag("label", box, tag("span", words), class_=f"chip {kind}".strip())


def _select(name: str, words: Both, *options: str) -> str:
    return tag("label", both(*words), tag("select", *options, name=name))


def _option(value: str, zh: str, en: str) -> str:
    return tag("option", value=value, data_zh=zh, data_en=en)


def _area_words(result: Outcome, code: str) -> Both:
    if not code:
        return "未注明地区", "No division stated"
    name = result.place_name(code)
    told = f"{name} {code}" if name else code
    return told, told


def _frame() -> str:
    heads = []
    for key, words in COLUMNS:
        arrow = tag("span", class_="arrow", aria_hidden="true")
        button = tag("button", both(*words), arrow, type="button", data_sort=key)
        printed = tag("span", both(*words), class_="printed", aria_hidden="true")  # paper repeats no buttons
        heads.append(tag("th", button, printed, scope="col", class_=f"c-{key}", aria_sort="none"))
    caption = both(
        "发现的问题，点一行看比对的数值、依据和出处",
        "Findings; choose one to see the compared values, the articles and where it stands",
    )
    parts = (tag("caption", caption, class_="unseen"), tag("thead", tag("tr", *heads)), tag("tbody"))
    return tag("div", tag("table", *parts, id="rows", class_="findings"), class_="card flush")


def _pager() -> str:
    def turn(step: str, words: str) -> str:
        return tag("button", words, type="button", class_="button", data_page=step)

    sizes = tag("select", *(tag("option", str(number)) for number in SIZES), name="size")
    each = tag("label", both("每页", "Per page"), " ", sizes)
    back, on = turn("-1", both("上一页", "Previous")), turn("1", both("下一页", "Next"))
    return tag("nav", back, tag("span", id="page"), on, each, id="pager", class_="pager")
