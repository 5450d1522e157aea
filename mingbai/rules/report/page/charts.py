"""Charts: bars drawn by us as inline SVG, legible without colour, each with its table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mingbai.rules.report.flow import Flow, Sum
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.markup import both, data, escaped, said, table
from mingbai.rules.report.page.numbers import count, yuan
from mingbai.rules.report.severities import TOLD
from mingbai.rules.report.totals import Tally

SHOWN = 15  # bars; the table below has all
PATTERNS = """<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="p-red" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#b42318"/></pattern>
<pattern id="p-orange" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#f5b301"/><rect width="2" height="7" fill="#b97700"/></pattern>
<pattern id="p-yellow" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#ffe9a3"/><circle cx="3" cy="3" r="1.1" fill="#8a6d00"/></pattern>
<pattern id="p-blue" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#e6f1fb"/><path d="M0 3h6" stroke="#7fb0e0"/></pattern>
<pattern id="p-plain" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#0b57a4"/></pattern>
<pattern id="p-less" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fdecea"/><rect width="3" height="6" fill="#b42318"/></pattern>
<pattern id="p-more" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="6" height="6" fill="#fff3d6"/><rect width="3" height="6" fill="#b97700"/></pattern>
</defs></svg>"""


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called (HTML), its pieces (pattern, value), what stands at its end (HTML)."""

    name: str
    pieces: Sequence[tuple[str, int]]
    end: str
    link: str = ""  # attributes of a link that filters the findings

    @property
    def value(self) -> int:
        """Return how long it is."""
        return sum(value for _, value in self.pieces)


def charts(result: Outcome) -> str:
    """Return all charts as HTML."""
    return (
        PATTERNS
        + f'<div class="charts">{match_chart(result.flow)}{rule_chart(result)}{money_chart(result)}{area_chart(result)}</div>'
    )


def figure(name: str, title: str, note: str, drawing: str, twin: str) -> str:
    """Return a chart with its heading and the table of its numbers."""
    shown = both("看表格", "Show as a table")
    return (
        f'<figure class="card chart" id="chart-{name}"><figcaption><h3>{title}</h3><p class="muted">{note}</p></figcaption>'
        f'{drawing}<details class="twin"><summary>{shown}</summary>{twin}</details></figure>'
    )


def bars(rows: Iterable[Bar]) -> str:
    """Return bars under each other, the longest filling the width."""
    rows = list(rows)
    longest = max((bar.value for bar in rows), default=0) or 1
    return f'<ul class="bars">{"".join(_bar(bar, longest) for bar in rows)}</ul>'


def _bar(bar: Bar, longest: int) -> str:
    at, drawn = 0.0, []
    for pattern, value in bar.pieces:
        width = value * 100 / longest
        drawn.append(f'<rect x="{at:.3f}%" width="{width:.3f}%" height="100%" fill="url(#p-{pattern})"/>')
        at += width
    name = f'<a href="#findings" {bar.link}>{bar.name}</a>' if bar.link else bar.name
    svg = f'<svg class="bar" height="14" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    return f'<li><span class="bar-name">{name}</span>{svg}<span class="bar-end">{bar.end}</span></li>'


def rule_chart(result: Outcome) -> str:
    """Return how many findings each rule has."""
    found = _found(result, lambda tally: tally.count)
    drawing = bars(
        Bar(
            _rule_name(result, rule_id),
            [(_code(result, rule_id), tally.count)],
            count(tally.count),
            f'data-rule="{rule_id}"',
        )
        for rule_id, tally in found[:SHOWN]
    )
    title = both("每条规则发现多少处", "Findings by rule")
    note = _note(len(found), both("点规则名称，只看这条规则的发现。", "Choose a rule to see its findings only."))
    return figure("rules", title, note, drawing or _nothing(), rule_table(result))


def money_chart(result: Outcome) -> str:
    """Return how much money the findings of each rule name."""
    found = _found(result, lambda tally: tally.amount_fen or 0)
    drawing = bars(
        Bar(
            _rule_name(result, rule_id),
            [(_code(result, rule_id), tally.amount_fen or 0)],
            yuan(tally.amount_fen),
            f'data-rule="{rule_id}"',
        )
        for rule_id, tally in found[:SHOWN]
    )
    title = both("每条规则涉及多少钱（元）", "Money at stake by rule (yuan)")
    note = _note(
        len(found),
        both(
            "同一笔钱可能被几条规则指出，各规则相加会大于总览中的数。",
            "One line may be named by several rules, so the rules add up to more than the total above.",
        ),
    )
    return figure("money", title, note, drawing or _nothing(), rule_table(result))


