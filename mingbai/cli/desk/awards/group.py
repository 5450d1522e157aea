"""The group of verbs, the options they share, and how an act on one record is told."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import print_json
from mingbai.cli.manual import HELP, Verbs, both
from mingbai.cli.voice import Voice

app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("救助确认与变更：导入、清单、增减停、复核确认。", "Awards: taken in, listed, changed, decided."),
)
MonthOption = Annotated[str, typer.Option("--month", metavar="MONTH", help=both("月份，如 2026-10", "the month"))]
Number = Annotated[int, typer.Argument(metavar="ID", help=both("编号", "its number"))]
Award = Annotated[int, typer.Argument(metavar="AWARD", help=both("救助编号", "the number of the award"))]
Refuse = Annotated[str, typer.Option("--refuse", metavar="REASON", help=both("退回，写明理由", "refuse it"))]
Shows = Annotated[str, typer.Option("--evidence", metavar="TEXT", help=both("依据的材料", "what shows it"))]


def tell(number: int, voice: Voice, done: tuple[str, str], *, as_json: bool) -> None:
    """Say that something is done, with its number."""
    if as_json:
        print_json({"id": number, "done": done[1]})
        return
    print(voice.say(f"{done[0]}（编号 {number}）。", f"{done[1].capitalize()} (number {number})."))
