"""The group of verbs and the options they share."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from mingbai.cli.desk.acting import print_json, print_table
from mingbai.cli.desk.reading import Unusable
from mingbai.cli.manual import HELP, Verbs, both
from mingbai.cli.misuse import file_there
from mingbai.cli.voice import Voice

app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("政策标准：本地参数、规则开关、提标测算。", "Standards: parameters, rules on or off, raises reckoned."),
)
Region = Annotated[str, typer.Option("--region", metavar="CODE", help=both("行政区划代码", "the division's code"))]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help=both("哪一天，默认今天", "the day, by default today"))
]
Number = Annotated[int, typer.Argument(metavar="ID", help=both("编号", "its number"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("理由", "why"))]
Document = Annotated[str, typer.Option("--document", metavar="TEXT", help=both("文件文号", "the document's number"))]
From = Annotated[str, typer.Option("--from", metavar="DATE", help=both("自哪天起执行", "the first day it holds"))]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help=both("哪天起不再执行，默认长期", "the first day it no longer holds")),
]
Pack = Annotated[Path, typer.Argument(metavar="FILE", callback=file_there, help=both("参数文件", "a file of values"))]


def value_of(text: str) -> Any:
    """Return a value as it is typed: 1500, true, 2/5, [老年人, 重病]."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise Unusable(f"取值“{text}”读不出来。", f"The value “{text}” cannot be read.") from error


def tell_done(voice: Voice, number: int, said: tuple[str, str], *, as_json: bool, gave_way: Sequence[int] = ()) -> None:
    """Say what became of a record."""
    if as_json:
        print_json({"id": number, "done": said[1]} | ({"gave_way": list(gave_way)} if gave_way else {}))
        return
    print(voice.say(f"第 {number} 号{said[0]}。", f"Number {number} is {said[1]}."))


def tell_rows(voice: Voice, heads: tuple[str, str], rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print records as a table, or as JSON."""
    if as_json:
        print_json(rows)
        return
    cells = (["" if value is None else value for value in row.values()] for row in rows)
    print_table(voice.say(*heads).split(), cells)
