"""What goes on the list of problems: what an inspection found, what an alert confirmed (R-809)."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, day
from mingbai.cli.desk.inspections.group import Cites, Facts, Title, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language

Unit = Annotated[int, typer.Option("--unit", metavar="N", help=both("责任单位编号", "the unit that answers for it"))]
LISTED = ("已列入问题清单，问题 {0}；下一步：mingbai inspections order {0}。",
          "On the list of problems: {0}. Next: mingbai inspections order {0}.")  # fmt: skip


@app.command("add", cls=Verb, context_settings=HELP)
def add(
    unit: Unit,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help=both("从哪里发现", "where it was found"))],
    title: Title,
    facts: Facts,
    cite: Cites,
    post: Post,
    found_on: Annotated[
        str, typer.Option("--found-on", metavar="DAY", help=both("发现日期，默认今天", "the day, by default today"))
    ] = "",
    amount: Annotated[
        str, typer.Option("--amount", metavar="YUAN", help=both("涉及金额（元）", "the money it is about, in yuan"))
    ] = "0",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    把检查发现的问题列入问题清单；问题不写姓名，事实只存摘要。
    Put what an inspection found on the list of problems; nobody is named in it.

    例 Example: mingbai inspections add --unit 4 --source 抽查 --title 5户未备案
        --facts 见附件 --cite QY-2022-51#4.5 --post 6
    """
    from mingbai.kernel.money import parse_yuan

    said = {
        "unit_id": unit, "source": source, "title": title, "facts": facts, "cites": cite,
        "amount_fen": parse_yuan(amount), "found_on": day(found_on or None),
    }  # fmt: skip
    do("list_problem", said, post, lang, as_json, LISTED)


@app.command("pull", cls=Verb, context_settings=HELP)
def pull(
    outcome: Annotated[
        int, typer.Argument(metavar="OUTCOME", help=both("预警认定编号", "the number of an alert's outcome"))
    ],
    unit: Unit,
    title: Title,
    facts: Facts,
    cite: Cites,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    把预警认定属实、需要整改的列入问题清单，一项认定只列一次。
    Put what an alert confirmed on the list of problems, once.

    例 Example: mingbai inspections pull 8 --unit 4 --title 未按规定入户
        --facts 见核实记录 --cite YC-2022-2#3.4 --post 6
    """
    said = {"outcome_id": outcome, "unit_id": unit, "title": title, "facts": facts, "cites": cite}
    do("pull_outcome", said, post, lang, as_json, LISTED)
