"""A sample of each paper, with made-up people of a made-up county."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from mingbai.kernel.month import Month
from mingbai.papers import (
    Agreement,
    BankLine,
    BankList,
    BankScore,
    BankServed,
    Card,
    CardReceipts,
    Change,
    ChangeNotice,
    Compared,
    DeliveryList,
    Demand,
    Deviation,
    Deviations,
    Difference,
    Fee,
    FeeList,
    FundLine,
    FundPlan,
    Handed,
    HearingRecord,
    LedgerLine,
    LedgerStep,
    LogFinding,
    LogReview,
    LogWork,
    Matching,
    MonthBrief,
    MonthLedger,
    Paper,
    RectificationNotice,
    RosterEntry,
    RosterList,
    RosterSummary,
    Signature,
    SummaryRow,
    ThreeLedgers,
    UndeliveredCards,
)
from mingbai.papers.month.month_brief import Came, Place, Watched
from mingbai.papers.paper import HEAD

AT, MONTH = datetime(2026, 10, 26, 2, 30, tzinfo=UTC), Month(2026, 11)
OFFICE, TOWN = "明白县民政局", "清水镇人民政府"
VILLAGES = ("清水村", "石桥子屯民族村民委员会")
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
        FundLine("农村低保", "中央", "财社〔2026〕18号", 820_000_000, 610_345_600, 98_240_000, "已批复"),
        FundLine("农村低保", "省级", "省财社〔2026〕44号", 210_000_000, 143_000_050, 20_000_000, "已批复"),
        FundLine("特困人员救助供养", "县级", "明财社〔2026〕7号", 96_000_000, 71_250_000, 7_605_125, "待审核"),
    )
    return FundPlan(
        office=OFFICE, number="明民用款〔2026〕11号", made_at=AT, place="明白县", finance="明白县财政局", month=MONTH,
        lines=lines, households=2_611, people=4_705, needed_fen=125_845_125, total_fen=125_845_125,
        documents=("明民用款〔2026〕11号", "明白县民政局局务会议纪要〔2026〕22号"),
    )  # fmt: skip


def agreement(equal: bool = True) -> Agreement:
    dibao = (1_870, 98_240_000)
    paid = dibao if equal else (1_869, 98_195_000)
    compared = (Compared("农村低保", dibao, dibao, paid), Compared("特困人员救助供养", *[(141, 7_605_125)] * 3))
    apart = Difference("999901101000417", "张*三", 45_000, 45_000, None, "账号有误被银行退回，已更正账户，第2次代发中")
    return Agreement(
        office=OFFICE, number="明民核〔2026〕11号", made_at=AT, place="明白县", finance="明白县财政局", month=MONTH,
        compared=compared,
        differences=() if equal else (apart,),
        digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    )  # fmt: skip


def month_brief(places: int = 9, unproven: tuple[str, ...] = ("银行回单未对上 2笔", "差异未办结 1项")) -> MonthBrief:
    dibao = (1_870, 98_240_000)
    return MonthBrief(
        office=OFFICE, number="999901-2026-11-月报", made_at=AT, place="明白县民政局", month=MONTH, as_of=AT,
        persons=3_112,
        compared=(
            Compared("农村低保", dibao, dibao, (1_869, 98_195_000)),
            Compared("农村特困", *[(141, 7_605_125)] * 3),
        ),
        places=[
            Place(f"第{number}镇", 200 + number, 10_000_000 + number, 10_000_000 + number - 45_000 * (number == 4), 0)
            for number in range(1, places + 1)
        ],
        changes={"新增": 21, "增发": 14, "减发": 3, "停发": 17}, before_fen=104_000_000,
        watched=(Watched("红色预警", 1, 2, 0), Watched("橙色预警", 0, 4, 9), Watched("整改事项", 2, 0, 5)),
        came=Came(23, 19, 6, 1_240_000, 310_000), unproven=unproven, is_closed=not unproven,
        log_size=48_112, witnessed=48_090,
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
        date(2026, 10, 15), ("入户", "at home"), "王建林、孙梅（清水镇民政所），村委会委员李*在场",
        "民政部门比对发现，户主之子自2026年8月起在县城务工，入户核实月工资2,100.00元，拟按规定重新计算低保金。",
        ("同意", "agrees"), "对事实没有异议，请把每月420元的交通和食宿支出扣除。", "9f86d081" * 8,
    )  # fmt: skip
    after = {Change.LOWER: 62_000, Change.STOP: 0, Change.RAISE: 160_000, Change.RESUME: 62_000}[change]
    return ChangeNotice(
        office=OFFICE, number="明民告〔2026〕0317号", made_at=AT, change=change, name="张三",
        household="999901101000417", programme="农村低保金", facts="您家3口人。您儿子自2026年8月起务工，扣除必要支出后"
        "月收入1,680.00元，已由本人确认，并由工资流水和用工单位两个来源核实。",
        reasons=(("收入增加", "income rose"),),
        cites=("MF-2021-57#25", "LAW-2026#48"), reckoning=() if change is Change.STOP else (
            ("应享受总额＝低保标准×人数＝766.67元×3＝2,300.00元；", "due in all = 766.67 yuan × 3 = 2,300.00 yuan;"),
            ("家庭月收入＝1,680.00元；", "income a month = 1,680.00 yuan;"),
            ("每月低保金＝2,300.00元－1,680.00元＝620.00元。", "benefit = 2,300.00 − 1,680.00 = 620.00 yuan."),
        ),
        before_fen=0 if change is Change.RESUME else 124_000, after_fen=after, from_month=MONTH,
        hearing=hearing if change in (Change.LOWER, Change.STOP) else None, answer_days=10, telephone="0000-1234567",
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


def three_ledgers(count: int = 3) -> ThreeLedgers:
    lines = [
        LedgerLine("农村低保", "县级", f"明财社〔2026〕{number + 1}号", 98_240_000, 98_240_000, 98_195_000, 45_000)
        for number in range(count)
    ]
    return ThreeLedgers(
        office="明白县财政局", number="999901-2026-11-三账", made_at=AT, place="明白县", month=MONTH, lines=lines
    )


def month_ledger() -> MonthLedger:
    done = datetime(2026, 10, 24, 8, 0, tzinfo=UTC)
    fen = 125_845_125
    steps = (
        LedgerStep("台账生成", date(2026, 10, 23), done, "孙梅", "", 2_611, fen, "a94a8fe5ccb19ba6"),
        LedgerStep("台账提报、审核", date(2026, 10, 23), done, "王建林", "李伟", 2_611, fen, "de9f2c7fd25e1b3a"),
        LedgerStep("前置核对", date(2026, 10, 31), done, "周敏", "吴国庆", 2_611, fen, "1f40fc92da241694"),
        LedgerStep("资金拨付", date(2026, 10, 25)),
        LedgerStep("银行代发", date(2026, 11, 10)),
        LedgerStep("三方核对、结账"),
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


def delivery_list(count: int = 37) -> DeliveryList:
    changes = (Change.LOWER, Change.RAISE, Change.STOP)
    entries = [
        Handed(
            f"999901告〔2026〕{number:04d}号", VILLAGES[number % 2], f"9999011010{number:05d}", NAMES[number % 10],
            "农村低保", changes[number % 3], 124_000, (62_000, 160_000, 0)[number % 3],
            date(2026, 10, 28) if number % 4 == 0 else None, "in_person",
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    return DeliveryList(
        office=OFFICE, number="999901-2026-11-送达", made_at=AT, place=TOWN, month=MONTH, entries=entries
    )


def cards(count: int = 37) -> list[Card]:
    return [
        Card(
            f"2026年第{1 + number % 3}批", VILLAGES[number % 2], NAMES[number % 10],
            "明白农村商业银行", f"****{number:04d}", date(2026, 9, 1 + number % 28),
            date(2026, 10, 9) if number % 3 else None, ("本人", "代取人")[number % 7 == 0] if number % 3 else "",
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def card_receipts(count: int = 37) -> CardReceipts:
    return CardReceipts(
        office=OFFICE, number="999901-2026-10-卡折", made_at=AT, place="明白县", month=Month(2026, 10),
        cards=cards(count),
    )  # fmt: skip


def undelivered_cards(count: int = 12) -> UndeliveredCards:
    waiting = [card for card in cards(3 * count) if card.delivered_on is None]
    return UndeliveredCards(office=OFFICE, number="999901-未领卡折", made_at=AT, place="明白县", cards=waiting)


def bank_score(count: int = 3) -> BankScore:
    banks = (
        BankServed("明白农村商业银行股份有限公司", 2_470, 118_240_000, 9_996, 3, 2, 0, 0),
        BankServed("中国邮政储蓄银行明白县支行", 138, 7_580_125, 9_420, 1, 0, 2, 0),
        BankServed("明白村镇银行", 3, 25_000, 10_000, 0, 0, 0, 1),
    )
    return BankScore(
        office=OFFICE, number="999901-2026-11-银行", made_at=AT, place="明白县", month=MONTH, banks=banks[:count]
    )


def fee_list(count: int = 2) -> FeeList:
    fees = [
        Fee("明白村镇银行", f"NT2026110900{number:04d}", NAMES[number % 10], f"****{number:04d}", date(2026, 11, 9),
            500, ("短信通知费", "账户年费")[number % 2], "已告知银行，待答复")
        for number in range(count)
    ]  # fmt: skip
    return FeeList(
        office=OFFICE, number="999901-2026-11-收费", made_at=AT, place="明白县", month=MONTH, looked_at=2_611,
        fees=fees,
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
    "notice_of_a_return": lambda: change_notice(Change.RESUME),
    "delivery_list": delivery_list,
    "card_receipts": card_receipts,
    "undelivered_cards": undelivered_cards,
    "bank_score": bank_score,
    "fee_list": fee_list,
    "nothing_to_deliver": lambda: delivery_list(0),
    "no_cards": lambda: card_receipts(0),
    "no_undelivered_cards": lambda: undelivered_cards(0),
    "no_banks": lambda: bank_score(0),
    "no_fees": lambda: fee_list(0),
    "rectification_notice": rectification_notice,
    "month_ledger": month_ledger,
    "three_ledgers": three_ledgers,
    "three_ledgers_of_many": lambda: three_ledgers(70),
    "month_brief": month_brief,
    "month_brief_of_a_province": lambda: month_brief(137, ()),
    "deviations": deviations,
    "log_review": log_review,
}
