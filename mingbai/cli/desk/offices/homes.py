"""A county's care homes from the list the check reads: entered before the awards paid to them are taken in."""

from pathlib import Path
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json
from mingbai.cli.desk.offices.group import From, app
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

REFUSED = 4  # exit code: some rows were refused


@app.command("homes", cls=Verb, context_settings=HELP)
def open_homes(
    path: Annotated[
        Path, typer.Argument(metavar="FOLDER", exists=True, help=both("供养机构名录，或所在文件夹", "the list"))
    ],
    post: Post,
    from_on: From = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    按供养机构名录登记机构，已登记的不重复；救助金才能付给它们。
    Enter the care homes of a list that are not here yet, so that they can be paid.

    退出码 Exit codes: 0 全部登记 all entered; 4 有行被退回 rows refused
    例 Example: mingbai offices homes 供养机构名录.xlsx --post 1
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.people.filings.homes import enter_homes
        from mingbai.people.filings.reading import HOMES, read_filings

        by, at = acting(post)
        with read_filings(path, region=by.region.code) as lists:
            entered, known = enter_homes(lists=lists, from_on=day(from_on), by=by, at=at)
            refused = lists.refused(HOMES)
    if as_json:
        wrong = [{"zh": one.zh, "en": one.en} for one in refused]
        print_json({"entered": entered, "known": known, "refused": wrong})
    else:
        for one in refused:
            print(voice.say(f"{one.place.zh}：{one.zh}", f"{one.place.en}: {one.en}"))
        print(
            voice.say(
                f"新登记供养机构 {len(entered)} 家，原已登记 {known} 家。",
                f"{len(entered)} care homes entered, {known} stood already.",
            )
        )
    raise typer.Exit(REFUSED if refused else 0)
