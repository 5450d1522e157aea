"""`mingbai rules`: what each rule looks for, in plain words, with its articles."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.prechecks.rules import DeskRule
    from mingbai.rules.rule import Rule

    AnyRule = Rule | DeskRule

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
    规则说明：查什么、为什么查、依据哪条、在哪里查。
    What each rule looks for, why, by which article, and where it is tried.

    例 Example: mingbai rules RK-101
    """
    voice = Voice(lang)
    if rule_id is None:
        _tell_all(voice, as_json=as_json)
        return
    wanted = f"RK-{rule_id.strip().upper().removeprefix('RK').lstrip('-')}"
    found = next((rule for rules in (_of_files, _of_desk) for rule in rules() if rule.id.upper() == wanted), None)
    if found is None:
        voice.tell(
            f"没有“{rule_id}”这条规则，用 mingbai rules 查看全部。",
            f"There is no rule “{rule_id}”; mingbai rules lists all.",
        )
        raise typer.Exit(NOT_FOUND)
    if as_json:
        print(json.dumps(as_dict(found), ensure_ascii=False, indent=2))
    else:
        _show(as_dict(found), voice)


def _of_files() -> "Sequence[AnyRule]":
    """Return the rules over a month's files; they need no Django."""
    from mingbai.rules.catalogue import all_rules

    return all_rules()


def _of_desk() -> "Sequence[AnyRule]":
    """Return the rules that ask the desk's own tables; to read them, no database is needed."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
    django.setup()
    from mingbai.prechecks.rules import desk_rules

    return desk_rules()


def as_dict(rule: "AnyRule") -> dict[str, Any]:
    """Return a rule as plain JSON values."""
    from mingbai.rules.rule import Rule
    from mingbai.rules.tried import tried

    said: dict[str, Any] = {
        "id": rule.id, "version": rule.version, "severity": rule.severity.value, "phase": rule.phase.value,
        "title": rule.title, "title_en": rule.title_en, "plain": rule.plain, "plain_en": rule.plain_en,
        "gates": rule.gates, "cites": list(rule.cites), "checked_in_part": list(rule.partly or ()),
        "runs": tried(rule),
    }  # fmt: skip
    if isinstance(rule, Rule):
        return said | {
            "proposes_hold": rule.proposes_hold, "needs": list(rule.needs), "parameters": list(rule.parameters),
            "when": rule.when, "at_stake_fen": rule.at_stake_fen,
            "examples": [_case(one.story, one.story_en, finds=bool(one.finds)) for one in rule.examples],
        }  # fmt: skip
    cases = [_case(*one, finds=True) for one in rule.finds] + [_case(*one, finds=False) for one in rule.passes]
    return said | {
        "proposes_hold": False, "needs": [], "parameters": list(rule.asks), "when": "", "at_stake_fen": None,
        "examples": cases,
    }  # fmt: skip


def _case(story: str, story_en: str, *, finds: bool) -> dict[str, Any]:
    return {"story": story, "story_en": story_en, "finds": finds}


def _tell_all(voice: Voice, *, as_json: bool) -> None:
    """List every rule: those over files and the desk's own, by their numbers."""
    told = [as_dict(rule) for rule in sorted([*_of_files(), *_of_desk()], key=lambda rule: rule.id)]
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    from mingbai.rules.report.wording.severities import TOLD

    table = Table(box=box.SIMPLE_HEAD)
    heads = ("规则", "Rule"), ("级别", "Severity"), ("名称", "Title"), ("在哪里查", "Tried"), ("依据", "Articles")
    for zh, en in heads:
        table.add_column(voice.say(zh, en), overflow="fold")
    for rule in told:
        level, runs = TOLD[rule["severity"]], rule["runs"]
        cells = (
            rule["id"],
            f"{level.shape} {voice.say(level.name, level.name_en)}",
            voice.say(rule["title"], rule["title_en"]),
            voice.say(runs["short"], runs["short_en"]),
            " ".join(rule["cites"]),
        )
        table.add_row(*map(Text, cells))
    _console().print(table)


def _show(rule: dict[str, Any], voice: Voice) -> None:
    """Tell all about one rule."""
    for zh, en, style in (*_what(rule), *_rests_on(rule), *_examples(rule)):
        _console().print(Text(voice.say(zh, en), style=style), soft_wrap=True)


def _what(rule: dict[str, Any]) -> "Iterator[tuple[str, str, str]]":
    """Yield what a rule is and where it is tried: Chinese, English, style."""
    from mingbai.rules.report.wording.severities import TOLD

    told, runs = TOLD[rule["severity"]], rule["runs"]
    yield f"{rule['id']} {rule['title']}", f"{rule['id']} {rule['title_en']}", "bold"
    yield (
        f"{told.shape} {told.name} · {told.clock} · 第{rule['version']}版",
        f"{told.shape} {told.name_en} · {told.clock_en} · version {rule['version']}",
        "",
    )
    yield rule["plain"], rule["plain_en"], ""
    if rule["checked_in_part"]:
        zh, en = rule["checked_in_part"]
        yield f"只检查一部分：{zh}", f"Checked in part: {en}", ""
    yield f"在哪里查：{runs['zh']}", f"Tried by: {runs['en']}", ""


def _rests_on(rule: dict[str, Any]) -> "Iterator[tuple[str, str, str]]":
    """Yield the lists, parameters and articles a rule rests on."""
    from mingbai.files.tables import TABLES
    from mingbai.law import article
    from mingbai.policy.parameters.packs import definitions

    needs = [[TABLES[name] for name in either.split("|")] for either in rule["needs"]]
    zh = "、".join("或".join(one.title for one in either) for either in needs)
    en = ", ".join(" or ".join(one.title_en for one in either) for either in needs)
    yield f"需要的清单：{zh or '--'}", f"Lists it needs: {en or '--'}", ""
    for key in rule["parameters"]:
        named = definitions().get(key)
        zh, en = (named.title, named.title_en) if named else (key, key)
        yield f"参数：{zh}（{key}）", f"Parameter: {en} ({key})", ""
    for citation in rule["cites"]:
        one = article(citation)
        yield (
            f"依据：{citation} {one.heading}。{one.gist or ''}",
            f"Article: {citation} {one.heading_en}. {one.gist_en or ''}",
            "",
        )


def _examples(rule: dict[str, Any]) -> "Iterator[tuple[str, str, str]]":
    """Yield what a rule finds and what it leaves alone, and its condition."""
    heads = {True: ("会发现的情形：", "What it finds:"), False: ("不应报警的情形：", "What it leaves alone:")}
    for finds, head in heads.items():
        yield *head, ""
        for case in rule["examples"]:
            if case["finds"] is finds:
                yield f"  · {case['story']}", f"  · {case['story_en']}", ""
    if rule["when"]:
        yield f"条件：{rule['when']}", f"Condition: {rule['when']}", "dim"


def _console() -> Console:
    console = Console(file=sys.stdout, highlight=False)
    return console if console.is_terminal else Console(file=sys.stdout, highlight=False, width=PIPED_WIDTH)
