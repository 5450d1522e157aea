"""What was compared and what could not be: the lists, the rules that did not run, the files and rows left out."""

import re

from mingbai.files.tables import TABLES
from mingbai.kernel.masks import NO_DATA, mask_id
from mingbai.policy.parameters.packs import definitions
from mingbai.rules.engine import NotRun
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.markup import both, data, escaped, said, table
from mingbai.rules.report.page.numbers import count

NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15,19})(?!\d)")
MOST = 100  # problems and refused rows shown


def comparison(result: Outcome) -> str:
    """Return the chapter as HTML."""
    title = both("比对了什么，什么没能比对", "What was compared, and what could not be")
    parts = (_lists(result), _not_given(result), _not_run(result), _partly(result), _problems(result), _refused(result))
    return f'<section id="compared"><h2>{title}</h2>{"".join(parts)}</section>'


def _lists(result: Outcome) -> str:
    snapshot = result.checked.snapshot
    heads = [
        both("清单", "List"),
        both("文件和工作表", "Files and sheets"),
        both("行数", "Rows"),
        both("退回行", "Refused"),
        both("数据日期", "As of"),
    ]
    rows = []
    for name, listed in TABLES.items():
        if snapshot.rows.get(name) or snapshot.refused.get(name):
            days = sorted(
                {source["as_of"] for source in snapshot.sources if source["table"] == name and source["as_of"]}
            )
            as_of = NO_DATA if not days else days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}"
            rows.append(
                [
                    both(listed.title, listed.title_en),
                    count(result.files_of(name)),
                    count(snapshot.rows.get(name, 0)),
                    count(snapshot.refused.get(name, 0)),
                    as_of,
                ]
            )
    return (
        f'<div class="card">{table(both("读到的清单", "Lists that were read"), heads, rows, numbers=(1, 2, 3))}</div>'
    )


def _not_given(result: Outcome) -> str:
    missing = [listed for name, listed in TABLES.items() if name not in result.checked.snapshot.given]
    if not missing:
        return ""
    tags = "".join(f'<span class="tag grey">{both(listed.title, listed.title_en)}</span> ' for listed in missing)
    return f'<div class="card"><h3>{both("没有提供的清单", "Lists not given")}</h3><p class="tags">{tags}</p></div>'


def _not_run(result: Outcome) -> str:
    if not result.checked.not_run:
        return ""
    rows = [
        [f"{one.rule.id} {both(one.rule.title, one.rule.title_en)}", said(*map(escaped, lacking(one)))]
        for one in result.checked.not_run
    ]
    caption = both("没有运行的规则", "Rules that could not run")
    return f'<div class="card">{table(caption, [both("规则", "Rule"), both("缺什么", "What is lacking")], rows)}</div>'


def lacking(one: NotRun) -> tuple[str, str]:
    """Return what a rule lacks in Chinese and English."""
    zh, en = [], []
    for needed in one.missing_tables:
        either = [TABLES[name] for name in needed.split("|")]
        zh.append("或".join(f"《{listed.title}》" for listed in either))
        en.append(" or ".join(f"the list “{listed.title_en}”" for listed in either))
    for key in one.missing_parameters:
        zh.append(f"参数“{definitions()[key].title}”" if key in definitions() else f"参数 {key}")
        en.append(f"the parameter “{definitions()[key].title_en}”" if key in definitions() else f"the parameter {key}")
    return "、".join(zh), ", ".join(en)


def _partly(result: Outcome) -> str:
    rows = [
        [f"{rule.id} {both(rule.title, rule.title_en)}", both(*rule.partly)] for rule in result.partly if rule.partly
    ]
    caption = both("只检查了一部分的规则", "Rules checked in part")
    return (
        f'<div class="card">{table(caption, [both("规则", "Rule"), both("没有检查到的部分", "What was not checked")], rows)}</div>'
        if rows
        else ""
    )


def _problems(result: Outcome) -> str:
    problems = result.intake.problems
    if not problems:
        return ""
    items = "".join(
        f"<li>{said(data(veiled(problem.zh)), data(veiled(problem.en)))}</li>" for problem in problems[:MOST]
    )
    rest = _rest(len(problems))
    return f'<div class="card"><h3>{both("读文件时的说明", "Notes on reading the files")}</h3><ul class="plain-list">{items}</ul>{rest}</div>'


def _refused(result: Outcome) -> str:
    refusals = result.intake.refusals[:MOST]
    if not refusals:
        return ""
    items = "".join(f"<li>{said(data(veiled(one.problem.zh)), data(veiled(one.problem.en)))}</li>" for one in refusals)
    title = both("退回的行", "Refused rows")
    return f'<div class="card"><h3>{title}</h3><ul class="plain-list">{items}</ul>{_rest(result.intake.refused)}</div>'


def _rest(number: int) -> str:
    return (
        f'<p class="muted">{said(f"此处列出前 {MOST} 条，共 {count(number)} 条。", f"The first {MOST} of {count(number)}.")}</p>'
        if number > MOST
        else ""
    )


def veiled(text: str) -> str:
    """Return a sentence with the numbers of people and accounts masked."""
    return NUMBERS.sub(lambda found: mask_id(found[0]), text)
