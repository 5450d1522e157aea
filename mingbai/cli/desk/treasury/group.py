"""The group of verbs, and the options they share."""

from typing import Annotated

import typer

from mingbai.cli.manual import HELP, Verbs, both

WRONG = 5  # exit code: the books are not whole
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("资金账：查账、余额、允许的资金变动。", "The books: audit, balances, and the moves money may make."),
)
Number = Annotated[int, typer.Argument(metavar="ID", help=both("提出的编号", "the number of the proposal"))]
Document = Annotated[str, typer.Option("--document", metavar="NUMBER", help=both("文号", "the paper it rests on"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("事由", "why"))]
