"""`mingbai treasury`: funds opened, money entered, the books audited, what stands in each fund."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice
from mingbai.treasury.states import Level

if TYPE_CHECKING:
    from mingbai.offices.actor import Actor
    from mingbai.treasury.officers import Paper

WRONG = 5  # exit code: the books do not hold
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("资金账：查账、余额、允许的资金变动。", "The books: audit, balances, and the moves money may make."),
)
Document = Annotated[str, typer.Option("--document", metavar="NUMBER", help=both("文号", "the paper it rests on"))]
ApprovedBy = Annotated[
    int, typer.Option("--approved-by", metavar="POST", help=both("审批人的岗位编号", "the post of who approves it"))
]


@app.command("open", cls=Verb, context_settings=HELP)
def open_one(
    programme: Annotated[str, typer.Argument(metavar="PROGRAMME", help=both("项目，如 dibao_rural", "the programme"))],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help=both("年度", "of which year"))],
    level: Annotated[
        Level, typer.Option("--level", metavar="LEVEL", help=both("哪级资金：" + "/".join(Level), "from which budget"))
    ],
    document: Document,
    post: Post,
    approved_by: ApprovedBy,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    开立一个项目一年的资金账，由财政两人办理。
    Open the books of one programme's money of a year; two of finance do.

    例 Example: mingbai treasury open dibao_rural --year 2026 --level county --document 明财社1号
            --post 8 --approved-by 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions

        by, paper = _paper(document, post, approved_by)
        with working_as(by):
            made = actions.open_fund(region=by.region, year=year, source=level, programme=programme, paper=paper)
    print_json({"id": made}) if as_json else print(voice.say(f"已开立资金账 {made}。", f"Fund {made} is open."))


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
    approved_by: ApprovedBy,
    township: Annotated[
        str, typer.Option("--township", metavar="CODE", help=both("哪个乡镇的备用金", "whose reserve"))
    ] = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    登记一笔资金变动，如下达指标；不在允许变动之列、余额不足的一律不记。
    Enter a move of money, such as a quota given; what the books do not allow is refused.

    例 Example: mingbai treasury move quota --fund 1 --yuan 3,000,000.00 --name 首批
            --document 明财社2号 --post 8 --approved-by 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.money import parse_yuan, show_yuan
        from mingbai.offices.actor import working_as
        from mingbai.treasury import actions

        fen = parse_yuan(yuan)
        by, paper = _paper(document, post, approved_by)
        with working_as(by):
            made = actions.move_money(code, fund_id=fund, fen=fen, name=name, paper=paper, township=township)
    said = f"已记账 {show_yuan(fen)} 元，分录 {made}。", f"{show_yuan(fen)} yuan entered: {made}."
    print_json({"id": str(made), "fen": fen}) if as_json else print(voice.say(*said))


def _paper(document: str, post: int, approved_by: int) -> "tuple[Actor, Paper]":
    """Return who enters and what the entry rests on."""
    from mingbai.treasury.officers import Paper

    by, at = acting(post)
    return by, Paper(document, by, _approver(approved_by, at), at)


def _approver(post: int, at: datetime) -> "Actor":
    from django.utils import timezone

    from mingbai.offices.queries import actor

    return actor(post, timezone.localdate(at))


@app.command("audit", cls=Verb, context_settings=HELP)
def audit_books(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    查账：按分录重新累计每个账户，核对每笔分录，检查数据库约束。
    Add every balance up again, read every entry against its digest, look for every guard.

    退出码 Exit codes: 0 相符 whole; 5 有误 wrong
    例 Example: mingbai treasury audit --json
    """
    with at_desk():
        from mingbai.treasury.audit import audit

        found = audit()
    if as_json:
        faults = [vars(fault) for fault in found.faults]
        print_json({"whole": found.is_whole, "accounts": found.accounts, "entries": found.entries, "faults": faults})
    else:
        voice = Voice(lang)
        for fault in found.faults:
            print(voice.say(fault.zh, fault.en))
        counted = f"{found.accounts:,}", f"{found.entries:,}"
        print(
            voice.say(
                "共{}个账户、{}笔分录，".format(*counted)
                + ("全部相符。" if found.is_whole else f"{len(found.faults)}处有误。"),
                "{} accounts, {} entries: ".format(*counted)
                + ("all whole." if found.is_whole else f"{len(found.faults)} wrong."),
            )
        )
    if not found.is_whole:
        raise typer.Exit(WRONG)


@app.command("funds", cls=Verb, context_settings=HELP)
def show_funds(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    各项资金现在何处：下达 = 已付 + 退回 + 占用 + 可用。
    Where the money of each fund is: given = paid + returned + occupied + available.

    例 Example: mingbai treasury funds
    """
    with at_desk():
        from mingbai.treasury.queries import funds, ladder, where_it_is

        found = [(fund, ladder(fund.id), where_it_is(fund.id)) for fund in funds()]
    if as_json:
        print_json([
            vars(fund) | {"parts_fen": vars(whole), "rungs_fen": dict(rungs)} for fund, rungs, whole in found
        ])  # fmt: skip
        return
    from mingbai.kernel.money import show_yuan

    voice = Voice(lang)
    heads = voice.say(
        "编号 年度 项目 文号 下达 已付 退回 占用 可用",
        "id year programme document given paid returned occupied available",
    )
    rows = (
        (fund.id, fund.year, fund.programme, fund.document, *map(show_yuan, vars(whole).values()))
        for fund, _, whole in found
    )
    print_table(heads.split(), rows)


@app.command("moves", cls=Verb, context_settings=HELP)
def show_moves(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    允许的资金变动：从哪里到哪里，谁办理，依据哪条。
    The moves money may make: from where to where, by whom, by which article.

    例 Example: mingbai treasury moves --lang en
    """
    from mingbai.offices.kinds import TITLES
    from mingbai.treasury.ladder import RUNGS
    from mingbai.treasury.states import MOVES

    if as_json:
        print_json([vars(move) for move in MOVES])
        return
    voice = Voice(lang)
    rows = (
        (
            move.id,
            voice.say(move.title, move.title_en),
            *(voice.say(RUNGS[rung].title, RUNGS[rung].title_en) for rung in (move.debit, move.credit)),
            voice.say(*TITLES[move.by]) + (f" / {voice.say(*TITLES[move.settled_by])}" if move.settled_by else ""),
            " ".join(move.cites),
        )
        for move in MOVES
    )
    print_table(voice.say("代码 变动 从 到 办理 依据", "code move from to by articles").split(), rows)
