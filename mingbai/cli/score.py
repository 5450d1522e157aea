"""`mingbai score`: compare the findings of a check with the answer key of a synthetic place."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import file_there
from mingbai.simulation.score import Score, as_json, score_files

app = typer.Typer(add_completion=False)
BELOW, USAGE = 5, 2
LISTED = 40  # cases named one by one


@app.command(cls=Verb, context_settings=HELP)
def score(
    key: Annotated[
        Path,
        typer.Option(metavar="FILE", callback=file_there, help=both("答案，即 key.csv", "the answers, key.csv")),
    ],
    findings: Annotated[
        Path,
        typer.Option(metavar="FILE", callback=file_there, help=both("检查结果，即 findings.csv", "the findings.csv")),
    ],
    as_machine: Annotated[bool, typer.Option("--json", help=both("输出 JSON", "print JSON"))] = False,
) -> None:
    """
    对照答案：查出多少、漏掉多少、误报多少；不足 98% 或有误报时退出码为 5。
    Say what was found, missed and raised for nothing; exit 5 below 98 % or with a false alarm.
    """
    try:
        result = score_files(key, findings)
    except (KeyError, ValueError) as error:
        typer.echo(f"文件不是答案或检查结果：{error}\nNot a key or a list of findings: {error}", err=True)
        raise typer.Exit(USAGE) from None
    if as_machine:
        typer.echo(json.dumps(as_json(result), ensure_ascii=False, indent=2))
    else:
        show(result, Console())
    raise typer.Exit(0 if result.passes else BELOW)


def show(result: Score, console: Console) -> None:
    """Print the score: a table by rule, then what was missed and what was raised for nothing."""
    console.print(by_rule(result))
    stakes = sum(rule.stakes for rule in result.rules.values())
    exact = sum(rule.exact for rule in result.rules.values())
    console.print(f"查出 recall {result.found}/{result.planted} = {result.recall_bp / 100:.2f}%")
    console.print(f"准确 precision {result.precision_bp / 100:.2f}%")
    console.print(f"金额到分一致 at stake exact {exact}/{stakes}")
    console.print(f"误报 false alarms on cases to leave alone: {len(result.false_alarms)}")
    console.print(f"每千行无问题名册的红色预警 red per 1,000 clean lines: {result.red_per_thousand_clean}")
    for title, rows in (("漏掉 missed", result.missed), ("误报 false alarm", result.false_alarms)):
        for row in rows[:LISTED]:
            console.print(f"{title} {row.rule_id} {row.subject_id} {row.story} / {row.story_en}", highlight=False)
    for row, said in result.inexact[:LISTED]:
        console.print(
            f"金额 amount {row.rule_id} {row.subject_id}: {row.at_stake_fen} ≠ {said} {row.story}", highlight=False
        )
    for finding in result.extra[:LISTED]:
        console.print(
            f"不在答案 not in the key {finding.rule_id} {finding.subject} {finding.severity}", highlight=False
        )


def by_rule(result: Score) -> Table:
    """Return the table by rule."""
    table = Table("规则 rule", "植入 planted", "查出 found", "金额 exact", "答案外 not in key")
    for name, rule in result.rules.items():
        table.add_row(name, f"{rule.planted}", f"{rule.found}", f"{rule.exact}/{rule.stakes}", f"{rule.extra}")
    return table
