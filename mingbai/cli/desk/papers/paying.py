"""What is printed around a month's payment: rosters, plan, bank list, signed comparison, ledger, banks' scores."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post
from mingbai.cli.desk.papers.group import (
    PAPERS,
    Bilingual,
    FontFolder,
    MonthOption,
    Out,
    RegionOption,
    app,
    month_of,
    of,
    place,
    print_papers,
)
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language


@app.command("roster", cls=Verb, context_settings=HELP)
def print_roster(
    roster: Annotated[int, typer.Argument(metavar="ROSTER", help=both("名册编号", "the roster's number"))],
    post: Post,
    out: Out = PAPERS,
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具一份名册的花名表（每个项目一份）和汇总表；号码脱敏，合计逐行相加，出具即存证。
    Print a roster's lists, one a programme, and its summary: masked, added up, logged.

    例 Example: mingbai papers roster 12 --out 打印 --post 5
    """
    print_papers(
        lambda _, at: of("rosters").roster_papers(roster, at=at),
        post,
        out,
        bilingual,
        fonts,
        lang,
        as_json,
        reads=("rosters",),
    )


@app.command("plan", cls=Verb, context_settings=HELP)
def print_plan(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    out: Out = PAPERS,
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具当月用款计划表：逐项指标、已用、本次申请和结余，与名册应发数对照。
    Print the month's request for funds: budget, used, asked, left, beside what is due.

    例 Example: mingbai papers plan --month 2026-11 --post 5
    """
    print_papers(
        lambda by, at: of("funds").plan_papers(place(by, region), month_of(month), at=at),
        post, out, bilingual, fonts, lang, as_json, reads=("payments",),
    )  # fmt: skip


@app.command("bank", cls=Verb, context_settings=HELP)
def print_bank_list(
    file: Annotated[int, typer.Argument(metavar="FILE", help=both("代发文件编号", "the bank file's number"))],
    post: Post,
    out: Out = PAPERS,
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具随已封存代发文件交银行的清单，写明文件摘要。
    Print the list that goes to the bank with a sealed file, bound to it by its digest.

    例 Example: mingbai papers bank 7 --out 打印 --post 5
    """
    print_papers(
        lambda _, at: of("others").bank_papers(file, at=at),
        post,
        out,
        bilingual,
        fonts,
        lang,
        as_json,
        reads=("payments",),
    )


@app.command("agreement", cls=Verb, context_settings=HELP)
def print_agreement(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    out: Out = PAPERS,
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具核对一致性签字单：审批、拨款、代发三方数字，逐条差异，已签的名字。
    Print the comparison to be signed: three figures, each difference, who has signed.

    例 Example: mingbai papers agreement --month 2026-11 --post 5
    """
    print_papers(
        lambda by, at: of("closing").agreement_papers(place(by, region), month_of(month), at=at),
        post, out, bilingual, fonts, lang, as_json, reads=("rosters",),
    )  # fmt: skip


@app.command("ledger", cls=Verb, context_settings=HELP)
def print_ledger(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    out: Out = PAPERS,
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具月度台账：每个环节的时限、完成时间、经办人、笔数金额和存证摘要。
    Print the month's ledger: each step with its day, who did it when, and its figures.

    例 Example: mingbai papers ledger --month 2026-11 --post 5
    """
    print_papers(
        lambda by, at: of("ledger").ledger_papers(place(by, region), month_of(month), at=at),
        post, out, bilingual, fonts, lang, as_json, reads=("rosters",),
    )  # fmt: skip


@app.command("bank-score", cls=Verb, context_settings=HELP)
def print_bank_score(
    month: MonthOption,
    post: Post,
    region: RegionOption = None,
    out: Out = PAPERS,
    bilingual: Bilingual = False,
    fonts: FontFolder = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具代发银行评分表和收费检测清单；有收费的银行各一份，号码姓名脱敏。
    Print the banks' scorecard, and for each bank the fees it took, masked.

    例 Example: mingbai papers bank-score --month 2026-11 --post 5
    """
    print_papers(
        lambda by, at: of("banks").bank_score_papers(place(by, region), month_of(month), at=at),
        post, out, bilingual, fonts, lang, as_json, reads=("rosters",),
    )  # fmt: skip
