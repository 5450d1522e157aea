"""用款计划: asked for, approved, arrived."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.desk.payments.group import Document, MonthOption, Number, Reason, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("plan", cls=Verb, context_settings=HELP)
def plan(
    programme: Annotated[str, typer.Argument(metavar="PROGRAMME", help=both("项目，如 dibao_rural", "the programme"))],
    month: MonthOption,
    fund: Annotated[int, typer.Option("--fund", metavar="ID", help=both("资金编号", "of which fund"))],
    document: Document,
    post: Post,
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="ID", help=both("局务会议纪要编号", "the meeting's minutes"))
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    申报用款计划：金额取自已封存的名册；财政批复、到位后方可发放。
    Ask for what the frozen rosters come to; finance approves.

    例 Example: mingbai payments plan dibao_rural --month 2026-10 --fund 1 --document 1号 --post 4
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.money import show_yuan
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions, queries

        by, at = acting(post)
        with working_as(by):
            made = actions.request_funds(
                region=by.region, month=Month.parse(month), programme=programme, fund_id=fund, document=document,
                minutes_id=minutes, by=by, at=at,
            )  # fmt: skip
            fen = queries.requests(by.region, Month.parse(month)).get(pk=made).fen
    said = {"id": made, "fen": fen, "state": "requested"}
    zh = f"已申报用款计划 {made}：{show_yuan(fen)} 元。"
    print_json(said) if as_json else print(voice.say(zh, f"Plan of use {made}: {show_yuan(fen)} yuan asked for."))


@app.command("approve", cls=Verb, context_settings=HELP)
def approve(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    财政批复用款计划。
    Approve a plan of use, as finance.

    例 Example: mingbai payments approve 1 --post 9
    """
    do("approve_request", {"request_id": number}, post, lang, ("用款计划已批复", "Plan approved"), as_json=as_json)


@app.command("refuse", cls=Verb, context_settings=HELP)
def refuse(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    退回用款计划，写明理由。
    Refuse a plan of use, as finance, with the reason.

    例 Example: mingbai payments refuse 1 --reason 与名册不符 --post 9
    """
    said = {"request_id": number, "reason": reason}
    do("refuse_request", said, post, lang, ("用款计划已退回", "Plan refused"), as_json=as_json)


@app.command("arrived", cls=Verb, context_settings=HELP)
def arrived(number: Number, document: Document, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    登记资金到位，资金由可用指标转入用款计划。
    Note that a plan's money stands ready: the books move it there.

    例 Example: mingbai payments arrived 1 --document 明财拨1号 --post 8
    """
    said = {"request_id": number, "document": document}
    do("note_arrival", said, post, lang, ("资金已到位", "The money has arrived"), as_json=as_json)
