"""The group of verbs, the options they share, and the acts that concern one record."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import acting, at_desk, day, print_json
from mingbai.cli.manual import HELP, Verbs, both
from mingbai.cli.voice import Voice

NOT_FOUND = 3  # exit code
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("救助对象：导入、查找、账户、备案。", "People: taken in, found, their accounts, and what is filed."),
)
Number = Annotated[int, typer.Argument(metavar="ID", help=both("编号", "its number"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("事由", "why"))]
Refuse = Annotated[str, typer.Option("--refuse", metavar="REASON", help=both("退回，写明理由", "refuse it"))]


def do(
    act: str,
    said: Mapping[str, Any],
    post: int,
    lang: str,
    done: tuple[str, str],
    *,
    as_json: bool,
    days: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """
    Do an action in the actor's scope, and say that it is done, with the number of what it concerns.

    `days` are days as they were typed; where nothing was, today is meant.
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.people import actions

        by, at = acting(post)
        with working_as(by):
            made = getattr(actions, act)(**said, **{name: day(typed) for name, typed in days.items()}, by=by, at=at)
    number = made if isinstance(made, int) else next(iter(said.values()))
    if as_json:
        print_json({"done": act, "id": number})
    else:
        print(voice.say(f"{done[0]}（编号 {number}）。", f"{done[1]} (number {number})."))
