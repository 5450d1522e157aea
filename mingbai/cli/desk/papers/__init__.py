"""`mingbai papers`: what a month prints, made from the desk's own rows, as PDF/A to be signed and stamped."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from datetime import datetime
    from types import ModuleType

    from mingbai.cli.desk.papers.printing import Printed
    from mingbai.offices.actor import Actor

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
    _print(lambda _, at: _rosters().roster_papers(roster, at=at), post, out, bilingual, fonts, lang, as_json)


@app.command("bank", cls=Verb, context_settings=HELP)
def print_bank_list(
    file: Annotated[int, typer.Argument(metavar="FILE", help=both("代发文件编号", "the bank file's number"))],
    post: Post,
    out: Out = Path("papers"),
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具随已封存代发文件交银行的清单，写明文件摘要。
    Print the list that goes to the bank with a sealed file, bound to it by its digest.

    例 Example: mingbai papers bank 7 --out 打印 --post 5
    """
    _print(lambda _, at: _others().bank_papers(file, at=at), post, out, bilingual, fonts, lang, as_json)


@app.command("deviations", cls=Verb, context_settings=HELP)
def print_deviations(
    post: Post,
    out: Out = Path("papers"),
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具本地标准和规则与全国默认不同之处的报告。
    Print where the values and rules of your division leave the nation's.

    例 Example: mingbai papers deviations --out 打印 --post 6
    """
    _print(lambda by, at: _others().deviation_papers(by.region, at=at), post, out, bilingual, fonts, lang, as_json)


@app.command("rectification", cls=Verb, context_settings=HELP)
def print_rectification(
    unit: Annotated[int, typer.Argument(metavar="UNIT", help=both("责任单位编号", "the unit's number"))],
    telephone: Annotated[str, typer.Option("--telephone", metavar="T", help=both("联系电话", "whom to call"))],
    post: Post,
    out: Out = Path("papers"),
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具发给一个责任单位的整改通知书，列明全部未完成的整改项。
    Print the notice to a unit with all that is ordered there and not done.

    例 Example: mingbai papers rectification 4 --telephone 0000-1234567 --post 6
    """
    _print(
        lambda by, at: _others().rectification_papers(unit, by.region, telephone=telephone, at=at),
        post, out, bilingual, fonts, lang, as_json,
    )  # fmt: skip


def _print(
    papers: "Callable[[Actor, datetime], Mapping[str, Printed]]", post: int, out: Path, bilingual: bool,
    fonts: Path | None, lang: str, as_json: bool,
) -> None:  # fmt: skip
    """Write what is asked for and say each file with its digest."""
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.cli.desk.papers.printing import written
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            made = written(papers(by, at), out, bilingual=bilingual, fonts=fonts, by=by, at=at)
    if as_json:
        print_json({path.name: digest for path, digest in made.items()})
        return
    for path, digest in made.items():
        print(f"{path}  SHA-256 {digest}")


def _rosters() -> "ModuleType":
    return import_module("mingbai.cli.desk.papers.rosters")  # once the desk is open


def _others() -> "ModuleType":
    return import_module("mingbai.cli.desk.papers.others")
