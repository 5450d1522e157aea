"""Bank files: drafted, reviewed, sealed, sent; four people."""

from pathlib import Path
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json
from mingbai.cli.desk.payments.group import LEFT_OPEN, Number, Numbers, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


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
def reserve(numbers: Numbers, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    复核代发文件并占用资金，由编制人以外的复核人办理。
    Set the money of files aside, as their reviewer.

    例 Example: mingbai payments reserve 3 4 5 --post 5
    """
    files = {"file_ids": sorted(set(numbers))}
    do("reserve_files", files, post, lang, ("已占用资金", "Money set aside"), as_json=as_json)


@app.command("seal", cls=Verb, context_settings=HELP)
def seal(numbers: Numbers, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    封存代发文件：内容从此不变，SHA-256 先入存证；尚未发出。
    Fix the bytes of files; their digests are logged before anything leaves.

    例 Example: mingbai payments seal 3 4 5 --post 6
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            sealed = actions.seal_files(file_ids=numbers, by=by, at=at)
    if as_json:
        print_json([vars(made) for made in sealed])
        return
    for made in sealed:
        name, digest = made.message_id, made.sha256
        print(voice.say(f"已封存 {name}，SHA-256 {digest}。", f"Sealed {name}: {digest}."))
    if names := ", ".join(name for made in sealed for name in made.rare):
        print(voice.say(f"户名含生僻字，请告知银行：{names}", f"Names with rare characters, tell the bank: {names}"))


@app.command("send", cls=Verb, context_settings=HELP)
def send(
    numbers: Numbers,
    post: Post,
    outbox: Annotated[
        Path | None, typer.Option("--outbox", metavar="FOLDER", help=both("发送目录", "where the bank takes files"))
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help=both("已发的再发一次，内容不变", "the same bytes again"))
    ] = False,
    when_witnessed: Annotated[
        bool, typer.Option("--when-witnessed", help=both("见证齐了由后台发送", "the worker sends it once witnessed"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    财政发送封存的代发文件；见证不足则不放行，一分不动。
    Send sealed files, as finance; without the quorum nothing moves.

    例 Example: mingbai payments send 3 4 5 --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.evidence.installation import installed_policy
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        folder, files = outbox or actions.outbox_folder(), sorted(set(numbers))
        if when_witnessed:
            with working_as(by):
                for file in files:
                    actions.order_sending(file_id=file, by=by, at=at)
            told = [{"file": file, "ordered": True} for file in files]
            ordered = voice.say("已登记：见证齐了即发送。", "Ordered: sent once enough witnesses have cosigned.")
            print_json(told) if as_json else print(ordered)
            return
        if again:
            paths = [actions.resend(file_id=file, outbox=folder, by=by, at=at) for file in files]
        else:
            paths = actions.send_files(file_ids=files, outbox=folder, policy=installed_policy(), by=by, at=at)
    if as_json:
        print_json([{"file": file, "path": str(path)} for file, path in zip(files, paths, strict=True)])
    else:
        for path in paths:
            print(voice.say(f"已发送：{path}", f"Sent: {path}"))


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
    do("withdraw_file", {"file_id": number, "reason": reason}, post, lang, ("已撤回", "Withdrawn"), as_json=as_json)
