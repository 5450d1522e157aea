"""What is printed around a month's payment: rosters, plan, bank list, signed comparison, ledger, banks' scores."""

from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.desk.papers.group import MonthOption, RegionOption, month_of, of, place, printing
from mingbai.cli.manual import both

if TYPE_CHECKING:
    from mingbai.cli.desk.papers.group import Papers


@printing("roster", reads=("rosters",))
def print_roster(
    roster: Annotated[int, typer.Argument(metavar="ROSTER", help=both("名册编号", "the roster's number"))],
) -> "Papers":
    """
    出具一份名册的花名表（每个项目一份）和汇总表；号码脱敏，合计逐行相加，出具即存证。
    Print a roster's lists, one a programme, and its summary: masked, added up, logged.

    例 Example: mingbai papers roster 12 --out 打印 --post 5
    """
    return lambda _, at: of("rosters").roster_papers(roster, at=at)


@printing("plan", reads=("payments",))
def print_plan(month: MonthOption, region: RegionOption = None) -> "Papers":
    """
    出具当月用款计划表：逐项指标、已用、本次申请和结余，与名册应发数对照。
    Print the month's request for funds: budget, used, asked, left, beside what is due.

    例 Example: mingbai papers plan --month 2026-11 --post 5
    """
    return lambda by, at: of("funds").plan_papers(place(by, region), month_of(month), at=at)


@printing("bank", reads=("payments",))
def print_bank_list(
    file: Annotated[int, typer.Argument(metavar="FILE", help=both("代发文件编号", "the bank file's number"))],
) -> "Papers":
    """
    出具随已封存代发文件交银行的清单，写明文件摘要。
    Print the list that goes to the bank with a sealed file, bound to it by its digest.

    例 Example: mingbai papers bank 7 --out 打印 --post 5
    """
    return lambda _, at: of("others").bank_papers(file, at=at)


@printing("agreement", reads=("rosters",))
def print_agreement(month: MonthOption, region: RegionOption = None) -> "Papers":
    """
    出具核对一致性签字单：审批、拨款、代发三方数字，逐条差异，已签的名字。
    Print the comparison to be signed: three figures, each difference, who has signed.

    例 Example: mingbai papers agreement --month 2026-11 --post 5
    """
    return lambda by, at: of("closing").agreement_papers(place(by, region), month_of(month), at=at)


@printing("ledger", reads=("rosters",))
def print_ledger(month: MonthOption, region: RegionOption = None) -> "Papers":
    """
    出具月度台账：每个环节的时限、完成时间、经办人、笔数金额和存证摘要。
    Print the month's ledger: each step with its day, who did it when, and its figures.

    例 Example: mingbai papers ledger --month 2026-11 --post 5
    """
    return lambda by, at: of("ledger").ledger_papers(place(by, region), month_of(month), at=at)


@printing("brief", reads=("cockpit",))
def print_brief(month: MonthOption, region: RegionOption = None) -> "Papers":
    """
    出具一页监管月报：应发、到账、三方核对、各地进度、预警整改和未证明的事项。
    Print the month on one page: due, arrived, matched, by place, alerts, what is open.

    例 Example: mingbai papers brief --month 2026-11 --post 6
    """
    return lambda by, at: of("brief").brief_papers(place(by, region), month_of(month), at=at)


@printing("bank-score", reads=("rosters",))
def print_bank_score(month: MonthOption, region: RegionOption = None) -> "Papers":
    """
    出具代发银行评分表和收费检测清单；有收费的银行各一份，号码姓名脱敏。
    Print the banks' scorecard, and for each bank the fees it took, masked.

    例 Example: mingbai papers bank-score --month 2026-11 --post 5
    """
    return lambda by, at: of("banks").bank_score_papers(place(by, region), month_of(month), at=at)