def area_chart(result: Outcome) -> str:
    """Return the findings of each division by severity."""
    areas = sorted(result.totals.areas, key=lambda area: (-area.all.count, area.code))
    drawing = bars(
        Bar(
            area_name(result, area.code),
            [(told.code, area.by_severity[name].count) for name, told in TOLD.items() if name in area.by_severity],
            count(area.all.count),
            f'data-area="{escaped(area.code)}"',
        )
        for area in areas[:SHOWN]
    )
    heads = [
        both("地区", "Division"),
        *(severity(name) for name in TOLD),
        both("合计", "Total"),
        both("金额（元）", "Yuan"),
    ]
    rows = [
        [
            area_name(result, area.code),
            *(count(area.by_severity.get(name, Tally()).count) for name in TOLD),
            count(area.all.count),
            yuan(area.all.amount_fen),
        ]
        for area in areas
    ]
    total, by = result.totals.all, result.totals.by_severity
    foot = [
        both("合计", "Total"),
        *(count(by[name].count) for name in TOLD),
        count(total.count),
        yuan(total.amount_fen),
    ]
    caption = both("各地区的发现", "Findings by division")
    legend = (
        '<p class="legend">'
        + "".join(
            f'<span><svg class="key" width="14" height="14" aria-hidden="true"><rect width="14" height="14" fill="url(#p-{told.code})"/></svg>{severity(name)}</span>'
            for name, told in TOLD.items()
        )
        + "</p>"
    )
    names = {
        9: ("各乡镇（街道）", "township"),
        6: ("各县", "county"),
        4: ("各市", "prefecture"),
        2: ("各省", "province"),
    }
    zh, en = names.get(result.totals.digits, names[9])
    note = _note(len(areas), both("点地区名称，只看该地区的发现。", "Choose a division to see its findings only."))
    return figure(
        "areas",
        both(f"{zh}发现多少处", f"Findings by {en}"),
        note,
        legend + (drawing if areas else _nothing()),
        table(caption, heads, rows, numbers=range(1, 7), foot=foot),
    )


STEPS = {
    "approved": ("民政核定", "Approved by civil affairs"),
    "rostered": ("发放名册", "On the roster"),
    "appropriated": ("财政拨款", "Appropriated by finance"),
    "paid": ("银行代发成功", "Paid by the bank"),
}
OUTCOMES = {
    "back_pay": ("另有补发、更正", "Besides: back-pay and corrections"),
    "returned": ("另有退汇", "Besides: returned by the bank"),
    "failed": ("另有代发失败", "Besides: failed at the bank"),
}


def match_chart(flow: Flow) -> str:
    """Return the three-way match as a waterfall: four sums, and the difference from each to the next."""
    largest = max((told.amount_fen for _, told in flow.steps if told), default=0) or 1
    gaps = [abs(there.amount_fen - here.amount_fen) for here, there in _pairs(flow)]
    widest = max(gaps, default=0) or 1
    drawn, before = [], None
    for name, told in flow.steps:
        if told and before:
            drawn.append(_gap(told.amount_fen - before.amount_fen, told.rows - before.rows, widest))
        drawn.append(_level(STEPS[name], told, largest))
        before = told or before
    others = "".join(
        f"<li>{both(*words)} <b>{count(told.rows)}</b> {both('笔', 'lines')} <b>{yuan(told.amount_fen)}</b></li>"
        for name, words in OUTCOMES.items()
        if (told := getattr(flow, name)) and told.rows
    )
    rest = f'<ul class="besides">{others}</ul>' if others else ""
    heads = [
        both("环节", "Stage"),
        both("笔数", "Lines"),
        both("金额（元）", "Yuan"),
        both("与上一环节之差（元）", "Difference (yuan)"),
    ]
    rows, before = [], None
    for name, told in flow.steps:
        gap = yuan(told.amount_fen - before.amount_fen) if told and before else yuan(None)
        rows.append(
            [both(*STEPS[name]), count(told.rows) if told else yuan(None), yuan(told.amount_fen if told else None), gap]
        )
        before = told or before
    caption = both("当月四张清单的合计", "Sums of the month's four lists")
    note = both(
        "四张清单各自的合计，可与原文件逐一加总核对；差额条单独放大。合计相等不等于逐行相符，逐行差异见 RK-306 至 RK-308。",
        "The sum of each list, which can be re-added from the files; differences are drawn on a scale of their own. Equal sums do not prove equal lines: see RK-306 to RK-308 for those.",
    )
    return figure(
        "match",
        both(
            "钱走到哪一步：核定 → 名册 → 拨款 → 到账（元）",
            "Where the money is: approved → rostered → appropriated → paid (yuan)",
        ),
        note,
        f'<ul class="bars fall">{"".join(drawn)}</ul>{rest}',
        table(caption, heads, rows, numbers=(1, 2, 3)),
    )


