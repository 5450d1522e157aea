"""Accounts that money may leave from, and to whom: entered by one of finance, approved by another (R-608, R-609)."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.payments.group import Number, Reason, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice
from mingbai.payments.paths import SORTS, Payees, Sort
from mingbai.payments.profiles import profiles
from mingbai.payments.states import TITLES_OF_LISTING


@app.command("account", cls=Verb, context_settings=HELP)
def account(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=both("账号，加密保存", "its number, kept sealed"))],
    sort: Annotated[Sort, typer.Option("--sort", metavar="SORT", help=both("/".join(Sort), "what it is"))],
    holder: Annotated[str, typer.Option("--holder", metavar="NAME", help=both("户名", "whose it is"))],
    bank: Annotated[str, typer.Option("--bank", metavar="NAME", help=both("开户行", "its bank"))],
    profile: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=both(f"银行文件格式：{'、'.join(profiles())}", "of files"))
    ],
    post: Post,
    bank_code: Annotated[str, typer.Option("--bank-code", metavar="CODE", help=both("行号", "its clearing code"))] = "",
    programme: Annotated[
        str, typer.Option("--programme", metavar="PROGRAMME", help=both("只发此项目，默认全部", "by default of all"))
    ] = "",
    fed_from: Annotated[
        int | None, typer.Option("--fed-from", metavar="ID", help=both("资金从哪个账户拨入", "where its money is from"))
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    登记一个财政账户，由财政另一人批准后才能付款。
    Register an account of finance; another person of finance approves it.

    例 Example: mingbai payments account 105512345670 --sort treasury --holder 明白县财政局
            --bank 国家金库 --format csv --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.register_account(
                region=by.region, sort=sort, number=number, holder=holder, bank=bank, bank_code=bank_code,
                programme=programme, profile=profile, fed_from_id=fed_from, by=by, at=at,
            )  # fmt: skip
    said = f"已登记账户 {made}，待财政另一人批准。", f"Account {made} registered; another of finance approves it."
    print_json({"id": made}) if as_json else print(voice.say(*said))


@app.command("approve-account", cls=Verb, context_settings=HELP)
def approve_account(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准一个财政账户，由登记人以外的人办理。
    Approve an account; who registered it does not.

    例 Example: mingbai payments approve-account 1 --post 9
    """
    do("approve_account", {"account_id": number}, post, lang, ("账户已批准", "Account approved"), as_json=as_json)


@app.command("close-account", cls=Verb, context_settings=HELP)
def close_account(
    number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    停用一个财政账户，写明理由。
    End the use of an account, with the reason.

    例 Example: mingbai payments close-account 1 --reason 专户撤销 --post 9
    """
    said = {"account_id": number, "reason": reason}
    do("close_account", said, post, lang, ("账户已停用", "Account closed"), as_json=as_json)


@app.command("pair", cls=Verb, context_settings=HELP)
def pair(
    payer: Annotated[int, typer.Argument(metavar="ACCOUNT", help=both("从哪个账户", "from which account"))],
    payees: Annotated[Payees, typer.Argument(metavar="TO", help=both("/".join(Payees), "to whom"))],
    post: Post,
    account: Annotated[
        int | None, typer.Option("--account", metavar="ID", help=both("到哪个专户", "to which account of the state"))
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出一条支付路径：某账户可以付给个人、机构或另一专户；批准后列入白名单。
    Propose a way for money: from an account to families, homes or an account.

    例 Example: mingbai payments pair 1 persons --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.register_pair(
                payer_id=payer, payees=payees, payee_id=account, region=by.region, by=by, at=at
            )
    said = f"已提出支付路径 {made}，待财政另一人批准。", f"Pair {made} proposed; another of finance approves it."
    print_json({"id": made}) if as_json else print(voice.say(*said))


@app.command("approve-pair", cls=Verb, context_settings=HELP)
def approve_pair(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准一条支付路径，由提出人以外的人办理。
    Put a pair on the whitelist; who proposed it does not.

    例 Example: mingbai payments approve-pair 1 --post 9
    """
    do("approve_pair", {"pair_id": number}, post, lang, ("支付路径已批准", "Pair approved"), as_json=as_json)


@app.command("close-pair", cls=Verb, context_settings=HELP)
def close_pair(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    撤销一条支付路径，写明理由。
    Take a pair off the whitelist, with the reason.

    例 Example: mingbai payments close-pair 1 --reason 专户撤销 --post 9
    """
    said = {"pair_id": number, "reason": reason}
    do("close_pair", said, post, lang, ("支付路径已撤销", "Pair closed"), as_json=as_json)


@app.command("accounts", cls=Verb, context_settings=HELP)
def accounts(post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    财政账户和支付路径：脱敏账号、格式、状态；白名单一览。
    Accounts of finance and the ways money may take; numbers masked.

    例 Example: mingbai payments accounts --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.payments.payers import pairs, special_accounts

        by, _ = acting(post)
        with working_as(by):
            known, ways = special_accounts(by.region), pairs(by.region)
    if as_json:
        print_json({"accounts": known, "pairs": ways})
        return
    all_of_them = voice.say("全部", "all")
    print_table(
        voice.say("账户 性质 账号 户名 项目 格式 状态", "account sort number holder programme format state").split(),
        (
            (
                *(one["id"], voice.say(*SORTS[Sort(one["sort"])]), one["number_hint"], one["holder"]),
                *(one["programme"] or all_of_them, one["profile"], voice.say(*TITLES_OF_LISTING[one["state"]])),
            )
            for one in known
        ),
    )
    print_table(
        voice.say("路径 从账户 到 状态", "pair from to state").split(),
        (
            (one["id"], one["payer_id"], one["payee_id"] or one["payees"], voice.say(*TITLES_OF_LISTING[one["state"]]))
            for one in ways
        ),
    )
