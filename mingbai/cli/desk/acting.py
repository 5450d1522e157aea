"""What verbs of the desk have in common: who acts and when, tables on a terminal, JSON for programs."""

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from mingbai.cli.manual import both

if TYPE_CHECKING:
    from mingbai.offices.actor import Actor

PIPED_WIDTH = 200
AsJson = Annotated[bool, typer.Option("--json", help=both("输出 JSON，中英文俱全", "print JSON in both languages"))]
Post = Annotated[
    int, typer.Option("--post", metavar="POST", help=both("办理人的岗位编号", "the number of the post you act in"))
]


def at_desk() -> AbstractContextManager[None]:
    """Return the desk to work at; nothing of it is loaded before a verb needs it."""
    from mingbai.config.desk import open_desk

    return open_desk()


def acting(post: int) -> tuple["Actor", datetime]:
    """Return who acts in a post now, and the moment."""
    from django.utils import timezone

    from mingbai.offices.queries import actor

    at = timezone.now()
    return actor(post, timezone.localdate(at)), at


def day(text: str | None) -> date:
    """Return the day that is named, else today."""
    from django.utils import timezone

    from mingbai.kernel.dates import parse_date

    return parse_date(text) if text else timezone.localdate()


def print_table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Print rows under their heads; wide where nobody's terminal limits it."""
    table = Table(*heads, box=box.SIMPLE)
    for row in rows:
        table.add_row(*map(str, row))
    console = Console()
    Console(width=None if console.is_terminal else PIPED_WIDTH, soft_wrap=True).print(table)


def print_json(content: object) -> None:
    """Print what a program reads."""
    print(json.dumps(content, ensure_ascii=False, indent=2, default=str))
