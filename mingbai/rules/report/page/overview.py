"""The first screen: what was checked, how much there is to verify, and how soon."""

from collections.abc import Iterator

from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.charts import area_name
from mingbai.rules.report.page.markup import both, data, escaped, pairs, said, tag
from mingbai.rules.report.page.numbers import count, headline, yuan
from mingbai.rules.report.totals import Tally
from mingbai.rules.report.wording.next_steps import HEARING, NEVER
from mingbai.rules.report.wording.severities import TOLD, Told


def overview(result: Outcome) -> str:
    """Return the head of the report as HTML."""
    parts = (_title(result), _verdict(result), _levels(result), _facts(result), _warnings(result), _law())
    return tag("section", *parts, id="overview", class_="hero")


def _title(result: Outcome) -> str:
    checked = result.checked
    month, as_of = checked.snapshot.month, checked.snapshot.as_of
    day = said(f"{as_of.year}年{as_of.month}月{as_of.day}日", str(as_of))
    lists = len(checked.snapshot.given)
    facts = (
        (both("地区", "Area"), area_name(result, result.region) if result.region.isdigit() else both("全国", "Nation")),
        (both("数据截至", "Judged as of"), tag("time", day, datetime=str(as_of))),
        (both("运行规则", "Rules run"), f"{len(checked.run)} / {len(checked.run) + len(checked.not_run)}"),
        (both("清单", "Lists"), both(f"{lists} 种", f"{lists} kinds")),
    )
    zh = f"{month.year}年{month.month}月社会救助资金检查报告"
    return tag("h1", both(zh, f"Social-assistance money, {month}: what the check found")) + pairs(facts, "facts")


def _verdict(result: Outcome) -> str:
    totals, flow = result.totals, result.flow
    zh, en = ("名册", "lines of the roster") if flow.rostered else ("在保", "approved lines")
    month = flow.rostered or flow.approved
    lines = tag("b", count(month.rows) if month else "--")
    checked = said(f"核对{zh} {lines} 行，", f"{lines} {en} checked: ")
    if not totals.all.count:
        ran = len(result.checked.run)
        clean = both(
            f"运行的 {ran} 条规则没有发现需要核实的问题。", f"the {ran} rules that ran found nothing to verify."
        )
        return tag("p", "✔ ", checked, clean, class_="verdict clean")
    found = tag("b", count(totals.all.count))
    households, persons = count(totals.households), count(totals.persons)
    told = said(
        f"有 {found} 处需要核实，涉及 {households} 户、{persons} 人。",
        f"{found} places to verify, in {households} households, {persons} persons.",
    )
    return tag("p", checked, told, class_="verdict")


def _levels(result: Outcome) -> str:
    cards = (_level(told, result.totals.by_severity[name]) for name, told in TOLD.items())
    return tag("div", *cards, class_="levels")


def _level(told: Told, tally: Tally) -> str:
    money = both("未涉及金额", "no sum named")
    if tally.amount_fen is not None:
        money = both("涉及 ", "At stake ") + headline(tally.amount_fen)
    return tag(
        "a",
        tag("span", f"{told.shape} ", both(told.name, told.name_en), class_="level-name"),
        tag("strong", count(tally.count)),
        tag("span", money),
        tag("span", both(told.clock, told.clock_en), class_="muted"),
        class_=f"card level {told.code}",
        href="#findings",
        data_severity=told.code,
    )


def _facts(result: Outcome) -> str:
    totals = result.totals
    held = yuan(totals.holds.amount_fen)
    stake_note = both(
        "同一户同一项目只计最大一笔；按账户、按地区汇总的预警不计入",
        "each household and programme once, at its largest; alerts by account or division left out",
    )
    held_note = both(f"涉及 {held} 元；是否暂缓由人决定", f"¥{held}; a person decides, line by line")
    facts = (
        _fact(both("涉及金额", "Money at stake"), headline(totals.once_fen), stake_note),
        _fact(both("建议先核实后发放", "Verify before release"), count(totals.holds.count), held_note),
        _gates(result),
    )
    return tag("div", *facts, class_="facts-row")


def _gates(result: Outcome) -> str:
    name, found = both("发放前须查清", "Settle before release"), result.totals.gates.count
    if not any(rule.gates for rule in result.checked.run):
        return _fact(name, "--", both("缺少清单，未能逐行比对", "lists are missing: lines could not be matched"))
    if not found:
        return _fact(name, "✔ 0", both("能比对的各方逐行一致", "all that could be compared agrees line by line"))
    note = both(
        "各方不一致，更正后方可放行；其余行不受影响",
        "the parties differ: correct before release; other lines go ahead",
    )
    return _fact(name, count(found), note)


def _fact(name: str, value: str, note: str) -> str:
    inside = (tag("span", name, class_="muted"), tag("strong", value), tag("small", note, class_="muted"))
    return tag("div", *inside, class_="card fact")


def _warnings(result: Outcome) -> str:
    """Return what keeps the figures from being the whole truth, most important first."""
    words = [tag("li", word) for word in _each_warning(result)]
    return tag("ul", *words, class_="notices") if words else ""


def _each_warning(result: Outcome) -> Iterator[str]:
    unread, refused = result.intake.unread, sum(result.checked.snapshot.refused.values())
    if unread:
        path = data(unread[0].place.path)
        yield said(
            f"有 {len(unread)} 个文件或工作表没有读成，如 {path}。",
            f"{len(unread)} files or sheets could not be read, for example {path}.",
        )
    if refused:
        yield both(
            f"有 {count(refused)} 行填写有误被退回，其余行已全部核对；见 rows-refused.xlsx。",
            f"{count(refused)} rows were refused and all others checked: see rows-refused.xlsx.",
        )
    if result.checked.not_run:
        number = len(result.checked.not_run)
        zh, en = (
            f"有 {number} 条规则没有运行：",
            f"{number} rules did not run: ",
        )
        yield both(zh, en) + tag("a", both("看缺什么", "see which"), href="#compared")
    if result.partly:
        number = len(result.partly)
        see = tag("a", both("看原因", "see why"), href="#compared")
        yield both(f"有 {number} 条规则只检查了一部分：", f"{number} rules checked in part: ") + see


def _law() -> str:
    link = tag("a", escaped(HEARING), href=f"#law-{HEARING}")
    return tag("p", both(*NEVER), " ", link, class_="law-note")
