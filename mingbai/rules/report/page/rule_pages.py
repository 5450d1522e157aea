"""The chapter that explains each rule in plain words: what it looks for, what it needs, what it leaves alone, by which law."""

from collections.abc import Iterable, Iterator

from mingbai.files.tables import TABLES
from mingbai.law import article, text
from mingbai.policy.parameters.definition import Value
from mingbai.policy.parameters.entry import NATION, Entry
from mingbai.policy.parameters.packs import definitions
from mingbai.policy.parameters.parameter_set import NotInForce
from mingbai.policy.parameters.showing import shown
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.report.next_steps import STEPS
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.charts import area_name, severity
from mingbai.rules.report.page.markup import both, escaped, said, table
from mingbai.rules.report.page.numbers import count
from mingbai.rules.report.severities import TOLD
from mingbai.rules.report.totals import Tally
from mingbai.rules.rule import Phase, Rule

PHASES = {Phase.BEFORE_PAYMENT: ("发放前核对", "before payment"), Phase.AFTER_PAYMENT: ("发放后比对", "after payment")}


def rule_chapter(result: Outcome) -> str:
    """Return the chapter as HTML."""
    title = both("规则说明", "What each rule means")
    note = both(
        "每条规则找什么、要哪些清单、和什么数值比、依据哪一条。",
        "What each rule looks for, which lists and values it needs, and by which article.",
    )
    not_run = {one.rule.id for one in result.checked.not_run}
    rules = sorted([*result.checked.run, *(one.rule for one in result.checked.not_run)], key=lambda rule: rule.id)
    pages = "".join(rule_page(rule, result, runs=rule.id not in not_run) for rule in rules)
    return f'<section id="rules"><h2>{title}</h2><p class="muted">{note}</p>{pages}{_articles(rules)}</section>'


def rule_page(rule: Rule, result: Outcome, *, runs: bool) -> str:
    """Return one rule in plain words, folded."""
    tally = result.totals.by_rule.get(rule.id, Tally())
    told = TOLD[rule.severity.value]
    found = said(f"{count(tally.count)} 处", f"{count(tally.count)} found") if runs else both("未运行", "did not run")
    head = f'<summary><b>{rule.id}</b> {both(rule.title, rule.title_en)} {severity(rule.severity.value)}<span class="found">{found}</span></summary>'
    facts = [
        (both("何时核对", "When"), both(*PHASES[rule.phase])),
        (both("处置时限", "Clock"), both(told.clock, told.clock_en)),
        (both("需要的清单", "Lists it needs"), said(*needed(rule))),
        (both("版本", "Version"), str(rule.version)),
    ]
    if rule.gates:
        facts.append((both("闸门", "Gate"), both(*STEPS["gate"])))
    if rule.proposes_hold:
        facts.append((both("建议", "Proposal"), both(*STEPS["hold"])))
    if rule.partly:
        facts.append((both("只检查一部分", "Checked in part"), both(*rule.partly)))
    told_facts = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    parts = (
        f"<p>{both(rule.plain, rule.plain_en)}</p>",
        f'<dl class="facts tall">{told_facts}</dl>',
        _values(rule, result),
        _cites(rule),
        _examples(rule),
    )
    return f'<details class="card rule{" found-some" if tally.count else ""}" id="rule-{rule.id}">{head}<div class="rule-body">{"".join(parts)}</div></details>'


def needed(rule: Rule) -> tuple[str, str]:
    """Return the lists a rule cannot do without, in both languages."""
    zh = ["或".join(TABLES[name].title for name in either.split("|")) for either in rule.needs]
    en = [" or ".join(TABLES[name].title_en for name in either.split("|")) for either in rule.needs]
    return escaped("、".join(zh) or "--"), escaped(", ".join(en) or "--")


def _values(rule: Rule, result: Outcome) -> str:
    rows = [
        [
            both(definitions()[key].title, definitions()[key].title_en),
            said(*_told(key, entry.value)),
            area_name(result, entry.region) if entry.region != NATION else both("全国", "Nation"),
            ground(entry),
        ]
        for key, entry in values_of(rule, result.checked.parameters)
    ]
    heads = [both("参数", "Parameter"), both("取值", "Value"), both("适用地区", "Where"), both("来源", "Origin")]
    return table(both("比较所用的数值", "Values compared with"), heads, rows) if rows else ""


def values_of(rule: Rule, parameters: PlacedParameters) -> Iterator[tuple[str, Entry]]:
    """Yield the values a rule compares with: that of the whole check, then of places inside it that have their own."""
    for key in rule.parameters:
        if key not in definitions():
            continue
        for place in (parameters.region, *parameters.places(key)):
            try:
                entry = parameters.source.origin(key, place, parameters.on)
            except NotInForce:
                continue
            yield key, entry


def _told(key: str, value: Value) -> tuple[str, str]:
    definition = definitions()[key]
    return escaped(shown(definition, value, "zh")), escaped(shown(definition, value, "en"))


def ground(entry: Entry) -> str:
    """Return what a value rests on: an article, or our own reason."""
    since = said(f"（{entry.from_on} 起）", f" (from {entry.from_on})")
    if entry.cite:
        return f'<a href="#law-{escaped(entry.cite)}">{escaped(entry.cite)}</a>{since}'
    return both(entry.reason or "由使用单位提供", entry.reason_en or "given by the office") + since


def _cites(rule: Rule) -> str:
    items = "".join(f"<li>{_article(citation)}</li>" for citation in rule.cites)
    return f'<h4>{both("依据", "Articles")}</h4><ul class="laws">{items}</ul>'


def _article(citation: str) -> str:
    one = article(citation)
    law = text(one.citation.text)
    head = f"<b>{said(escaped(f'《{law.title}》'), escaped(law.title_en))}</b> {escaped(citation)} {both(one.heading, one.heading_en)}"
    return f'{head}<br><span class="muted">{both(one.gist or "", one.gist_en or "")}</span>'


def _examples(rule: Rule) -> str:
    found = [case for case in rule.examples if case.finds]
    left = [case.story for case in rule.examples if not case.finds]
    zh = f"规则自带 {len(found)} 个应当发现、{len(left)} 个不应报警的例子，每次改动都要全部通过。"
    en = f"The rule carries {len(found)} cases it must find and {len(left)} it must leave alone; all must pass whenever it changes."
    stories = (
        f'<ul lang="en" class="plain-list">{"".join(f"<li>{escaped(story)}</li>" for story in left)}</ul>'
        if left
        else ""
    )
    return f"<h4>{both('不应报警的情形', 'What it leaves alone')}</h4><p>{both(zh, en)}</p>{stories}"


def _articles(rules: Iterable[Rule]) -> str:
    cited = sorted({citation for rule in rules for citation in rule.cites} | {"LAW-2026#48"})
    items = "".join(f'<li id="law-{escaped(citation)}">{_article(citation)}</li>' for citation in cited)
    return f'<details class="card" id="laws"><summary><b>{both("引用的条款", "Articles cited")}</b> <span class="found">{len(cited)}</span></summary><ul class="laws rule-body">{items}</ul></details>'
