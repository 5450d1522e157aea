"""The group of verbs, the options they share, and the acts that concern one record."""

from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import acting, at_desk, print_json
from mingbai.cli.manual import HELP, Verbs, both
from mingbai.cli.voice import Voice

LEFT_OPEN, WRONG = 4, 5  # exit codes: lines were left out; something is not as it must be
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("发放：用款计划、代发文件、每笔去向。", "Payments: plans of use, bank files, and where each payment is."),
)
Number = Annotated[int, typer.Argument(metavar="ID", help=both("编号", "its number"))]
MANY = both("编号，可列多个，一并办理", "their numbers: all or none")
Numbers = Annotated[list[int], typer.Argument(metavar="ID...", help=MANY)]
MonthOption = Annotated[str, typer.Option("--month", metavar="MONTH", help=both("月份，如 2026-10", "the month"))]
Document = Annotated[str, typer.Option("--document", metavar="NUMBER", help=both("文号", "the paper it rests on"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("事由", "why"))]


def do(act: str, said: dict[str, Any], post: int, lang: str, done: tuple[str, str], *, as_json: bool) -> None:
    """Do an action in the actor's scope, and say that it is done, with the number of what it made."""
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            made = getattr(actions, act)(**said, by=by, at=at)
    number = f" {made}" if isinstance(made, int) else ""
    if as_json:
        print_json({"done": act, **said} | ({"id": made} if number else {}))
    else:
        print(voice.say(f"{done[0]}{number}。", f"{done[1]}{number}."))
