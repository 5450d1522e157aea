"""`mingbai freeze`: read a month once, so that it can be checked again and again, years later, byte for byte."""

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from mingbai.cli.check import AsJson, AsOf, Folder, MonthOption, RegionOption, ordered
from mingbai.cli.faults import faults_told
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import folder_or_new
from mingbai.cli.voice import Lang, Language, Voice

app = typer.Typer(add_completion=False)
REFUSED, NOTHING_TO_CHECK = 4, 3


@app.command(cls=Verb, context_settings=HELP)
def freeze(
    folder: Folder,
    month: MonthOption,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", "--out", metavar="FOLDER", callback=folder_or_new, help=both("快照文件夹", "where to keep it")
        ),
    ] = None,
    region: RegionOption = None,
    as_of: AsOf = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    冻结一个月：读一次，以后随时复核。
    Freeze a month: read once, checked again at any time.

    例 Example: mingbai freeze 十月材料 --month 2026-10 --into 2026-10.snapshot
    """
    voice = Voice(lang)
    voice.tell("明白 · 冻结", "mingbai · freeze")
    with faults_told(voice):
        from mingbai.files.writing import appearing_folder
        from mingbai.rules.report.check_folder import LINE_LISTS, connected, freeze_folder

        into = (into or folder.resolve().with_name(f"{folder.resolve().name}-{month}.snapshot")).resolve()
        order = ordered(voice, folder, month, region, into, as_of, lang)
        with (
            voice.working(),
            appearing_folder(into, mark="snapshot.json") as partial,
            tempfile.TemporaryDirectory(prefix=f".{into.name}.", suffix=".work", dir=into.parent) as room,
            connected(Path(room)) as con,
        ):
            snapshot, inbox = freeze_folder(con, order, partial, Path(room), voice.tell, voice.tick)
            con.close()
        refused = sum(snapshot.refused.values())
        if as_json:
            told = {
                "snapshot": str(into),
                "month": str(snapshot.month),
                "rows": snapshot.rows,
                "refused": snapshot.refused,
            }
            print(json.dumps(told | {"problems": len(inbox.problems)}, ensure_ascii=False))
        voice.tell(
            f"已冻结 {sum(snapshot.rows.values()):,} 行（退回 {refused:,} 行），在 {into}",
            f"{sum(snapshot.rows.values()):,} rows frozen ({refused:,} refused) in {into}",
        )
        raise typer.Exit(REFUSED if refused else 0 if snapshot.given & set(LINE_LISTS) else NOTHING_TO_CHECK)
