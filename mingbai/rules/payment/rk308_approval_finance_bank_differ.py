"""RK-308 三方不一致: approval, finance's appropriation and the bank's payment are not equal to the fen."""

from datetime import date

from mingbai.rules.payment.late_relief import LATE_RELIEF
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

LARGEST = 9_223_372_036_854_775_807
APPROVED = f"CASE WHEN {LATE_RELIEF} THEN line.lapsed_fen ELSE COALESCE(line.approved_fen, 0) END"
APPROPRIATED, PAID = "COALESCE(line.appropriated_fen, 0)", "COALESCE(line.bank_fen, 0)"


def ends(approved: str) -> tuple[str, str]:
    """Return the most and the least of the three; a list that was not given is never compared and can be neither."""
    sides = {"run.has_approvals": approved, "run.has_appropriations": APPROPRIATED, "run.has_payments": PAID}
    most = (f"CASE WHEN {given} THEN {fen} ELSE 0 END" for given, fen in sides.items())
    least = (f"CASE WHEN {given} THEN {fen} ELSE {LARGEST} END" for given, fen in sides.items())
    return f"GREATEST({', '.join(most)})", f"LEAST({', '.join(least)})"


MOST, LEAST = ends(APPROVED)
MOST_OF_ALL, LEAST_OF_ALL = ends("COALESCE(line.approved_fen, 0)")  # no relief comes late to a line that is approved
SEPTEMBER = date(2026, 9, 1)

