"""The chapter that explains each rule in plain words: what it looks for, needs and leaves alone, by which law."""

from collections.abc import Iterable, Iterator

from mingbai.files.tables import TABLES
from mingbai.law import article, named
from mingbai.policy.parameters.entry import NATION, Entry
from mingbai.policy.parameters.packs import definitions
from mingbai.policy.parameters.parameter_set import NotInForce
from mingbai.policy.parameters.showing import shown
from mingbai.rules.parameters import PlacedParameters
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.charts import area_name, severity
from mingbai.rules.report.page.markup import Both, both, pairs, table, tag
from mingbai.rules.report.page.numbers import count
from mingbai.rules.report.totals import Tally
from mingbai.rules.report.wording.next_steps import HEARING, STEPS
from mingbai.rules.report.wording.severities import TOLD
from mingbai.rules.rule import Example, Phase, Rule

PHASES = {Phase.BEFORE_PAYMENT: ("发放前核对", "before payment"), Phase.AFTER_PAYMENT: ("发放后比对", "after payment")}
FOUND_TOLD = 3  # of the examples it must find; those it leaves alone are all told, for they are what people ask about


def rule_chapter(result: Outcome) -> str:
    """Return the chapter as HTML."""
    note = both(
        "每条规则找什么、要哪些清单、和什么数值比、依据哪一条。",
        "What each rule looks for, which lists and values it needs, and by which article.",
    )
    not_run = {one.rule.id for one in result.checked.not_run}
    rules = sorted([*result.checked.run, *(one.rule for one in result.checked.not_run)], key=lambda rule: rule.id)
    pages = [rule_page(rule, result, runs=rule.id not in not_run) for rule in rules]
    head = (tag("h2", both("规则说明", "What each rule means")), tag("p", note, class_="muted"))
    return tag("section", *head, *pages, _articles(rules), id="rules")


def rule_page(rule: Rule, result: Outcome, *, runs: bool) -> str:
    """Return one rule in plain words, folded."""
    tally = result.totals.by_rule.get(rule.id, Tally())
    found = both("未运行", "did not run")
    if runs:
        found = both(f"{count(tally.count)} 处", f"{count(tally.count)} found")
    name = (tag("b", rule.id), " ", both(rule.title, rule.title_en), severity(rule.severity.value))
    plain = tag("p", both(rule.plain, rule.plain_en))
    facts = pairs(_facts(rule), "facts tall")
    body = tag("div", plain, facts, examples_told(rule), _values(rule, result), _cites(rule), class_="rule-body")
    head = tag("summary", *name, tag("span", found, class_="found"))
    return tag("details", head, body, class_="card rule", id=f"rule-{rule.id}")


def _facts(rule: Rule) -> Iterator[Both]:
    told = TOLD[rule.severity.value]
    yield both("何时核对", "When"), both(*PHASES[rule.phase])
    yield both("处置时限", "Clock"), both(told.clock, told.clock_en)
    yield both("需要的清单", "Lists it needs"), both(*needed(rule))
    if rule.gates:
        yield both("闸门", "Gate"), both(*STEPS["gate"])
    if rule.proposes_hold:
        yield both("建议", "Proposal"), both(*STEPS["hold"])
    if rule.partly:
        yield both("只检查一部分", "Checked in part"), both(*rule.partly)
    yield both("版本", "Version"), str(rule.version)


def needed(rule: Rule) -> Both:
    """Return the lists a rule cannot do without, in both languages."""
    zh = ["或".join(TABLES[name].title for name in either.split("|")) for either in rule.needs]
    en = [" or ".join(TABLES[name].title_en for name in either.split("|")) for either in rule.needs]
    return "、".join(zh) or "--", ", ".join(en) or "--"


def _values(rule: Rule, result: Outcome) -> str:
    rows = []
    for key, entry in values_of(rule, result.checked.parameters):
        known = definitions()[key]
        value = both(shown(known, entry.value, "zh"), shown(known, entry.value, "en"))
        where = both("全国", "Nation") if entry.region == NATION else area_name(result, entry.region)
        rows.append([both(known.title, known.title_en), value, where, ground(entry)])
    heads = [both("参数", "Parameter"), both("取值", "Value"), both("适用地区", "Where"), both("来源", "Origin")]
    return table(both("比较所用的数值", "Values compared with"), heads, rows) if rows else ""


def values_of(rule: Rule, parameters: PlacedParameters) -> Iterator[tuple[str, Entry]]:
    """Yield the values a rule compares with: that of the whole check, then of places inside it that have their own."""
    for key in rule.parameters:
        for place in (parameters.region, *parameters.places(key)):
            try:
                yield key, parameters.source.origin(key, place, parameters.on)
            except NotInForce:
                continue


def ground(entry: Entry) -> str:
    """Return what a value rests on: an article, or our own reason."""
    since = both(f"（{entry.from_on} 起）", f" (from {entry.from_on})")
    if entry.cite:
        return tag("a", _name(entry.cite), href=f"#law-{entry.cite}", title=entry.cite) + since
    return both(entry.reason or "由使用单位提供", entry.reason_en or "given by the office") + since


def _cites(rule: Rule) -> str:
    items = (tag("li", _article(citation)) for citation in rule.cites)
    return tag("h4", both("依据", "Articles")) + tag("ul", *items, class_="laws")


def _article(citation: str) -> str:
    one = article(citation)
    gist = tag("span", both(one.gist or "", one.gist_en or ""), class_="muted")
    return f"{tag('b', _name(citation), title=citation)} {both(one.heading, one.heading_en)}<br>{gist}"


def _name(citation: str) -> str:
    """Return an article as people cite it; its code stands in the title."""
    return both(named(citation, "zh"), named(citation, "en"))


def examples_told(rule: Rule) -> str:
    """Return some of what a rule must find and all it must leave alone, as HTML in both languages."""
    found = [case for case in rule.examples if case.finds]
    left = [case for case in rule.examples if not case.finds]
    zh = f"规则自带 {len(found)} 个应当发现、{len(left)} 个不应报警的例子，每次改动都要全部通过。"
    en = f"The rule carries examples: {len(found)} to find, {len(left)} to leave alone. All must pass at every change."
    finds = _stories(("会发现的情形，例如", "What it finds, for example"), found[:FOUND_TOLD])
    leaves = _stories(("不应报警的情形", "What it leaves alone"), left)
    return tag("div", finds, leaves, class_="stories") + tag("p", both(zh, en), class_="muted")


def _stories(head: Both, cases: Iterable[Example]) -> str:
    items = (tag("li", both(case.story, case.story_en)) for case in cases)
    return tag("div", tag("h4", both(*head)), tag("ul", *items, class_="plain-list"))


def _articles(rules: Iterable[Rule]) -> str:
    """Return every article that a rule or one of its values rests on, each once."""
    cited = sorted({citation for rule in rules for citation in rule.cites} | {str(HEARING)})
    items = (tag("li", _article(citation), id=f"law-{citation}") for citation in cited)
    name = (tag("b", both("引用的条款", "Articles cited")), tag("span", str(len(cited)), class_="found"))
    body = tag("ul", *items, class_="laws rule-body")
    return tag("details", tag("summary", *name), body, class_="card", id="laws")
