"""What was compared and what could not be: the lists, the rules that did not run, the files and rows left out."""

from collections.abc import Sequence

from mingbai.files.problems import Problem
from mingbai.files.tables import TABLES
from mingbai.kernel.masks import NO_DATA
from mingbai.policy.parameters.packs import definitions
from mingbai.rules.engine import NotRun
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.markup import both, data, escaped, said, table, tag
from mingbai.rules.report.page.numbers import count
from mingbai.rules.report.wording.labels import veiled
from mingbai.rules.rule import Rule

MOST = 100  # problems and refused rows shown


def comparison(result: Outcome) -> str:
    """Return the chapter as HTML."""
    title = tag("h2", both("比对了什么，什么没能比对", "What was compared, and what could not be"))
    notes = _sentences(both("读文件时的说明", "Notes on reading the files"), result.intake.problems)
    refused = [one.problem for one in result.intake.refusals[:MOST]]
    bad = _sentences(both("退回的行", "Refused rows"), refused, result.intake.refused)
    parts = (_lists(result), _not_given(result), _not_run(result), _partly(result), notes, bad)
    return tag("section", title, *parts, id="compared")


def _lists(result: Outcome) -> str:
    snapshot = result.checked.snapshot
    rows = []
    for name, listed in TABLES.items():
        read, refused = snapshot.rows.get(name, 0), snapshot.refused.get(name, 0)
        if read or refused:
            files = result.files_of(name)
            cells = (count(files) if files else NO_DATA, count(read), count(refused), _as_of(result, name))
            rows.append([both(listed.title, listed.title_en), *cells])
    heads = [
        both("清单", "List"),
        both("文件和工作表", "Files and sheets"),
        both("行数", "Rows"),
        both("退回行", "Refused"),
        both("数据日期", "As of"),
    ]
    return tag("div", table(both("读到的清单", "Lists that were read"), heads, rows, numbers=(1, 2, 3)), class_="card")


def _as_of(result: Outcome, name: str) -> str:
    first, last = result.as_of.get(name, (None, None))
    if first is None:
        return NO_DATA
    return str(first) if first == last else f"{first} – {last}"


def _not_given(result: Outcome) -> str:
    missing = [listed for name, listed in TABLES.items() if name not in result.checked.snapshot.given]
    tags = [tag("span", both(listed.title, listed.title_en), class_="tag grey") for listed in missing]
    head = tag("h3", both("没有提供的清单", "Lists not given"))
    return tag("div", head, tag("p", " ".join(tags), class_="tags"), class_="card") if missing else ""


def _not_run(result: Outcome) -> str:
    rows = [[_named(one.rule), said(*map(escaped, lacking(one)))] for one in result.checked.not_run]
    heads = [both("规则", "Rule"), both("缺什么", "What is lacking")]
    caption = both("没有运行的规则", "Rules that could not run")
    return tag("div", table(caption, heads, rows), class_="card") if rows else ""


def lacking(one: NotRun) -> tuple[str, str]:
    """Return what a rule lacks in Chinese and English, or why it was left out."""
    if one.left_out:
        return one.left_out
    zh, en = [], []
    for needed in one.missing_tables:
        either = [TABLES[name] for name in needed.split("|")]
        zh.append("或".join(f"《{listed.title}》" for listed in either))
        en.append(" or ".join(f"the list “{listed.title_en}”" for listed in either))
    for key in one.missing_parameters:
        known = definitions().get(key)
        zh.append(f"参数“{known.title}”" if known else f"参数 {key}")
        en.append(f"the parameter “{known.title_en}”" if known else f"the parameter {key}")
    return "、".join(zh), ", ".join(en)


def _partly(result: Outcome) -> str:
    rows = [[_named(rule), both(*rule.partly)] for rule in result.partly if rule.partly]
    heads = [both("规则", "Rule"), both("没有检查到的部分", "What was not checked")]
    caption = both("只检查了一部分的规则", "Rules checked in part")
    return tag("div", table(caption, heads, rows), class_="card") if rows else ""


def _named(rule: Rule) -> str:
    return f"{rule.id} {both(rule.title, rule.title_en)}"


def _sentences(title: str, problems: Sequence[Problem], number: int | None = None) -> str:
    """Return problems as a list, the first of them where there are many."""
    number = len(problems) if number is None else number
    if not problems:
        return ""
    items = (tag("li", said(data(veiled(one.zh)), data(veiled(one.en)))) for one in problems[:MOST])
    rest = both(f"此处列出前 {MOST} 条，共 {count(number)} 条。", f"The first {MOST} of {count(number)}.")
    more = tag("p", rest, class_="muted") if number > MOST else ""
    return tag("div", tag("h3", title), tag("ul", *items, class_="plain-list"), more, class_="card")
