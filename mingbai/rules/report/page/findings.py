"""The table of findings: its filters and its frame; the script fills it in."""

from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.charts import area_name
from mingbai.rules.report.page.markup import both, escaped, said
from mingbai.rules.report.page.numbers import count
from mingbai.rules.report.severities import TOLD

COLUMNS = (  # key, Chinese, English, sortable
    ("severity", "级别", "Severity"),
    ("rule", "规则", "Rule"),
    ("who", "对象", "About"),
    ("area", "地区", "Division"),
    ("programme", "项目", "Programme"),
    ("money", "金额（元）", "Yuan"),
    ("message", "说明", "Finding"),
)


def findings_table(result: Outcome, embedded: int) -> str:
    """Return the frame of the table of findings, of which `embedded` are in the page."""
    everything = result.totals.all.count
    title = both("发现的问题", "Findings")
    some = said(
        f"此处为最严重的 {count(embedded)} 处（每条规则都有），全部 {count(everything)} 处见 findings.xlsx 和 findings.csv。",
        f"These are the gravest {count(embedded)} (some of every rule); all {count(everything)} are in findings.xlsx and findings.csv.",
    )
    all_of_them = said(
        "全部发现都在这里，也在 findings.xlsx 和 findings.csv 中。",
        "All findings are here, and in findings.xlsx and findings.csv.",
    )
    note = some if embedded < everything else all_of_them
    return (
        f'<section id="findings"><h2>{title}</h2><p class="muted">{note}</p>{_filters(result)}'
        f'<p class="showing" role="status" aria-live="polite" id="showing"></p>{_frame()}{_pager()}</section>'
    )


def _filters(result: Outcome) -> str:
    chips = "".join(
        f'<label class="chip {told.code}"><input type="checkbox" name="severity" value="{told.code}" checked> <span>{told.shape} {both(told.name, told.name_en)}</span></label>'
        for told in TOLD.values()
    )
    rules = "".join(
        f'<option value="{rule.id}" data-zh="{rule.id} {escaped(rule.title)}" data-en="{rule.id} {escaped(rule.title_en)}"></option>'
        for rule in sorted(result.checked.run, key=lambda rule: rule.id)
        if rule.id in result.totals.by_rule
    )
    areas = "".join(
        f'<option value="{escaped(area.code)}" {_area_words(result, area.code)}></option>'
        for area in result.totals.areas
    )
    every_rule = '<option value="*" data-zh="全部规则" data-en="All rules"></option>'
    every_area = '<option value="*" data-zh="全部地区" data-en="All divisions"></option>'
    return (
        f'<form class="card filters" id="filters" role="search"><fieldset><legend>{both("级别", "Severity")}</legend>{chips}</fieldset>'
        f'<label>{both("规则", "Rule")}<select name="rule">{every_rule}{rules}</select></label>'
        f'<label>{both("地区", "Division")}<select name="area">{every_area}{areas}</select></label>'
        f'<label class="grow">{both("查找（姓名、身份证号、户编号、说明）", "Search (name, ID number, household, text)")}'
        f'<input type="search" name="text" autocomplete="off" spellcheck="false"></label>'
        f'<label class="chip"><input type="checkbox" name="hold"> <span>{both("只看建议先核实的", "Only those to verify first")}</span></label>'
        f'<button type="reset" class="button">{both("清除条件", "Clear")}</button></form>'
    )


def _area_words(result: Outcome, code: str) -> str:
    name = result.place_name(code)
    zh = f"{name} {code}" if name else code or "未注明地区"
    en = f"{name} {code}" if name else code or "No division stated"
    return f'data-zh="{escaped(zh)}" data-en="{escaped(en)}"'


def _frame() -> str:
    heads = "".join(
        f'<th scope="col" class="c-{key}" aria-sort="none"><button type="button" data-sort="{key}">{both(zh, en)}<span class="arrow" aria-hidden="true"></span></button></th>'
        for key, zh, en in COLUMNS
    )
    caption = both(
        "发现的问题，点一行看比对的数值、依据和出处",
        "Findings; choose one to see the compared values, the articles and where it stands",
    )
    return f'<div class="card flush"><table class="findings" id="rows"><caption class="unseen">{caption}</caption><thead><tr>{heads}</tr></thead><tbody></tbody></table></div>'


def _pager() -> str:
    sizes = "".join(f"<option>{size}</option>" for size in (20, 50, 100, 200))
    return (
        f'<nav class="pager" id="pager"><button type="button" class="button" data-page="-1">{both("上一页", "Previous")}</button>'
        f'<span id="page"></span><button type="button" class="button" data-page="1">{both("下一页", "Next")}</button>'
        f'<label>{both("每页", "Per page")} <select name="size">{sizes}</select></label></nav>'
    )
