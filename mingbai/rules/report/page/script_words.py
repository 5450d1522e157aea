"""What the page's script says, in both languages: its own words, the rules, the articles and the next steps."""

from typing import Any

from mingbai.law import article, named
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.wording.next_steps import NEVER, STEPS, TIERS
from mingbai.rules.report.wording.severities import TOLD
from mingbai.rules.rule import Phase, Rule

WORDS: dict[str, tuple[str, str]] = {
    "showing": (
        "符合条件 {n} 处，涉及 {money} 元（第 {from}–{to} 处）",
        "{n} match, ¥{money} at stake ({from}–{to} shown)",
    ),
    "nothing": ("没有符合条件的发现。请放宽条件。", "Nothing matches. Widen the filters."),
    "none": ("没有发现需要核实的问题。", "Nothing to verify was found."),
    "page": ("第 {page} / {pages} 页", "Page {page} of {pages}"),
    "open": ("展开", "Show details"),
    "values": ("比对的数值", "Compared values"),
    "law": ("依据", "Articles"),
    "place": ("出处", "Where it stands"),
    "file": ("文件", "File"),
    "sheet": ("工作表", "sheet"),
    "row": ("第 {row} 行", "row {row}"),
    "next": ("下一步", "Next step"),
    "tier": ("身份匹配", "Identity match"),
    "subject": ("主体键", "Subject"),
    "household": ("家庭编号", "Household"),
    "months": ("覆盖月数", "Months covered"),
    "rule": ("规则", "Rule"),
    "version": ("第 {n} 版", "version {n}"),
    "hold": ("建议先核实后发放", "verify before release"),
    "gate": ("发放前须查清", "settle before release"),
    "reveal": ("显示完整身份信息", "Show full identities"),
    "hide": ("隐藏身份信息", "Hide identities"),
    "unstated": ("未注明地区", "not stated"),
    "printed": (
        "打印稿只含前 {n} 处，全部见 findings.xlsx。",
        "Only the first {n} are printed; all are in findings.xlsx.",
    ),
    "account": ("账户", "Account"),
    "region": ("地区", "Division"),
}


def said_by_script(result: Outcome) -> dict[str, Any]:
    """Return everything the script may say about the findings."""
    rules = [rule for rule in result.checked.run if rule.id in result.totals.by_rule]
    levels = {told.code: (told.shape, told.name, told.name_en, told.clock, told.clock_en) for told in TOLD.values()}
    return {
        "words": WORDS,
        "levels": levels,
        "steps": STEPS,
        "never": NEVER,
        "tiers": TIERS,
        "rules": {rule.id: _rule(rule) for rule in rules},
        "laws": {citation: _law(citation) for citation in sorted({cite for rule in rules for cite in rule.cites})},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    step = "after" if rule.phase is Phase.AFTER_PAYMENT else "before"
    return {
        "title": (rule.title, rule.title_en),
        "cites": rule.cites,
        "version": rule.version,
        "step": "hint" if TOLD[rule.severity.value].code == "blue" else step,
    }


def _law(citation: str) -> tuple[tuple[str, str], ...]:
    """Return an article as people cite it, its heading and its gist, each in both languages."""
    one = article(citation)
    name = (named(citation, "zh"), named(citation, "en"))
    return name, (one.heading, one.heading_en), (one.gist or "", one.gist_en or "")
