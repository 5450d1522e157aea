"""`mingbai payments`: plans of use, bank files made, reviewed, sealed and sent by four people, and where all stands."""

from pathlib import Path
from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice

LEFT_OPEN, WRONG = 4, 5  # exit codes: lines were left out; something is not as it must be
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("发放：用款计划、代发文件、每笔去向。", "Payments: plans of use, bank files, and where each payment is."),
)
Number = Annotated[int, typer.Argument(metavar="ID", help=both("编号", "its number"))]
MonthOption = Annotated[str, typer.Option("--month", metavar="MONTH", help=both("月份，如 2026-10", "the month"))]
Document = Annotated[str, typer.Option("--document", metavar="NUMBER", help=both("文号", "the paper it rests on"))]


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
    Ask for what the frozen rosters come to; finance approves, then notes the arrival.

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
    _do("approve_request", {"request_id": number}, post, lang, as_json, ("用款计划已批复", "Plan approved"))


@app.command("arrived", cls=Verb, context_settings=HELP)
def arrived(number: Number, document: Document, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    登记资金到位，资金由可用指标转入用款计划。
    Note that a plan's money stands ready: the books move it there.

    例 Example: mingbai payments arrived 1 --document 明财拨1号 --post 8
    """
    said = {"request_id": number, "document": document}
    _do("note_arrival", said, post, lang, as_json, ("资金已到位", "The money has arrived"))


@app.command("draft", cls=Verb, context_settings=HELP)
def draft(
    roster: Annotated[int, typer.Argument(metavar="ROSTER", help=both("名册编号", "the roster's number"))],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=both("发放日期", "the day to pay"))],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    编制代发文件：放行的名册每行一笔，已编制或已发的不再编；账户不能用的逐行列出。
    Make bank files of a released roster, each line once.

    退出码 Exit codes: 0 全部编入 all; 4 有行未编入 lines left out
    例 Example: mingbai payments draft 12 --on 2026-10-09 --post 4
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.draft(roster_id=roster, execute_on=day(on), by=by, at=at)
    if as_json:
        left = [vars(one) for one in made.left_out]
        print_json({"files": made.files, "payments": made.payments, "left_out": left})
    else:
        files = ", ".join(map(str, made.files))
        print(
            voice.say(f"已编制 {made.payments:,} 笔，文件 {files}。", f"{made.payments:,} payments in files {files}.")
        )
        for one in made.left_out:
            print(voice.say(f"名册行 {one.line_id} 未编入：{one.zh}。", f"Line {one.line_id} left out: {one.en}."))
    raise typer.Exit(LEFT_OPEN if made.left_out else 0)


@app.command("reserve", cls=Verb, context_settings=HELP)
def reserve(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    复核代发文件并占用资金，由编制人以外的复核人办理。
    Set a file's money aside, as its reviewer.

    例 Example: mingbai payments reserve 3 --post 5
    """
    _do("reserve", {"file_id": number}, post, lang, as_json, ("已占用资金", "Money set aside"))


@app.command("seal", cls=Verb, context_settings=HELP)
def seal(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    封存代发文件：内容从此不变，SHA-256 先入存证；尚未发出。
    Fix a file's bytes; their digest is logged before anything leaves.

    例 Example: mingbai payments seal 3 --post 6
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.seal_file(file_id=number, by=by, at=at)
    if as_json:
        print_json(vars(made))
        return
    print(voice.say(f"已封存 {made.message_id}，SHA-256 {made.sha256}。", f"Sealed {made.message_id}: {made.sha256}."))
    if made.rare:
        names = ", ".join(made.rare)
        print(voice.say(f"户名含生僻字，请告知银行：{names}", f"Names with rare characters, tell the bank: {names}"))


@app.command("send", cls=Verb, context_settings=HELP)
def send(
    number: Number,
    post: Post,
    outbox: Annotated[
        Path | None, typer.Option("--outbox", metavar="FOLDER", help=both("发送目录", "where the bank takes files"))
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help=both("已发的再发一次，内容不变", "the same bytes again"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    财政发送封存的代发文件；见证不足则不放行，一分不动。
    Send a sealed file, as finance; without the quorum nothing moves.

    例 Example: mingbai payments send 3 --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.config.place import data_folder
        from mingbai.evidence.installation import installed_policy
        from mingbai.payments import actions

        by, at = acting(post)
        folder = outbox or data_folder() / "outbox"
        if again:
            path = actions.resend(file_id=number, outbox=folder, by=by, at=at)
        else:
            path = actions.send_file(file_id=number, outbox=folder, policy=installed_policy(), by=by, at=at)
    said = {"file": number, "path": str(path)}
    print_json(said) if as_json else print(voice.say(f"已发送：{path}", f"Sent: {path}"))


@app.command("withdraw", cls=Verb, context_settings=HELP)
def withdraw(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("事由", "why"))],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    撤回尚未发送的代发文件，占用的资金随之释放。
    Take back a file that was not sent; its money is free again.

    例 Example: mingbai payments withdraw 3 --reason 名册有误 --post 5
    """
    _do("withdraw_file", {"file_id": number, "reason": reason}, post, lang, as_json, ("已撤回", "Withdrawn"))


@app.command("again", cls=Verb, context_settings=HELP)
def again(
    post: Post,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=both("发放日期", "the day to pay"))] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    银行未付或退汇的，编制下一次发放；账户变更须先经两人审批。
    Make the next attempts of all that was rejected or returned.

    例 Example: mingbai payments again --post 4
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions, queries

        by, at = acting(post)
        with working_as(by):
            failed = [one.payment_id for one in queries.failed(by.region)]
            files = actions.reissue(payment_ids=failed, execute_on=day(on or None), by=by, at=at) if failed else []
    said = {"payments": len(failed), "files": files}
    zh, en = f"重发 {len(failed)} 笔，文件 {files}。", f"{len(failed)} payments tried again in files {files}."
    print_json(said) if as_json else print(voice.say(zh, en))


@app.command("status", cls=Verb, context_settings=HELP)
def status(month: MonthOption, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    一个月的发放到哪一步：计划、文件、各状态笔数；并与名册、文件、资金账核对。
    Where a month's payments stand, compared with rosters, files and the books.

    退出码 Exit codes: 0 相符 whole; 5 有未送达的文件或不符 files not handed over, or differences
    例 Example: mingbai payments status --month 2026-10 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.payments import queries
        from mingbai.payments.audit import audit

        by, _ = acting(post)
        asked = Month.parse(month)
        with working_as(by):
            said: dict[str, Any] = {
                "plans": list(queries.requests(by.region, asked).values("id", "programme", "fen", "state")),
                "files": list(
                    queries.files(by.region, asked).values(
                        "id", "message_id", "programme", "payments", "total_fen", "state", "sha256", "intermediate"
                    )
                ),
                "payments": [vars(one) for one in queries.standings(by.region, asked)],
                "not_handed_over": list(queries.not_handed_over(by.region).values_list("id", flat=True)),
                "faults": [vars(one) for one in audit()],
            }
    print_json(said) if as_json else _print_status(said, voice)
    raise typer.Exit(WRONG if said["faults"] or said["not_handed_over"] else 0)


def _print_status(said: dict[str, Any], voice: Voice) -> None:
    from mingbai.kernel.money import show_yuan
    from mingbai.payments.states import TITLES

    heads = voice.say("计划 项目 金额 状态", "plan programme yuan state").split()
    print_table(heads, ((one["id"], one["programme"], show_yuan(one["fen"]), one["state"]) for one in said["plans"]))
    heads = voice.say("文件 名称 项目 笔数 金额 状态", "file name programme payments yuan state").split()
    print_table(
        heads,
        (
            (one["id"], one["message_id"], one["programme"], one["payments"], show_yuan(one["total_fen"]), one["state"])
            for one in said["files"]
        ),
    )
    heads = voice.say("项目 状态 笔数 金额", "programme state payments yuan").split()
    print_table(
        heads,
        (
            (one["programme"], voice.say(*TITLES[one["state"]]), one["payments"], show_yuan(one["fen"]))
            for one in said["payments"]
        ),
    )
    for number in said["not_handed_over"]:
        print(
            voice.say(f"文件 {number} 已记账但未送达，请再发：--again", f"File {number} never went out: send --again")
        )
    for fault in said["faults"]:
        print(f"{fault['where']}: {voice.say(fault['zh'], fault['en'])}")


def _do(act: str, said: dict[str, Any], post: int, lang: str, as_json: bool, done: tuple[str, str]) -> None:
    """Do an action of one record in the actor's scope, and say that it is done."""
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            getattr(actions, act)(**said, by=by, at=at)
    print_json({"done": act, **said}) if as_json else print(voice.say(f"{done[0]}。", f"{done[1]}."))
