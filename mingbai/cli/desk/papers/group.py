"""The group of verbs, the options they share, and what all of them do with the papers of a verb."""

from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from datetime import datetime
    from types import ModuleType

    from mingbai.kernel.month import Month
    from mingbai.kernel.region import Region
    from mingbai.offices.actor import Actor
    from mingbai.printing.printed import Printed

    Papers = Callable[[Actor, datetime], Mapping[str, Printed]]  # what a verb makes, once the desk is open

KEYWORD = Parameter.KEYWORD_ONLY
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both(
        "纸质件：名册、计划、签字单、告知书、台账、登记册，出具即存证。",
        "Papers: rosters, plans, notices, ledgers; what is printed is logged.",
    ),
)
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help=both("写到哪个文件夹", "the folder to write to"))]
Bilingual = Annotated[bool, typer.Option("--bilingual", help=both("中英文对照", "with English below"))]
FontFolder = Annotated[
    Path | None, typer.Option("--fonts", metavar="FOLDER", help=both("自备字体", "fonts of your own"))
]
MonthOption = Annotated[
    str, typer.Option("--month", metavar="MONTH", help=both("哪个月，如 2026-11", "the month, such as 2026-11"))
]
RegionOption = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help=both("区划，默认为岗位的", "a division, by default the post's")),
]
PAPERS = Path("papers")


def printing(
    name: str, *, reads: tuple[str, ...], group: typer.Typer = app
) -> "Callable[[Callable[..., Papers]], Callable[..., None]]":
    """
    Make a verb that prints: whose post, where to, which language, fonts and form are asked for here, once for all.

    What is decorated takes what is the verb's own and returns the papers to make; its words are the verb's. A post
    prints what it may read: one of `reads`.
    """

    def made(ask: "Callable[..., Papers]") -> Callable[..., None]:
        def verb(
            *,
            post: Post,
            out: Out = PAPERS,
            bilingual: Bilingual = False,
            fonts: FontFolder = None,
            lang: Language = Lang.ZH,
            as_json: AsJson = False,
            **asked: Any,
        ) -> None:
            _print(ask(**asked), post, out, bilingual=bilingual, fonts=fonts, lang=lang, as_json=as_json, reads=reads)

        own = [one.replace(kind=KEYWORD) for one in signature(ask).parameters.values()]
        shared = [one for one in signature(verb).parameters.values() if one.kind is KEYWORD]
        verb.__signature__ = Signature([*own, *shared])  # type: ignore[attr-defined]  # what the door asks for
        verb.__doc__, verb.__name__ = ask.__doc__, ask.__name__
        return group.command(name, cls=Verb, context_settings=HELP)(verb)

    return made


def _print(
    papers: "Papers", post: int, out: Path, *, bilingual: bool, fonts: Path | None, lang: str, as_json: bool,
    reads: tuple[str, ...],
) -> None:  # fmt: skip
    """Write what is asked for and say each file with its digest; who speaks English has it on the paper too."""
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.offices.queries import require_reading
        from mingbai.printing.printed import written

        by, at = acting(post)
        if not any(by.may_read(stage) for stage in reads):
            require_reading(by, reads[0])
        with working_as(by):
            made = written(papers(by, at), out, bilingual=bilingual or lang == Lang.EN, fonts=fonts, by=by, at=at)
    if as_json:
        print_json({path.name: digest for path, digest in made.items()})
        return
    for path, digest in made.items():
        print(f"{path}  SHA-256 {digest}")


def of(name: str) -> "ModuleType":
    """Return the module that makes some papers, once the desk is open."""
    return import_module(f"mingbai.printing.{name}")


def place(by: "Actor", code: str | None) -> "Region":
    """Return the division that is named, else the post's own."""
    from mingbai.kernel.region import Region

    return Region.parse(code) if code else by.region


def month_of(text: str) -> "Month":
    """Return the month that is named; raise BadMonth."""
    from mingbai.kernel.month import Month

    return Month.parse(text)
