"""What a fund needs beside its moves, each proposed here and approved by others: reserves, loans, year ends, errors."""

from typing import Annotated
from uuid import UUID

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk
from mingbai.cli.desk.treasury.group import Document, app
from mingbai.cli.desk.treasury.proposing import tell_proposed
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

Fund = Annotated[int, typer.Argument(metavar="FUND", help=both("资金账编号", "the number of the fund"))]
From = Annotated[int, typer.Option("--from", metavar="ID", help=both("拨出的资金账", "the fund that gives"))]
To = Annotated[int, typer.Option("--to", metavar="ID", help=both("拨入的资金账", "the fund that takes"))]
Yuan = Annotated[str, typer.Option("--yuan", metavar="AMOUNT", help=both("金额，元", "how much, in yuan"))]
Name = Annotated[
    str, typer.Option("--name", metavar="NAME", help=both("此笔的名称，同名不重记", "the same name is entered once"))
]


@app.command("township", cls=Verb, context_settings=HELP)
def open_township(
    fund: Fund,
    township: Annotated[str, typer.Option("--township", metavar="CODE", help=both("乡镇区划代码", "the township"))],
    document: Document,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出开立乡镇备用金，由财政另一人审批；开立后用 move supply_township 拨付。
    Propose to open a township's reserve; once approved, move supply_township fills it.

    例 Example: mingbai treasury township 2 --township 999901101
            --document 明财社3号 --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.region import Region
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.propose_township(
                fund_id=fund, township=Region.parse(township), document=document, by=by, at=at
            )
    tell_proposed(made, ("开立乡镇备用金", "a township's reserve"), voice, as_json=as_json)


@app.command("lend", cls=Verb, context_settings=HELP)
def lend(
    from_fund: From, to_fund: To, yuan: Yuan, name: Name, document: Document, post: Post,
    lang: Language = Lang.ZH, as_json: AsJson = False,
) -> None:  # fmt: skip
    """
    提出把可用资金调剂给另一资金账，凭政策文件，由另两人先后审批。
    Propose to lend available money to another fund; two others approve it, one by one.

    例 Example: mingbai treasury lend --from 1 --to 2 --yuan 50,000.00 --name 2026-01
            --document 明财社5号 --post 8
    """
    _between("lend", from_fund, to_fund, yuan, name, document, post, Voice(lang), as_json=as_json)


@app.command("carry-over", cls=Verb, context_settings=HELP)
def carry_over(
    from_fund: From, to_fund: To, yuan: Yuan, name: Name, document: Document, post: Post,
    lang: Language = Lang.ZH, as_json: AsJson = False,
) -> None:  # fmt: skip
    """
    提出把已结账年度的结转资金转入下年资金账，由另两人先后审批。
    Propose to hand what a closed year left to the next year's fund; two others approve.

    例 Example: mingbai treasury carry-over --from 1 --to 4 --yuan 12,000.00 --name 2026
            --document 明财社1号 --post 8
    """
    _between("carry_out", from_fund, to_fund, yuan, name, document, post, Voice(lang), as_json=as_json)


@app.command("close-year", cls=Verb, context_settings=HELP)
def close_year(fund: Fund, document: Document, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    提出年终结账：未用的转为结转结余；仍有占用、在途、退回的不能结账。
    Propose to close a fund's year: the unspent is carried over; nothing is on its way.

    例 Example: mingbai treasury close-year 1 --document 明财社9号 --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.propose_closing(fund_id=fund, document=document, by=by, at=at)
    tell_proposed(made, ("年终结账", "the end of a fund's year"), voice, as_json=as_json)


@app.command("correct", cls=Verb, context_settings=HELP)
def correct(
    entry: Annotated[UUID, typer.Argument(metavar="ENTRY", help=both("记错的分录编号", "the wrong entry"))],
    document: Document,
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出更正一笔记错的分录：原分录不动，另记一笔相反的，由另一人审批。
    Propose to undo a wrong entry by its mirror; the wrong one stays where it is.

    例 Example: mingbai treasury correct 1b671a64-40d5-491e-99b0-da01ff1f3341
            --document 明财社更1号 --post 8
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions

        by, at = acting(post)
        with working_as(by):
            made = actions.propose_correction(wrong_id=entry, document=document, by=by, at=at)
    tell_proposed(made, ("更正分录", "a correction"), voice, as_json=as_json)


def _between(
    code: str, from_fund: int, to_fund: int, yuan: str, name: str, document: str, post: int, voice: Voice, *,
    as_json: bool,
) -> None:  # fmt: skip
    with at_desk(), voice.working():
        from mingbai.kernel.money import parse_yuan
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions
        from mingbai.treasury.proposals import SORTS

        by, at = acting(post)
        with working_as(by):
            made = actions.propose_between(
                code, from_fund=from_fund, to_fund=to_fund, fen=parse_yuan(yuan), name=name, document=document, by=by,
                at=at,
            )  # fmt: skip
        sort = SORTS[code]
    tell_proposed(made, (sort.title, sort.title_en), voice, as_json=as_json)
