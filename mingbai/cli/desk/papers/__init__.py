"""`mingbai papers`: what a month prints, from the desk's own rows, as PDF/A to be signed and stamped."""

from pathlib import Path
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice

app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("纸质件：花名表、汇总表、整改通知书。", "Papers: rosters, their summary, notices to put right."),
)
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help=both("写到哪个文件夹", "the folder to write to"))]
Bilingual = Annotated[bool, typer.Option("--bilingual", help=both("中英文对照", "with English below"))]
FontFolder = Annotated[
    Path | None, typer.Option("--fonts", metavar="FOLDER", help=both("自备字体", "fonts of your own"))
]


@app.callback()
def papers() -> None:
    """Print the papers of a month."""


@app.command("roster", cls=Verb, context_settings=HELP)
def print_roster(
    roster: Annotated[int, typer.Argument(metavar="ROSTER", help=both("名册编号", "the roster's number"))],
    post: Post,
    out: Out = Path("papers"),
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具一份名册的花名表（每个项目一份）和汇总表；号码脱敏，合计逐行相加，出具即存证。
    Print a roster's lists, one a programme, and its summary: masked, added up, logged.

    例 Example: mingbai papers roster 12 --out 打印 --post 5
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.cli.desk.papers.printing import written
        from mingbai.cli.desk.papers.rosters import roster_papers
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            made = written(roster_papers(roster, at=at), out, bilingual=bilingual, fonts=fonts, by=by, at=at)
    if as_json:
        print_json({path.name: digest for path, digest in made.items()})
        return
    for path, digest in made.items():
        print(f"{path}  SHA-256 {digest}")
