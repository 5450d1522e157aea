"""What the verbs that take an opening stock in have in common: the folder, its month, and where refused rows go."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import acting, at_desk
from mingbai.cli.manual import both
from mingbai.cli.voice import Voice

ROWS_REFUSED, CONFLICTS = 4, 5  # exit codes
SHOWN = 20  # conflicts told one by one; all of them are in --json
Folder = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER",
        exists=True,
        file_okay=False,
        help=both("审批台账和家庭成员所在的文件夹", "the folder of approval registers and members"),
    ),
]
OpensWith = Annotated[
    str, typer.Option("--month", metavar="MONTH", help=both("期初月份，如 2026-10", "the month it opens with"))
]
RefusedTo = Annotated[
    Path | None,
    typer.Option("--refused", metavar="FILE", help=both("退回的行写到哪个 xlsx", "where refused rows are written")),
]


def taken_in(action: str, folder: Path, month: str, post: int, refused: Path | None, voice: Voice) -> Any:
    """
    Take a folder in by an action (`mingbai.people.stock.import_people`), and write the rows it refused.

    Return what came of it: it names `refused` and `conflicts`.
    """
    with at_desk(), voice.working():
        from mingbai.files.refusals import write_refused
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.people.stock import read_stock

        module, _, name = action.rpartition(".")
        by, at = acting(post)
        with read_stock(folder, month=Month.parse(month), region=by.region) as stock, working_as(by):
            done = getattr(import_module(module), name)(stock=stock, region=by.region, by=by, at=at)
        if refused and done.refused:
            write_refused(refused, done.refused)
    return done


def ended(done: Any) -> typer.Exit:
    """Return how the verb ends: rows refused, contradictions, or all taken."""
    return typer.Exit(ROWS_REFUSED if done.refused else CONFLICTS if done.conflicts else 0)


def sentences(conflicts: Iterable[Any]) -> list[dict[str, str]]:
    """Return contradictions as programs read them."""
    return [{"code": one.code} | {lang: one.in_language(lang) for lang in ("zh", "en")} for one in conflicts]
