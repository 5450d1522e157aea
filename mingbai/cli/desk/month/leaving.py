"""A line leaves a frozen roster: one asks with a reason, another agrees or refuses."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk
from mingbai.cli.desk.month.group import Reason, app, tell_done
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

Request = Annotated[int, typer.Argument(metavar="REQUEST", help=both("调出申请编号", "the request's number"))]


@app.command("move-out", cls=Verb, context_settings=HELP)
def move_out(
    line: Annotated[int, typer.Argument(metavar="LINE", help=both("名册行编号", "the line's number"))],
    reason: Reason,
    post: Post,
    correct: Annotated[
        bool, typer.Option("--correct", help=both("按现行审批更正，留在本名册", "put right by its award, and stays"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    申请把一行调出到补充名册，或按审批更正；须另一人同意。
    Ask that a line leave for a supplementary roster, or be put right; another agrees.

    例 Example: mingbai month move-out 152 --reason 户名待核 --post 7
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.rosters.actions import ask_departure
        from mingbai.rosters.states import Why

        by, at = acting(post)
        with working_as(by):
            why = Why.CORRECTED if correct else Why.MOVED
            made = ask_departure(line_id=line, why=why, reason=reason, by=by, at=at)
    tell_done(made, Voice(lang), ("已申请调出，待复核人同意", "asked for; a reviewer has to agree"), as_json=as_json)


@app.command("agree-move", cls=Verb, context_settings=HELP)
def agree_move(request: Request, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    同意一行调出；名册指纹随之改变，须重新核对。
    Agree that a line leaves; the roster is known by a new digest and is checked again.

    例 Example: mingbai month agree-move 5 --post 8
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.rosters.actions import agree_departure

        by, at = acting(post)
        with working_as(by):
            agree_departure(departure_id=request, by=by, at=at)
    tell_done(request, Voice(lang), ("已同意调出", "the line has left"), as_json=as_json)


@app.command("refuse-move", cls=Verb, context_settings=HELP)
def refuse_move(request: Request, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    退回一项调出申请，这一行留在名册上。
    Refuse that a line leaves: it stays on its roster.

    例 Example: mingbai month refuse-move 5 --post 8
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.rosters.actions import refuse_departure

        by, at = acting(post)
        with working_as(by):
            refuse_departure(departure_id=request, by=by, at=at)
    tell_done(request, Voice(lang), ("已退回调出申请", "refused; the line stays"), as_json=as_json)
