"""Charts of the findings: by rule, by the money they name, by division; each with its table."""

from collections.abc import Callable
from pathlib import Path

from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.bars import Bar, bars, figure
from mingbai.rules.report.page.markup import both, data, escaped, said, table
from mingbai.rules.report.page.match_chart import match_chart
from mingbai.rules.report.page.numbers import count, yuan
from mingbai.rules.report.totals import Area, Tally
from mingbai.rules.report.wording.severities import TOLD
from mingbai.rules.rule import Rule

SHOWN = 15  # bars; the table below has all
PATTERNS = Path(__file__).parent.parent / "assets" / "patterns.svg"
AREA_TITLES = {
    9: ("各乡镇（街道）发现多少处", "Findings by township"),
    6: ("各县发现多少处", "Findings by county"),
    4: ("各市发现多少处", "Findings by prefecture"),
    2: ("各省发现多少处", "Findings by province"),
}


def charts(result: Outcome) -> str:
    """Return all charts as HTML."""
    drawn = (match_chart(result.flow), rule_chart(result), money_chart(result), area_chart(result))
    return f'{PATTERNS.read_text(encoding="utf-8")}<div class="charts">{"".join(drawn)}</div>'


def rule_chart(result: Outcome) -> str:
    """Return how many findings each rule has."""
    found = _found(result, lambda tally: tally.count)
    drawn = bars(_rule_bar(rule, tally.count, count(tally.count)) for rule, tally in found[:SHOWN])
    note = _note(len(found), "点规则名称，只看这条规则的发现。", "Choose a rule to see only its findings.")
    return figure("rules", both("每条规则发现多少处", "Findings by rule"), note, drawn, rule_table(result))


def money_chart(result: Outcome) -> str:
    """Return how much money the findings of each rule name."""
    found = _found(result, lambda tally: tally.amount_fen or 0)
    drawn = bars(_rule_bar(rule, tally.amount_fen or 0, yuan(tally.amount_fen)) for rule, tally in found[:SHOWN])
    zh = "同一笔钱可能被几条规则指出，各规则相加会大于总览中的数。"
    en = "One line may be named by several rules, so they add up to more than the overview says."
    title = both("每条规则涉及多少钱（元）", "Money at stake by rule (yuan)")
    return figure("money", title, _note(len(found), zh, en), drawn, rule_table(result))


def _rule_bar(rule: Rule, value: int, end: str) -> Bar:
    told = TOLD[rule.severity.value]
    shape = f'<span class="shape {told.code}" aria-hidden="true">{told.shape}</span>'
    name = f"{shape} {rule.id} {both(rule.title, rule.title_en)}"
    return Bar(name, [(told.code, value)], end, f'data-rule="{rule.id}"')


def _found(result: Outcome, by: Callable[[Tally], int]) -> list[tuple[Rule, Tally]]:
    """Return the rules that found something with what they found, the most first."""
    found = [(rule, result.totals.by_rule[rule.id]) for rule in result.rules if rule.id in result.totals.by_rule]
    return sorted((pair for pair in found if by(pair[1]) > 0), key=lambda pair: (-by(pair[1]), pair[0].id))


def rule_table(result: Outcome) -> str:
    """Return every rule that ran with its findings, and the totals that re-add."""
    rows = []
    for rule in result.rules:
        tally = result.totals.by_rule.get(rule.id, Tally())
        name = f"{rule.id} {both(rule.title, rule.title_en)}"
        rows.append([name, severity(rule.severity.value), count(tally.count), yuan(tally.amount_fen)])
    total = result.totals.all
    heads = [both("规则", "Rule"), both("级别", "Severity"), both("发现", "Findings"), both("金额（元）", "Yuan")]
    foot = [both("合计", "Total"), "", count(total.count), yuan(total.amount_fen)]
    return table(both("各规则的发现", "Findings by rule"), heads, rows, numbers=(2, 3), foot=foot)


def area_chart(result: Outcome) -> str:
    """Return the findings of each division by severity."""
    areas = sorted(result.totals.areas, key=lambda area: (-area.all.count, area.code))
    drawn = bars(_area_bar(result, area) for area in areas[:SHOWN])
    note = _note(len(areas), "点地区名称，只看该地区的发现。", "Choose a division to see only its findings.")
    title = both(*AREA_TITLES.get(result.totals.digits, AREA_TITLES[9]))
    return figure("areas", title, note, _legend() + drawn, _area_table(result, areas))


def _area_bar(result: Outcome, area: Area) -> Bar:
    found = area.by_severity
    pieces = [(told.code, found[name].count) for name, told in TOLD.items() if name in found]
    return Bar(area_name(result, area.code), pieces, count(area.all.count), f'data-area="{escaped(area.code)}"')


def _legend() -> str:
    key = '<svg class="key" width="14" height="14" aria-hidden="true"><rect width="14" height="14" fill="{}"/></svg>'
    items = (f"<span>{key.format(f'url(#p-{told.code})')}{severity(name)}</span>" for name, told in TOLD.items())
    return f'<p class="legend">{"".join(items)}</p>'


def _area_table(result: Outcome, areas: list[Area]) -> str:
    rows = []
    for area in areas:
        counts = [count(area.by_severity.get(name, Tally()).count) for name in TOLD]
        rows.append([area_name(result, area.code), *counts, count(area.all.count), yuan(area.all.amount_fen)])
    total, by = result.totals.all, result.totals.by_severity
    heads = [both("地区", "Division"), *map(severity, TOLD), both("合计", "Total"), both("金额（元）", "Yuan")]
    foot = [
        both("合计", "Total"),
        *(count(by[name].count) for name in TOLD),
        count(total.count),
        yuan(total.amount_fen),
    ]
    return table(both("各地区的发现", "Findings by division"), heads, rows, numbers=range(1, len(heads)), foot=foot)


def severity(name: str) -> str:
    """Return a severity as a tag with its shape and its word."""
    told = TOLD[name]
    return f'<span class="tag {told.code}">{told.shape} {both(told.name, told.name_en)}</span>'


def area_name(result: Outcome, code: str) -> str:
    """Return a division as HTML: its name where known, and its code."""
    if not code:
        return both("未注明地区", "No division stated")
    name = result.place_name(code)
    return f'{data(name)} <small class="muted">{escaped(code)}</small>' if name else data(code)


def _note(length: int, zh: str, en: str) -> str:
    if length <= SHOWN:
        return both(zh, en)
    return said(
        f"{zh}图中为前 {SHOWN} 项，全部 {length} 项见表格。",
        f"{en} The first {SHOWN} are drawn; the table has all {length}.",
    )
