"""`mingbai standards raise`: what a raise would give to whom, and cost."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, acting, at_desk, day
from mingbai.cli.desk.reading import Unusable
from mingbai.cli.desk.standards.group import On, Region, app, value_of
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from datetime import date


@app.command("raise", cls=Verb, context_settings=HELP)
def reckon_raise(
    region: Region,
    values: Annotated[
        list[str], typer.Option("--set", metavar="KEY=VALUE", help=both("新取值，可多次", "a new value; repeatable"))
    ],
    snapshot: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help=both("冻结的一个月，默认本系统在册", "a frozen month, else the desk")),
    ] = None,
    post: Annotated[
        int | None,
        typer.Option("--post", metavar="POST", help=both("测算在册对象时的岗位编号", "your post, at the desk")),
    ] = None,
    on: On = None,
    top: Annotated[int, typer.Option("--top", min=0, metavar="N", help=both("列出几户", "lines to name"))] = 10,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提标测算：谁增加多少，一月一年共需多少。
    Reckon a raise: who gains what, and what it costs in a month and a year.

    例 Example: mingbai standards raise --region 999901 --post 7
                --set dibao_urban_standard_fen=76000
    """
    from mingbai.cli.desk.standards.told import tell_raise

    changed = [_assigned(text) for text in values]
    with at_desk():
        from mingbai.standards.queries import parameters
        from mingbai.standards.raising import simulate_raise
        from mingbai.standards.raising.trial import tried

        known, chosen = parameters(), day(on)
        after = tried(known, region, chosen, dict(changed))
        lines = _lines(snapshot, post, region, chosen)
        outcome = simulate_raise(lines, known.at(region, chosen), after, leave_out=True)
    tell_raise(outcome, Voice(lang), top, as_json=as_json)


def _lines(snapshot: Path | None, post: int | None, region: str, on: "date") -> Any:
    """Return the lines to reckon over: those of a frozen month, or those the desk has in force in the day's month."""
    if snapshot is not None:
        from mingbai.files.snapshot.snapshot import open_snapshot
        from mingbai.standards.raising.reading import lines_of

        return lines_of(open_snapshot(snapshot), region)
    if post is None:
        raise Unusable(
            "请写明冻结的一个月，或用 --post 写明岗位以测算本系统在册对象。",
            "Name a frozen month, or with --post your post, to reckon over what the desk has in force.",
        )
    return _in_force(post, region, on)


def _in_force(post: int, region: str, on: "date") -> Any:
    from mingbai.awards.raising import lines_in_force
    from mingbai.kernel.region import Region as Place
    from mingbai.offices.actor import working_as

    by, _ = acting(post)
    with working_as(by):
        return lines_in_force(Place.parse(region), on)


def _assigned(text: str) -> tuple[str, Any]:
    key, sign, value = text.partition("=")
    if not sign:
        raise Unusable(f"--set 应写成 参数=取值，而不是“{text}”。", f"Write --set KEY=VALUE, not “{text}”.")
    return key.strip(), value_of(value)
