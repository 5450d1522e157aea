"""The first screen: what was checked, how much there is to verify, and how soon."""

from mingbai.files.problems import Problem
from mingbai.rules.report.next_steps import HEARING, NEVER
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.charts import area_name
from mingbai.rules.report.page.markup import both, data, escaped, said
from mingbai.rules.report.page.numbers import count, headline, yuan
from mingbai.rules.report.severities import TOLD


def overview(result: Outcome) -> str:
    """Return the head of the report as HTML."""
    return f'<section id="overview" class="hero">{_title(result)}{_verdict(result)}{_cards(result)}{_warnings(result)}{_law()}</section>'


def _title(result: Outcome) -> str:
    month, as_of = result.checked.snapshot.month, result.checked.snapshot.as_of
    where = area_name(result, result.region) if result.region.isdigit() else both("全国", "Nation")
    facts = (
        (both("地区", "Area"), where),
        (
            both("数据截至", "Judged as of"),
            f'<time datetime="{as_of}">{said(f"{as_of.year}年{as_of.month}月{as_of.day}日", str(as_of))}</time>',
        ),
        (
            both("运行规则", "Rules run"),
            f"{len(result.checked.run)} / {len(result.checked.run) + len(result.checked.not_run)}",
        ),
        (
            both("清单", "Lists"),
            both(f"{len(result.checked.snapshot.given)} 种", f"{len(result.checked.snapshot.given)} kinds"),
        ),
    )
    told = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    title = both(
        f"{month.year}年{month.month}月社会救助资金检查报告", f"Social-assistance money, {month}: what the check found"
    )
    return f'<h1>{title}</h1><dl class="facts">{told}</dl>'


def _verdict(result: Outcome) -> str:
    totals = result.totals
    month = result.flow.rostered or result.flow.approved
    zh, en = ("名册", "lines of the roster") if result.flow.rostered else ("在保", "approved lines")
    lines = count(month.rows) if month else "--"
    checked = said(f"核对{zh} <b>{lines}</b> 行，", f"<b>{lines}</b> {en} checked: ")
    if not totals.all.count:
        ran = count(len(result.checked.run))
        return f'<p class="verdict clean">✔ {checked}{said(f"已运行的 {ran} 条规则没有发现需要核实的问题。", f"the {ran} rules that ran found nothing to verify.")}</p>'
    found = said(
        f"有 <b>{count(totals.all.count)}</b> 处需要核实，涉及 {count(totals.households)} 户、{count(totals.persons)} 人。",
        f"<b>{count(totals.all.count)}</b> places to verify, in {count(totals.households)} households, {count(totals.persons)} persons.",
    )
    return f'<p class="verdict">{checked}{found}</p>'


def _cards(result: Outcome) -> str:
    totals = result.totals
    cards = []
    for name, told in TOLD.items():
        tally = totals.by_severity[name]
        money = (
            both("涉及 ", "At stake ") + headline(tally.amount_fen)
            if tally.amount_fen is not None
            else both("未涉及金额", "no sum named")
        )
        cards.append(
            f'<a class="card level {told.code}" href="#findings" data-severity="{told.code}"><span class="level-name">{told.shape} {both(told.name, told.name_en)}</span>'
            f'<strong>{count(tally.count)}</strong><span class="level-money">{money}</span><span class="muted">{both(told.clock, told.clock_en)}</span></a>'
        )
    stake = _fact(
        both("涉及金额", "Money at stake"),
        headline(totals.once_fen),
        both(
            "同一户同一项目只计最大一笔；按账户、按地区汇总的预警不计入",
            "each household and programme once, at its largest; alerts by account or division left out",
        ),
    )
    held = _fact(
        both("建议先核实后发放", "Verify before release"),
        count(totals.holds.count),
        said(
            f"涉及 {yuan(totals.holds.amount_fen)} 元；是否暂缓由人决定",
            f"¥{yuan(totals.holds.amount_fen)}; a person decides, line by line",
        ),
    )
    return f'<div class="levels">{"".join(cards)}</div><div class="facts-row">{stake}{held}{_gates(result)}</div>'


def _gates(result: Outcome) -> str:
    gating = [rule for rule in result.checked.run if rule.gates]
    name = both("发放前须查平", "Level before release")
    if not gating:
        return _fact(name, "--", both("缺少清单，未能逐行比对", "lists are missing: lines could not be matched"))
    gates = result.totals.gates
    if not gates.count:
        return _fact(name, "✔ 0", both("能比对的各方逐行一致", "all that could be compared agrees line by line"))
    return _fact(
        name,
        count(gates.count),
        both(
            "各方不一致，更正后方可放行；其余行不受影响",
            "the parties differ: correct before release; other lines go ahead",
        ),
    )


def _fact(name: str, value: str, note: str) -> str:
    return f'<div class="card fact"><span class="muted">{name}</span><strong>{value}</strong><small class="muted">{note}</small></div>'


def _warnings(result: Outcome) -> str:
    """Return what keeps the figures from being the whole truth, most important first."""
    words = []
    unread, refused = result.intake.unread, result.intake.refused
    if unread:
        words.append(
            said(f"有 {len(unread)} 个文件或工作表没有读成，", f"{len(unread)} files or sheets could not be read; ")
            + _first(unread)
        )
    if refused:
        words.append(
            said(
                f"有 {count(refused)} 行因填写错误被退回，其余行已全部核对；退回的行见 rows-refused.xlsx。",
                f"{count(refused)} rows were refused, all others were checked; the refused rows are in rows-refused.xlsx.",
            )
        )
    if result.checked.not_run:
        number = len(result.checked.not_run)
        words.append(
            said(
                f"有 {number} 条规则因缺少清单或参数没有运行，",
                f"{number} rules could not run for want of a list or a parameter; ",
            )
            + f'<a href="#compared">{both("看缺什么", "see which")}</a>'
        )
    if result.partly:
        number = len(result.partly)
        words.append(
            said(f"有 {number} 条规则只检查了一部分，", f"{number} rules checked in part; ")
            + f'<a href="#compared">{both("看原因", "see why")}</a>'
        )
    return f'<ul class="notices">{"".join(f"<li>{word}</li>" for word in words)}</ul>' if words else ""


def _first(problems: tuple[Problem, ...]) -> str:
    shown = data(problems[0].place.path)
    return said(f"如 {shown}", f"for example {shown}") if shown else ""


def _law() -> str:
    return (
        f'<p class="law-note">{both(*NEVER)} <a href="#law-{escaped(HEARING)}" class="quiet">{escaped(HEARING)}</a></p>'
    )
