"""A fund opened and money moved in two commands: one post proposes, another of the same office approves or refuses."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.treasury.group import Document, Number, Reason, app
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice
from mingbai.treasury.states import Level


@app.command("open", cls=Verb, context_settings=HELP)
def open_one(
    programme: Annotated[str, typer.Argument(metavar="PROGRAMME", help=both("项目，如 dibao_rural", "the programme"))],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help=both("年度", "of which year"))],
    level: Annotated[
        Level, typer.Option("--level", metavar="LEVEL", help=both("哪级资金：" + "/".join(Level), "from which budget"))
    ],
    document: Document,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出开立一个项目一年的资金账，由财政另一人审批后开立。
    Propose to open the books of a programme's year; another of finance approves it.

    例 Example: mingbai treasury open dibao_rural --year 2026 --level county
            --document 明财社1号 --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.propose_fund(
                region=by.region, year=year, source=level, programme=programme, document=document, by=by, at=at
            )
    tell_proposed(made, ("开立资金账", "the opening of a fund"), voice, as_json=as_json)


@app.command("move", cls=Verb, context_settings=HELP)
def move(
    code: Annotated[str, typer.Argument(metavar="MOVE", help=both("变动，见 treasury moves", "see treasury moves"))],
    fund: Annotated[int, typer.Option("--fund", metavar="ID", help=both("资金账编号", "in which fund"))],
    yuan: Annotated[str, typer.Option("--yuan", metavar="AMOUNT", help=both("金额，元", "how much, in yuan"))],
    name: Annotated[
        str,
        typer.Option("--name", metavar="NAME", help=both("此笔的名称，同名不重记", "the same name is entered once")),
    ],
    document: Document,
    post: Post,
    township: Annotated[
        str, typer.Option("--township", metavar="CODE", help=both("哪个乡镇的备用金", "whose reserve"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出一笔资金变动，如下达指标，由同一部门另一人审批后记账；不在允许变动之列的不能提出。
    Propose a move of money, such as a quota given; another of that office approves it.

    例 Example: mingbai treasury move quota --fund 1 --yuan 3,000,000.00 --name 首批
            --document 明财社2号 --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.money import parse_yuan
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions
        from mingbai.treasury.states import MOVE

        by, at = acting(post)
        with working_as(by):
            made = actions.propose_move(
                code, fund_id=fund, fen=parse_yuan(yuan), name=name, document=document, township=township, by=by, at=at
            )
    tell_proposed(made, (MOVE[code].title, MOVE[code].title_en), voice, as_json=as_json)


@app.command("approve", cls=Verb, context_settings=HELP)
def approve(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    审批一笔资金变动，随即记账；提出人不能审批，余额不足的不记。
    Approve a proposal, which is entered at once; never your own, nor more than there is.

    例 Example: mingbai treasury approve 3 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.money import show_yuan
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions
        from mingbai.treasury.proposals import OPEN, SORTS, Standing

        by, at = acting(post)
        with working_as(by):
            one = actions.approve(proposal_id=number, by=by, at=at)
    if as_json:
        entry = str(one.entry_id) if one.entry_id else None
        print_json({"id": one.pk, "state": one.state, "fund_id": one.fund_id, "entry_id": entry})
    elif one.state == Standing.SECONDED:
        print(voice.say("已审批，待第二人审批；账上尚无变动。", "Approved; a second person approves before it moves."))
    elif one.code == OPEN:
        print(voice.say(f"已开立资金账 {one.fund_id}。", f"Fund {one.fund_id} is open."))
    elif one.entry_id is None:
        print(voice.say(f"已办理：{SORTS[one.code].title}。", f"Done: {SORTS[one.code].title_en}."))
    else:
        yuan = show_yuan(one.fen)
        print(voice.say(f"已记账 {yuan} 元，分录 {one.entry_id}。", f"{yuan} yuan entered: {one.entry_id}."))


@app.command("refuse", cls=Verb, context_settings=HELP)
def refuse(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    退回一笔资金变动，写明理由；账上没有任何变动。
    Refuse a proposal, with the reason; nothing is entered.

    例 Example: mingbai treasury refuse 3 --reason 文号有误 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions

        by, at = acting(post)
        with working_as(by):
            actions.refuse(proposal_id=number, reason=reason, by=by, at=at)
    print_json({"id": number, "state": "refused"}) if as_json else print(voice.say("已退回。", "Refused."))


@app.command("proposals", cls=Verb, context_settings=HELP)
def proposals(
    post: Post,
    every: Annotated[bool, typer.Option("--all", help=both("连同已审批、已退回的", "also what was decided"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    待审批的资金变动：谁提出、多少、依据哪个文号。
    What waits to be approved: whose proposal, how much, on which paper.

    例 Example: mingbai treasury proposals --post 9
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.files.tables.words import PROGRAMMES
        from mingbai.kernel.money import show_yuan
        from mingbai.offices.actor import working_as
        from mingbai.treasury.proposals import SORTS, TITLES, Standing
        from mingbai.treasury.queries import proposals

        by, _ = acting(post)
        with working_as(by):
            found = proposals(by.region, waiting=not every)
    if as_json:
        print_json(found)
        return
    sorts = [SORTS[one["code"]] for one in found]
    rows = (
        (
            one["id"], voice.say(sort.title, sort.title_en),
            voice.say(PROGRAMMES[one["programme"]][0], one["programme"]), one["fund_id"] or "",
            show_yuan(one["fen"]), one["document"], one["made_by"],
            voice.say(*TITLES[Standing(one["state"])]),
        )
        for one, sort in zip(found, sorts, strict=True)
    )  # fmt: skip
    heads = voice.say("编号 变动 项目 资金账 金额 文号 提出人 状态", "id move programme fund yuan document by state")
    print_table(heads.split(), rows)


def tell_proposed(number: int, what: tuple[str, str], voice: Voice, *, as_json: bool) -> None:
    """Say that something waits for another person's approval."""
    if as_json:
        print_json({"id": number, "state": "proposed"})
        return
    print(
        voice.say(
            f"已提出{what[0]}（第 {number} 号），待另一人审批。",
            f"Proposed: {what[1]} (number {number}); another person approves it.",
        )
    )
