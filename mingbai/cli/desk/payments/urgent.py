"""先行救助: a small sum at once for one family, by four hands, explained afterwards (LAW-2026#50)."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json
from mingbai.cli.desk.payments.group import Document, Number, Reason, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("urgent", cls=Verb, context_settings=HELP)
def urgent(
    household: Annotated[int, typer.Argument(metavar="HOUSEHOLD", help=both("家庭编号", "the household"))],
    account: Annotated[int, typer.Option("--account", metavar="ID", help=both("领款账户编号", "into which account"))],
    yuan: Annotated[str, typer.Option("--yuan", metavar="AMOUNT", help=both("金额，元", "how much, in yuan"))],
    cause: Annotated[str, typer.Option("--cause", metavar="TEXT", help=both("什么急难", "what has happened"))],
    document: Document,
    post: Post,
    person: Annotated[
        int | None, typer.Option("--person", metavar="ID", help=both("只为其中一人", "for one of them only"))
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    申请先行救助：一户一笔，不超过乡镇审批限额；事后限期补充说明。
    Ask that a family be helped at once, up to the township's limit.

    例 Example: mingbai payments urgent 31 --account 44 --yuan 800 --cause 火灾 --document 急1号
            --post 12
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.money import parse_yuan
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.ask_urgent(
                region=by.region, household_id=household, person_id=person, account_id=account,
                amount_fen=parse_yuan(yuan), cause=cause, document=document, by=by, at=at,
            )  # fmt: skip
    said = f"已申请先行救助 {made}，待领导批准。", f"Urgent relief {made} asked for; a leader grants it."
    print_json({"id": made}) if as_json else print(voice.say(*said))


@app.command("approve-urgent", cls=Verb, context_settings=HELP)
def approve_urgent(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准先行救助，由申请人以外的领导办理。
    Grant urgent relief, as a leader who did not ask for it.

    例 Example: mingbai payments approve-urgent 1 --post 7
    """
    do("approve_urgent", {"urgent_id": number}, post, lang, ("先行救助已批准", "Granted"), as_json=as_json)


@app.command("refuse-urgent", cls=Verb, context_settings=HELP)
def refuse_urgent(
    number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    退回先行救助申请，写明理由。
    Refuse urgent relief, with the reason.

    例 Example: mingbai payments refuse-urgent 1 --reason 已有其他救助 --post 7
    """
    said = {"urgent_id": number, "reason": reason}
    do("refuse_urgent", said, post, lang, ("先行救助已退回", "Refused"), as_json=as_json)


@app.command("draft-urgent", cls=Verb, context_settings=HELP)
def draft_urgent(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    为一笔先行救助编制代发文件；之后复核、封存、发送与其他文件相同。
    Make the file of one urgent payment; reviewed, sealed and sent like any other.

    例 Example: mingbai payments draft-urgent 1 --post 4
    """
    said = {"urgent_id": number}
    do("draft_urgent", said, post, lang, ("已编制代发文件", "Bank file"), as_json=as_json)


@app.command("explain-urgent", cls=Verb, context_settings=HELP)
def explain_urgent(
    number: Number,
    reason: Reason,
    post: Post,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=both("说明日期，默认今天", "the day"))] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    补充说明为什么不能等、依据什么材料；过期未说明会成为预警。
    Explain afterwards why help could not wait; in time, or it is an alert.

    例 Example: mingbai payments explain-urgent 1 --reason 房屋全毁，消防证明已归档 --post 12
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            actions.explain_urgent(urgent_id=number, explanation=reason, on=day(on), by=by, at=at)
    print_json({"id": number}) if as_json else print(voice.say("已补充说明。", "Explained."))
