"""A further account of somebody who is known: entered by one, confirmed by another who holds the card or book."""

import sys
from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.people.group import Number, Reason, Refuse, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("account", cls=Verb, context_settings=HELP)
def account(
    owner: Annotated[int, typer.Argument(metavar="OWNER", help=both("人员编号", "the number of the person"))],
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help=both("账号；“-”表示从标准输入读取", "its number; - reads it"))
    ],
    bank: Annotated[str, typer.Option("--bank", metavar="NAME", help=both("开户行", "its bank"))],
    holder: Annotated[str, typer.Option("--holder", metavar="NAME", help=both("卡折上的户名", "as the card names it"))],
    post: Post,
    from_on: Annotated[
        str, typer.Option("--from", metavar="DAY", help=both("启用日期，默认今天", "used from, by default today"))
    ] = "",
    care_home: Annotated[
        bool, typer.Option("--care-home", help=both("编号是供养机构的", "the number is that of a care home"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    登记一个新账户，与原账户并存；须另一人对照卡折确认后才能发放。
    Enter a further account; a second person confirms it before it is paid into.

    例 Example: mingbai people account 31 6299990000990000014 --bank 农商行 --holder 赵一 --post 7
    """
    typed = sys.stdin.readline().strip() if number == "-" else number
    whose: dict[str, Any] = {"organisation_id" if care_home else "person_id": owner}
    said = whose | {"number": typed, "bank": bank, "holder_name": holder}
    done = ("账户已登记，待确认", "Entered, to be confirmed")
    do("propose_account", said, post, lang, done, as_json=as_json, days={"from_on": from_on})


@app.command("accounts", cls=Verb, context_settings=HELP)
def accounts(
    post: Post,
    person: Annotated[
        int | None,
        typer.Argument(metavar="PERSON", help=both("某人的全部账户；不填为待确认", "whose; else what waits")),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    某人现在和以前的账户；不给人员编号则列出待确认的账户。
    All accounts somebody has or had; without a number, those to be confirmed.

    例 Example: mingbai people accounts 31 --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.people.queries import account_history, waiting_accounts
        from mingbai.people.states import TITLES, State

        by, _ = acting(post)
        with working_as(by):
            found = waiting_accounts(by.region) if person is None else account_history(person)
            names = ("pk", "person_id", "organisation_id", "bank", "number_hint", "holder_name", "from_on", "until_on")
            rows = [{name: getattr(one, name) for name in (*names, "state")} for one in found]
        titles = {state.value: voice.say(*TITLES[state]) for state in State}
    if as_json:
        print_json([{"id": row.pop("pk"), **row} for row in rows])
        return
    heads = voice.say(
        "账户 人员 机构 银行 账号 户名 启用 停用 状态", "account person home bank number holder from until is"
    )
    said = ([*list(row.values())[:-1], titles[row["state"]]] for row in rows)
    print_table(heads.split(), (["" if cell is None else cell for cell in row] for row in said))


@app.command("confirm-account", cls=Verb, context_settings=HELP)
def confirm_account(
    number: Number, post: Post, refuse: Refuse = "", lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    对照卡折确认一个账户，或退回；登记人不能确认自己登记的账户。
    Confirm an account, or refuse it; never one's own.

    例 Example: mingbai people confirm-account 12 --post 9
    """
    said: dict[str, Any] = {"account_id": number} | ({"reason": refuse} if refuse else {})
    done = ("账户已退回", "Refused") if refuse else ("账户已确认", "Confirmed")
    do("refuse_account" if refuse else "confirm_account", said, post, lang, done, as_json=as_json)


@app.command("close-account", cls=Verb, context_settings=HELP)
def close_account(
    number: Number,
    reason: Reason,
    post: Post,
    until_on: Annotated[
        str, typer.Option("--until", metavar="DAY", help=both("停用日期，默认今天", "not used from, by default today"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    停用一个账户，保留在历史里。
    Let an account no longer count; it stays in the history.

    例 Example: mingbai people close-account 12 --reason 已销户 --post 7
    """
    said = {"account_id": number, "reason": reason}
    do("close_account", said, post, lang, ("账户已停用", "Closed"), as_json=as_json, days={"until_on": until_on})
