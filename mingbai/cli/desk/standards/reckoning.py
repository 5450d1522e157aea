"""`mingbai standards raise`: what a raise would give to whom, and cost."""

from pathlib import Path
from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, at_desk, day
from mingbai.cli.desk.reading import Unusable
from mingbai.cli.desk.standards.group import On, Region, app, value_of
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("raise", cls=Verb, context_settings=HELP)
def reckon_raise(
    snapshot: Annotated[Path, typer.Argument(metavar="FOLDER", help=both("冻结的一个月", "a frozen month"))],
    region: Region,
    values: Annotated[
        list[str], typer.Option("--set", metavar="KEY=VALUE", help=both("新取值，可多次", "a new value; repeatable"))
    ],
    on: On = None,
    top: Annotated[int, typer.Option("--top", min=0, metavar="N", help=both("列出几户", "lines to name"))] = 10,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提标测算：谁增加多少，一月一年共需多少。
    Reckon a raise: who gains what, and what it costs in a month and a year.

    例 Example: mingbai standards raise 十月.snapshot --region 999901
                --set dibao_urban_standard_fen=76000
    """
    from mingbai.cli.desk.standards.told import tell_raise

    changed = [_assigned(text) for text in values]
    with at_desk():
        from mingbai.files.snapshot.snapshot import open_snapshot
        from mingbai.standards.queries import parameters
        from mingbai.standards.raising import simulate_raise
        from mingbai.standards.raising.reading import lines_of
        from mingbai.standards.raising.trial import tried

        known, chosen = parameters(), day(on)
        after = tried(known, region, chosen, dict(changed))
        lines = lines_of(open_snapshot(snapshot), region)
        outcome = simulate_raise(lines, known.at(region, chosen), after, leave_out=True)
    tell_raise(outcome, Voice(lang), top, as_json=as_json)


def _assigned(text: str) -> tuple[str, Any]:
    key, sign, value = text.partition("=")
    if not sign:
        raise Unusable(f"--set 应写成 参数=取值，而不是“{text}”。", f"Write --set KEY=VALUE, not “{text}”.")
    return key.strip(), value_of(value)