def _pairs(flow: Flow) -> list[tuple[Sum, Sum]]:
    known = [told for _, told in flow.steps if told]
    return list(zip(known, known[1:], strict=False))


def _level(words: tuple[str, str], told: Sum | None, largest: int) -> str:
    if told is None:
        return f'<li class="missing"><span class="bar-name">{both(*words)}</span><span class="muted">{both("未提供，未能比对", "not given, not compared")}</span><span class="bar-end">--</span></li>'
    svg = f'<svg class="bar tall" height="22" aria-hidden="true" focusable="false"><rect width="{max(told.amount_fen, 0) * 100 / largest:.3f}%" height="100%" fill="url(#p-plain)"/></svg>'
    lines = both(f"{count(told.rows)} 笔", f"{count(told.rows)} lines")
    return f'<li><span class="bar-name">{both(*words)}<small>{lines}</small></span>{svg}<span class="bar-end">{yuan(told.amount_fen)}</span></li>'


def _gap(gap_fen: int, rows: int, widest: int) -> str:
    if gap_fen == 0:
        return f'<li class="gap"><span class="bar-name"></span><span class="even">✔ {both("合计相等", "sums are equal")}</span><span class="bar-end">0.00</span></li>'
    width = abs(gap_fen) * 45 / widest
    side, kind = ((50 - width), "less") if gap_fen < 0 else (50, "more")
    svg = f'<svg class="bar" height="10" aria-hidden="true" focusable="false"><rect x="50%" width="1" height="100%" fill="#7b8794"/><rect x="{side:.3f}%" width="{width:.3f}%" height="100%" fill="url(#p-{kind})"/></svg>'
    words = both("少", "less") if gap_fen < 0 else both("多", "more")
    return f'<li class="gap {kind}"><span class="bar-name">{words}</span>{svg}<span class="bar-end">{"+" if gap_fen > 0 else ""}{yuan(gap_fen)}</span></li>'


def rule_table(result: Outcome) -> str:
    """Return every rule that ran with its findings, and the totals that re-add."""
    heads = [both("规则", "Rule"), both("级别", "Severity"), both("发现", "Findings"), both("金额（元）", "Yuan")]
    rows = []
    for rule in result.rules:
        tally = result.totals.by_rule.get(rule.id, Tally())
        rows.append(
            [
                f"{rule.id} {both(rule.title, rule.title_en)}",
                severity(rule.severity.value),
                count(tally.count),
                yuan(tally.amount_fen),
            ]
        )
    total = result.totals.all
    foot = [both("合计", "Total"), "", count(total.count), yuan(total.amount_fen)]
    return table(both("各规则的发现", "Findings by rule"), heads, rows, numbers=(2, 3), foot=foot)


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


def _rule_name(result: Outcome, rule_id: str) -> str:
    rule = next(rule for rule in result.rules if rule.id == rule_id)
    told = TOLD[rule.severity.value]
    return f'<span class="shape {told.code}" aria-hidden="true">{told.shape}</span> {rule_id} {both(rule.title, rule.title_en)}'


def _code(result: Outcome, rule_id: str) -> str:
    return TOLD[next(rule for rule in result.rules if rule.id == rule_id).severity.value].code


def _found(result: Outcome, by: Callable[[Tally], int]) -> list[tuple[str, Tally]]:
    found = [(rule_id, tally) for rule_id, tally in result.totals.by_rule.items() if by(tally) > 0]
    return sorted(found, key=lambda pair: (-by(pair[1]), pair[0]))


def _note(length: int, words: str) -> str:
    return (
        words
        if length <= SHOWN
        else words
        + said(
            f" 图中为前 {SHOWN} 项，全部 {length} 项见表格。",
            f" The first {SHOWN} are drawn; the table has all {length}.",
        )
    )


def _nothing() -> str:
    return f'<p class="even">✔ {both("没有发现", "Nothing found")}</p>'
