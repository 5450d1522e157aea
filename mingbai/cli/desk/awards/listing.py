"""What is due in a month and how it changed, and which decisions wait."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.awards.group import app
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.awards.models import Decision


@app.command("list", cls=Verb, context_settings=HELP)
def show_awards(
    post: Post,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help=both("当月应发清单；不填为待办", "what is due; else what waits")),
    ] = None,
    changed: Annotated[bool, typer.Option("--changed", help=both("只看有变动的", "only what changed"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    当月应发什么、与上月有何不同；不给月份则列出待复核、待确认的变更。
    What is due in a month and how it changed; without a month, the decisions that wait.

    例 Example: mingbai awards list --month 2026-11 --changed --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.awards.queries import lines, waiting
        from mingbai.awards.states import TITLES, State
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as

        by, _ = acting(post)
        with working_as(by):
            if month is None:
                found = [one for state in (State.PROPOSED, State.REVIEWED) for one in waiting(by.region, state)]
                rows = [_waiting(one) for one in found]
            else:
                rows = [asdict(line) for line in lines(by.region, Month.parse(month))]
    if changed:
        rows = [row for row in rows if row.get("change") != "same"]
    if as_json:
        print_json(rows)
        return
    heads = voice.say("救助 区划 项目 原金额 金额 变动 事由", "award region programme before yuan change cause").split()
    if month is None:
        print_table(
            [*voice.say("变更 状态", "decision state").split(), *heads],
            ([row["decision_id"], voice.say(*TITLES[State(row["state"])]), *_shown(row, voice)] for row in rows),
        )
    else:
        print_table(heads, (_shown(row, voice) for row in rows))


def _shown(row: Mapping[str, Any], voice: Voice) -> list[Any]:
    """Return an award of a month, or a decision that waits, as it is read."""
    from mingbai.awards.causes import CAUSES
    from mingbai.awards.states import KINDS, Kind
    from mingbai.files.tables.words import PROGRAMMES
    from mingbai.kernel.money import show_yuan

    kind, cause = row.get("kind") or row["change"], CAUSES.get(row["cause"])
    programme = row["programme"]
    return [
        row["award_id"],
        row["region"],
        voice.say(PROGRAMMES.get(programme, (programme,))[0], programme),
        *(show_yuan(row[name] or 0) for name in ("before_fen", "amount_fen")),
        voice.say("不变", "same") if kind == "same" else voice.say(*KINDS[Kind(kind)]),
        voice.say(cause.title, cause.title_en) if cause else row["cause"],
    ]


def _waiting(one: "Decision") -> dict[str, Any]:
    names = ("award_id", "region", "programme", "before_fen", "amount_fen", "kind", "cause", "state", "made_by")
    return {"decision_id": one.pk} | {name: getattr(one, name) for name in names}