RULE = Rule(
    id="RK-308",
    title="三方不一致",
    title_en="Approval, finance and bank differ",
    plain="系统审批、财政拨款、银行代发三份明细逐户逐人比对，必须完全一致，一分钱也不能差。只比对已提供的清单，只有"
    "两份清单时比对这两份。"
    "一份清单在一个县缺了整类项目的，合并成一条，写明笔数和总额。",
    plain_en="Approvals, finance's appropriations and the bank's payments are compared line by line and must be "
    "equal to the fen. Only lists that were given are compared; with two of them, those two. "
    "Where a list lacks a whole programme of a county, that is told once, with the number of lines and their total.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="line",
    subject=Subject.LINE,
    gates=True,
    cites=("YC-2022-2#2.4.2",),
    needs=("approvals|appropriations", "approvals|payments", "appropriations|payments"),
    when=f"(line.in_approvals AND {MOST_OF_ALL} > {LEAST_OF_ALL}) OR (NOT line.in_approvals AND {MOST} > {LEAST})",
    at_stake_fen=f"{MOST} - {LEAST}",
    message="{name}（{programme}）三方不一致：审批{approved_fen}，财政拨款{appropriated_fen}，银行代发{bank_fen}",
    message_en="{name} ({programme}): approved {approved_fen}, appropriated {appropriated_fen}, bank {bank_fen}",
    shows=("line.name", "line.programme", "line.approved_fen", "line.appropriated_fen", "line.bank_fen"),
    helps=("approvals", "appropriations", "payments"),
    examples=(
        example(
            "财政差一分钱",
            "finance is one fen off",
            approvals=[{"head_id": 1}],
            appropriations=[{"payee_id": 1, "amount_fen": 50_001}],
            payments=[{"payee_id": 1}],
            finds=("H1",),
            at_stake_fen=1,
        ),
        example(
            "财政没有拨款",
            "finance appropriated nothing",
            approvals=[{"head_id": 1}, {"head_id": 2, "household_id": "H2"}],
            appropriations=[{"payee_id": 2, "household_id": "H2"}],
            payments=[{"payee_id": 1}, {"payee_id": 2}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "已审批，财政、银行都没有下文",
            "approved, and then nothing happened",
            approvals=[{"head_id": 1}],
            appropriations=[],
            payments=[],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "三方各不相同：从最多减到最少",
            "all three differ: from the most to the least",
            approvals=[{"head_id": 1, "amount_fen": 50_000}],
            appropriations=[{"payee_id": 1, "amount_fen": 48_000}],
            payments=[{"payee_id": 1, "amount_fen": 53_000}],
            finds=("H1",),
            at_stake_fen=5_000,
        ),
        example(
            "已终止，仍然发放",
            "paid though support had ended",
            approvals=[{"head_id": 1, "valid_to": SEPTEMBER}],
            roster=[{"payee_id": 1}],
            appropriations=[{"payee_id": 1}],
            payments=[{"payee_id": 1}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "发了两次",
            "paid twice",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1}, {"payee_id": 1}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "没有审批台账：比对财政和银行",
            "no register of approvals: finance and bank are compared",
            roster=[{"payee_id": 1}],
            appropriations=[{"payee_id": 1, "amount_fen": 40_000}],
            payments=[{"payee_id": 1, "amount_fen": 45_000}],
            finds=("H1",),
            at_stake_fen=5_000,
        ),
        example(
            "没有财政拨款明细：是缺这份清单，不是没有拨款",
            "no list of appropriations: it is missing, its rows are not",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1}],
        ),
        example(
            "还没有银行明细：付款前先比对审批和财政",
            "no bank list yet: approvals and appropriations are compared before the order goes out",
            approvals=[{"head_id": 1}],
            appropriations=[{"payee_id": 1}],
        ),
        example("只有一份清单，无从比对", "one list alone can differ from nothing", approvals=[{"head_id": 1}]),
        example(
            "低保边缘家庭不发钱，其他清单没有他家",
            "an edge family gets no cash and stands in no other list",
            approvals=[{"head_id": 1, "programme": "bianyuan", "amount_fen": 0}],
            appropriations=[],
            payments=[],
        ),
        example(
            "一名监护人代领两份，金额相同",
            "a guardian of two wards with equal amounts",
            approvals=[
                {"head_id": 1, "household_id": "W1", "payee_id": 9, "programme": "tekun_rural"},
                {"head_id": 2, "household_id": "W2", "payee_id": 9, "programme": "tekun_rural"},
            ],
            appropriations=[{"payee_id": 9, "programme": "tekun_rural", "household_id": None}] * 2,
            payments=[{"payee_id": 9}, {"payee_id": 9}],
        ),
        example(
            "失败后重发；分两笔发放；当月款之外另有补发",
            "failed, then paid; two halves; back-pay beside the month's own",
            approvals=[{"head_id": n, "household_id": f"H{n}"} for n in (1, 2, 3)],
            payments=[
                {"payee_id": 1, "status": "failed"},
                {"payee_id": 1},
                {"payee_id": 2, "amount_fen": 20_000},
                {"payee_id": 2, "amount_fen": 30_000},
                {"payee_id": 3},
                {"payee_id": 3, "amount_fen": 7_700, "purpose": "补发提标差额"},
            ],
        ),
        example(
            "三方一致，后来退汇，另由RK-313核对",
            "a returned payment was told alike in all three; that it came back is RK-313",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1, "status": "returned", "returned_on": date(2026, 10, 12)}],
        ),
        example(
            "上月末批准的临时救助，本月发放",
            "relief approved late last month, paid in this one",
            approvals=[{"head_id": 1, "programme": "linshi", "valid_from": SEPTEMBER}],
            appropriations=[{"payee_id": 1, "programme": "linshi"}],
            payments=[{"payee_id": 1, "programme": "linshi"}],
        ),
        example(
            "上月名册已列的临时救助，本月又发",
            "last month's relief was on last month's roster, and is paid again",
            approvals=[{"head_id": 1, "programme": "linshi", "valid_from": SEPTEMBER}],
            previous_roster=[{"payee_id": 1, "programme": "linshi", "month": SEPTEMBER}],
            payments=[{"payee_id": 1, "programme": "linshi"}],
            finds=("T1",),
            at_stake_fen=50_000,
        ),
        example(
            "同一个证录入两次，只算一次",
            "a certificate entered twice counts once",
            approvals=[{"head_id": 1, "certificate_no": "Z1"}, {"head_id": 1, "certificate_no": "Z1"}],
            payments=[{"payee_id": 1}],
        ),
    ),
)
