"""What the bank refused or returned: into another account as two agree, and tried again."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json
from mingbai.cli.desk.payments.group import Number, Reason, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("other-account", cls=Verb, context_settings=HELP)
def other_account(
    payment: Annotated[int, typer.Argument(metavar="PAYMENT", help=both("付款编号", "the payment's number"))],
    account: Annotated[int, typer.Option("--account", metavar="ID", help=both("改发到哪个账户", "into which account"))],
    reason: Reason,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    申请把退回的一笔改发到本人的另一账户；须另一人同意，才能重发。
    Ask that a returned payment go to another account; another agrees.

    例 Example: mingbai payments other-account 17 --account 9 --reason 原账户已销户 --post 4
    """
    said = {"payment_id": payment, "account_id": account, "why": reason}
    do("ask_account_change", said, post, lang, ("已申请账户变更", "Asked for as change"), as_json=as_json)


@app.command("agree-account", cls=Verb, context_settings=HELP)
def agree_account(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    同意一项账户变更；申请人不能同意自己的申请。
    Agree to another account; never to one's own request.

    例 Example: mingbai payments agree-account 2 --post 5
    """
    do("approve_account_change", {"change_id": number}, post, lang, ("账户变更已同意", "Agreed"), as_json=as_json)


@app.command("refuse-account", cls=Verb, context_settings=HELP)
def refuse_account(
    number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    退回一项账户变更，写明理由。
    Refuse another account, with the reason.

    例 Example: mingbai payments refuse-account 2 --reason 户名不符 --post 5
    """
    said = {"change_id": number, "reason": reason}
    do("refuse_account_change", said, post, lang, ("账户变更已退回", "Refused"), as_json=as_json)


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
