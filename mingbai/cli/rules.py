"""`mingbai rules`: what each rule looks for, in plain words, with its articles."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.rules.rule import Rule

app = typer.Typer(add_completion=False)
NOT_FOUND = 3
PIPED_WIDTH = 160


@app.command(cls=Verb, context_settings=HELP)
def rules(
    rule_id: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help=both("规则编号，如 RK-101；不写则列出全部", "such as RK-101; all without one")
        ),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: Annotated[
        bool, typer.Option("--json", help=both("输出 JSON，中英文俱全", "print JSON in both languages"))
    ] = False,
) -> None:
    """
    规则说明：查什么、为什么查、依据哪条。
    What each rule looks for, why, and by which article.

    例 Example: mingbai rules RK-101
    """
    from mingbai.rules.catalogue import all_rules

    voice = Voice(lang)
    found = all_rules()
    if rule_id is not None:
        wanted = rule_id.strip().upper().removeprefix("RK").lstrip("-")
        found = tuple(rule for rule in found if rule.id.upper() == f"RK-{wanted}")
        if not found:
            voice.tell(
                f"没有“{rule_id}”这条规则，用 mingbai rules 查看全部。",
                f"There is no rule “{rule_id}”; mingbai rules lists all.",
            )
            raise typer.Exit(NOT_FOUND)
    if as_json:
        told = [as_dict(rule) for rule in found]
        print(json.dumps(told[0] if rule_id is not None else told, ensure_ascii=False, indent=2))
    elif rule_id is not None:
        _show(found[0], voice)
    else:
        _list(found, voice)


def as_dict(rule: "Rule") -> dict[str, Any]:
    """Return a rule as plain JSON values."""
    return {
        "id": rule.id, "version": rule.version, "severity": rule.severity.value, "phase": rule.phase.value,
        "title": rule.title, "title_en": rule.title_en, "plain": rule.plain, "plain_en": rule.plain_en,
        "gates": rule.gates, "proposes_hold": rule.proposes_hold, "needs": list(rule.needs),
        "parameters": list(rule.parameters), "cites": list(rule.cites), "checked_in_part": list(rule.partly or ()),
        "when": rule.when, "at_stake_fen": rule.at_stake_fen,
        "examples": [
            {"story": case.story, "story_en": case.story_en, "finds": bool(case.finds)} for case in rule.examples
        ],
    }  # fmt: skip


def _list(found: "tuple[Rule, ...]", voice: Voice) -> None:
    from mingbai.rules.report.wording.severities import TOLD

    table = Table(box=box.SIMPLE_HEAD)
    for zh, en in (("规则", "Rule"), ("级别", "Severity"), ("名称", "Title"), ("阶段", "Phase"), ("依据", "Articles")):
        table.add_column(voice.say(zh, en), overflow="fold")
    for rule in found:
        told = TOLD[rule.severity.value]
        phase = voice.say(
            rule.phase.value, "before payment" if rule.phase.name == "BEFORE_PAYMENT" else "after payment"
        )
        cells = (
            rule.id,
            f"{told.shape} {voice.say(told.name, told.name_en)}",
            voice.say(rule.title, rule.title_en),
            phase,
            " ".join(rule.cites),
        )
        table.add_row(*map(Text, cells))
    _console().print(table)


def _show(rule: "Rule", voice: Voice) -> None:
    from mingbai.files.tables import TABLES
    from mingbai.law import article
    from mingbai.policy.parameters.packs import definitions
    from mingbai.rules.report.wording.severities import TOLD

    console, told = _console(), TOLD[rule.severity.value]

    def line(zh: str, en: str, style: str = "") -> None:
        console.print(Text(voice.say(zh, en), style=style), soft_wrap=True)

    line(f"{rule.id} {rule.title}", f"{rule.id} {rule.title_en}", "bold")
    line(
        f"{told.shape} {told.name} · {told.clock} · 第{rule.version}版",
        f"{told.shape} {told.name_en} · {told.clock_en} · version {rule.version}",
    )
    line(rule.plain, rule.plain_en)
    if rule.partly:
        line(f"只检查一部分：{rule.partly[0]}", f"Checked in part: {rule.partly[1]}")
    needs = [[TABLES[name] for name in either.split("|")] for either in rule.needs]
    zh, en = (
        "、".join("或".join(one.title for one in either) for either in needs),
        ", ".join(" or ".join(one.title_en for one in either) for either in needs),
    )
    line(f"需要的清单：{zh or '--'}", f"Lists it needs: {en or '--'}")
    for key in rule.parameters:
        named = definitions().get(key)
        line(
            f"参数：{named.title if named else key}（{key}）", f"Parameter: {named.title_en if named else key} ({key})"
        )
    for citation in rule.cites:
        one = article(citation)
        line(
            f"依据：{citation} {one.heading}。{one.gist or ''}",
            f"Article: {citation} {one.heading_en}. {one.gist_en or ''}",
        )
    line("会发现的情形：", "What it finds:")
    for case in (case for case in rule.examples if case.finds):
        line(f"  · {case.story}", f"  · {case.story_en}")
    line("不应报警的情形：", "What it leaves alone:")
    for case in (case for case in rule.examples if not case.finds):
        line(f"  · {case.story}", f"  · {case.story_en}")
    if rule.when:
        line(f"条件：{rule.when}", f"Condition: {rule.when}", "dim")


def _console() -> Console:
    console = Console(file=sys.stdout, highlight=False)
    return console if console.is_terminal else Console(file=sys.stdout, highlight=False, width=PIPED_WIDTH)
