"""A sample of each paper, with made-up people of a made-up county."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from mingbai.kernel.month import Month
from mingbai.papers import (
    Agreement,
    BankLine,
    BankList,
    Change,
    ChangeNotice,
    Compared,
    Demand,
    Deviation,
    Deviations,
    Difference,
    FundLine,
    FundPlan,
    HearingRecord,
    LedgerStep,
    LogFinding,
    LogReview,
    LogWork,
    Matching,
    MonthLedger,
    Paper,
    RectificationNotice,
    RosterEntry,
    RosterList,
    RosterSummary,
    Signature,
    SummaryRow,
)
from mingbai.papers.paper import HEAD

AT, MONTH = datetime(2026, 10, 26, 2, 30, tzinfo=UTC), Month(2026, 11)
OFFICE, TOWN = "明白县民政局", "清水镇人民政府"
NAMES = ("李*", "张*三", "赵**芳", "欧阳*峰", "买买提·**", "周*", "吴*梅", "阿依古丽·**", "郑*生", "冯*")


def entry(number: int) -> RosterEntry:
    place = ("清水村", "东关社区", "上河头村", "石桥子屯民族村民委员会")[number % 4]
    return RosterEntry(
        f"9999011010{number:05d}", NAMES[number % 10], "9999****" + f"{number:04d}", place, "ABC"[number % 3] + "类",
        1 + number % 5, 45_000 + 1_250 * (number % 37), "明白农村商业银行", f"****{number % 9973:04d}",
        ("不变", "不变", "不变", "增发", "新增")[number % 5], "委托代领" if number % 41 == 0 else "",
    )  # fmt: skip


def roster_list(lines: int = 62) -> RosterList:
    entries = tuple(entry(number) for number in range(1, lines + 1))
    total = sum(each.amount_fen for each in entries)
    return RosterList(
        office=TOWN, number="清水镇名册〔2026〕11-01号", made_at=AT, place=TOWN, programme="农村低保", month=MONTH,
        entries=entries, total_fen=total,
    )  # fmt: skip


def roster_summary() -> RosterSummary:
    rows = tuple(
        SummaryRow(place, programme, 210 + n, 11_240_000 + 731 * n, 312_000, 40_500, 12_000, 96_500, 214 + n, 388 + n,
                   11_240_000 + 731 * n + 312_000 + 40_500 - 12_000 - 96_500)
        for n, (place, programme) in enumerate(
            (place, programme)
            for place in ("清水镇", "东关街道", "上河乡", "石桥民族乡")
            for programme in ("城市低保", "农村低保", "特困人员救助供养")
        )
    )  # fmt: skip
    total = sum(row.amount_fen for row in rows)
    return RosterSummary(
        office=OFFICE, number="明民汇〔2026〕11号", made_at=AT, place=OFFICE, month=MONTH, rows=rows, total_fen=total
    )


def fund_plan() -> FundPlan:
    lines = (
        FundLine("农村低保", "中央", "财社〔2026〕18号", 820_000_000, 610_345_600, 98_240_000, "代发专户"),
        FundLine("农村低保", "省级", "省财社〔2026〕44号", 210_000_000, 143_000_050, 20_000_000, "代发专户"),
        FundLine("特困人员救助供养", "县级", "明财社〔2026〕7号", 96_000_000, 71_250_000, 7_605_125, "代发专户"),
    )
    return FundPlan(
        office=OFFICE, number="明民用款〔2026〕11号", made_at=AT, place="明白县", finance="明白县财政局", month=MONTH,
        lines=lines, households=2_611, people=4_705, total_fen=125_845_125,
    )  # fmt: skip


def agreement(equal: bool = True) -> Agreement:
    dibao = (1_870, 98_240_000)
    paid = dibao if equal else (1_869, 98_195_000)
    compared = (Compared("农村低保", dibao, dibao, paid), Compared("特困人员救助供养", *[(141, 7_605_125)] * 3))
    apart = Difference("999901101000417", "张*三", 45_000, 45_000, None, "账号有误被银行退回，已更正账户，第2次代发中")
    return Agreement(
        office=OFFICE, number="明民核〔2026〕11号", made_at=AT, place="明白县", month=MONTH, compared=compared,
        differences=() if equal else (apart,),
        digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    )  # fmt: skip


def bank_list() -> BankList:
    lines = tuple(
        BankLine(f"9999-202611-DB-{number:06d}-01", NAMES[number % 10], f"****{number:04d}", 45_000 + 125 * number)
        for number in range(1, 61)
    )
    return BankList(
        office=OFFICE, number="明民代发〔2026〕11-02号", made_at=AT, bank="明白农村商业银行", month=MONTH,
        fund="财社〔2026〕18号　农村低保", file_name="999901-202611-dibao-01.xml", message_id="MB-999901-202611-01",
        file_sha256="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", lines=lines,
        total_fen=sum(line.amount_fen for line in lines),
    )  # fmt: skip


def change_notice(change: Change = Change.LOWER, large: bool = False) -> ChangeNotice:
    hearing = HearingRecord(
        date(2026, 10, 15), "清水村村委会", ("王*林", "孙*"), "张*三（户主本人）",
        "民政部门比对发现，张*三之子自2026年8月起在县城务工，入户核实月工资2,100.00元，拟按规定重新计算低保金。",
        "对事实没有异议。提出儿子每月有交通和食宿支出420元，请求扣除。",
        "采纳。务工必要支出420.00元凭证齐全，按规定从收入中扣除。",
    )  # fmt: skip
    after = {Change.LOWER: 62_000, Change.STOP: 0, Change.RAISE: 160_000}[change]
    return ChangeNotice(
        office=OFFICE, number="明民告〔2026〕0317号", made_at=AT, change=change, name="张*三",
        household="999901101000417", programme="农村低保金", facts="您家3口人。您儿子自2026年8月起务工，扣除必要支出后"
        "月收入1,680.00元，已由本人确认，并由工资流水和用工单位两个来源核实。",
        reasons=("家庭收入增加，仍低于低保标准，继续享受，按差额重新计算。",),
        cites=("MF-2021-57#25", "LAW-2026#48"), reckoning=(
            "家庭应享受总额＝低保标准×人数＝766.67元×3＝2,300.00元；", "家庭月收入＝1,680.00元；",
            "每月低保金＝2,300.00元－1,680.00元＝620.00元。"), before_fen=124_000, after_fen=after, from_month=MONTH,
        hearing=None if change is Change.RAISE else hearing, answer_days=10, telephone="0000-1234567",
        large_print=large,
    )  # fmt: skip


def rectification_notice() -> RectificationNotice:
    demands = (
        Demand("2名已死亡人员继续发放低保金3个月，多发4,050.00元。", "停发并追回多发资金；对近两年死亡人员逐人核查。",
               date(2026, 11, 20), "王*林", "李*"),
        Demand("村干部近亲属享受低保5户未备案。", "补办备案，由县级逐户复核。", date(2026, 11, 30), "孙*", "李*"),
        Demand("3张社会保障卡由村工作人员代管，无协议。", "立即退还本人；确需代管的签订协议并备案。",
               date(2026, 11, 10), "孙*", "李*"),
    )  # fmt: skip
    return RectificationNotice(
        office=OFFICE, number="明民整〔2026〕9号", made_at=AT, unit=TOWN, source="2026年10月前置核对和入户抽查",
        demands=demands, cites=("QY-2022-51#4.5", "YC-2022-2#3.4"), report_on=date(2026, 12, 5),
        telephone="0000-1234567",
    )  # fmt: skip


def month_ledger() -> MonthLedger:
    done = datetime(2026, 10, 24, 8, 0, tzinfo=UTC)
    steps = (
        LedgerStep("台账生成", date(2026, 10, 24), done, "孙*", "王*", 2_611, 125_845_125, "a94a8fe5ccb19ba6"),
        LedgerStep(
            "名册审核、会议研究", date(2026, 10, 23), done, "王*", "李*", 2_611, 125_845_125, "de9f2c7fd25e1b3a"
        ),
        LedgerStep("前置核对", date(2026, 10, 25), done, "周*", "吴*", 2_611, 125_845_125, "1f40fc92da241694"),
        LedgerStep("资金拨付", date(2026, 10, 25)),
        LedgerStep("银行代发", date(2026, 11, 10)),
        LedgerStep("三方核对、结账", date(2026, 11, 20)),
    )
    return MonthLedger(
        office=OFFICE, number="明民台账〔2026〕11号", made_at=AT, place="明白县", month=MONTH, steps=steps,
        notes=("清水镇花名表迟报1天，已登记。",),
    )  # fmt: skip


def deviations() -> Deviations:
    rows = (
        Deviation("明白县", "农村低保标准（元/人·月）", "--", "766.67", date(2026, 1, 1), "明政发〔2026〕3号", "李*"),
        Deviation("清水镇", "规则RK-316同日批量审批（条）", "50", "80", date(2026, 7, 1), "", "李*"),
    )
    return Deviations(
        office=OFFICE, number="明民偏离〔2026〕2号", made_at=AT, place="明白县", on=date(2026, 10, 26), compared=187,
        rows=rows,
    )  # fmt: skip


def log_review(whole: bool = True) -> LogReview:
    return LogReview(
        office=OFFICE, number="明民日志〔2026〕10号", made_at=AT, place="明白县", month=Month(2026, 10), leaves=18_402,
        checkpoint="9f86d081884c7d65", is_whole=whole,
        work=(LogWork("查看完整证件号码", 37, 4, 1, 37), LogWork("变更账户", 52, 6, 0, 52),
              LogWork("导出名册", 14, 3, 2, 14), LogWork("审批", 412, 9, 5, 60)),
        matched=(Matching("殡葬火化名单", 4_705, 3, 3, 2), Matching("市场主体登记", 4_705, 11, 9, 4)),
        findings=(
            LogFinding("offices.reveal/118", "22:40查看3户完整证件号码，理由写“测试”。", "约谈本人，收回权限。"),
        ),
        signatures=(Signature("核查人", "Reviewed by", "钱*", AT), Signature("安全审计员", "Audit officer"), HEAD),
    )  # fmt: skip


SAMPLES: dict[str, Callable[[], Paper]] = {
    "roster_list": roster_list,
    "roster_summary": roster_summary,
    "fund_plan": fund_plan,
    "agreement": agreement,
    "agreement_differs": lambda: agreement(equal=False),
    "bank_list": bank_list,
    "notice_of_less": change_notice,
    "notice_of_an_end": lambda: change_notice(Change.STOP, large=True),
    "notice_of_more": lambda: change_notice(Change.RAISE),
    "rectification_notice": rectification_notice,
    "month_ledger": month_ledger,
    "deviations": deviations,
    "log_review": log_review,
}
