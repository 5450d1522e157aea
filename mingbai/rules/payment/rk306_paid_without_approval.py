"""RK-306 系统外发放: ordered, appropriated or paid for somebody whom no approval in force covers."""

from datetime import date

from mingbai.rules.payment.late_relief import LATE_RELIEF
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)
RELIEF = {"programme": "linshi", "valid_from": SEPTEMBER, "confirmed_on": date(2026, 9, 28), "amount_fen": 80_000}

RULE = Rule(
    id="RK-306",
    title="系统外发放",
    title_en="Paid without approval",
    plain="名册、财政拨款或银行代发中有这笔钱，审批台账里却没有当月有效的审批。更正或补办审批之前不能发放。已终止对"
    "象的补发款、上月末批准本月才付的临时救助不算。"
    "一份清单在一个县缺了整类项目的，合并成一条，写明笔数和总额。",
    plain_en="The roster, finance or the bank shows the money, and no approval in force covers it. It cannot be "
    "released until corrected. Back-pay to somebody whose support has ended, and relief approved late last month, "
    "are not meant. "
    "Where a list lacks a whole programme of a county, that is told once, with the number of lines and their total.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="line",
    subject=Subject.LINE,
    gates=True,
    cites=("YC-2022-2#2.4.2", "LAW-2026#70.5"),
    needs=("approvals", "roster|appropriations|payments"),
    when=f"""NOT line.in_approvals AND NOT COALESCE({LATE_RELIEF}, FALSE)
        AND (line.in_roster OR line.in_appropriations OR line.bank_fen IS NOT NULL OR NOT line.in_lapsed)""",
    at_stake_fen="""GREATEST(COALESCE(line.rostered_fen, 0), COALESCE(line.appropriated_fen, 0),
        COALESCE(line.bank_fen, line.back_pay_fen, 0))""",
    message="{name}（{programme}）{reason}，名册{rostered_fen}，财政拨款{appropriated_fen}，银行代发{bank_fen}",
    message_en="{name} ({programme}): {reason_en}; roster {rostered_fen}, appropriated {appropriated_fen}, bank "
    "{bank_fen}",
    shows=(
        "line.name",
        "line.programme",
        "CASE WHEN NOT line.in_lapsed THEN '审批台账中查无此人此项' WHEN line.lapsed_from > run.month "
        "THEN '审批尚未到起始月' ELSE '审批已终止' END AS reason",
        "CASE WHEN NOT line.in_lapsed THEN 'the register has no such approval' WHEN line.lapsed_from > run.month "
        "THEN 'the approval has not begun' ELSE 'the approval has ended' END AS reason_en",
        "line.lapsed_from",
        "line.lapsed_to",
        "line.rostered_fen",
        "line.appropriated_fen",
        "line.bank_fen",
    ),
    helps=("roster", "appropriations", "payments"),
    examples=(
        example(
            "在名册上，从未审批",
            "on the roster, never approved",
            approvals=[{"head_id": 1, "household_id": "H2"}],
            roster=[{"payee_id": 1}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "上月已终止，财政、银行仍在发",
            "support ended last month, and finance and bank go on",
            approvals=[{"head_id": 1, "valid_to": SEPTEMBER}],
            appropriations=[{"payee_id": 1, "amount_fen": 50_000}],
            payments=[{"payee_id": 1, "amount_fen": 52_000}],
            finds=("H1",),
            at_stake_fen=52_000,
        ),
        example(
            "上月已终止，只有名册还列着",
            "support ended last month, and the roster alone goes on",
            approvals=[{"head_id": 1, "valid_to": SEPTEMBER}],
            roster=[{"payee_id": 1}],
            finds=("H1",),
        ),
        example(
            "下月才开始享受",
            "support begins only next month",
            approvals=[{"head_id": 1, "valid_from": date(2026, 11, 1)}],
            roster=[{"payee_id": 1}],
            finds=("H1",),
        ),
        example(
            "只有银行明细有这个人",
            "only the bank knows this person",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 1}, {"payee_id": 7, "account_no": "6217000000000000007", "bank_ref": "X"}],
            finds=("X",),
            at_stake_fen=50_000,
        ),
        example(
            "以补发的名义付给没有审批的人",
            "somebody unknown is paid under the name of back-pay",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 7, "amount_fen": 30_000, "purpose": "补发", "bank_ref": "X"}],
            finds=("X",),
            at_stake_fen=30_000,
        ),
        example(
            "银行没有付成，也算系统外",
            "a payment the bank refused would have been outside all the same",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 7, "status": "failed", "bank_ref": "X"}],
            finds=("X",),
            at_stake_fen=50_000,
        ),
        example(
            "审批的首月和末月都有效",
            "the first and the last month of an approval are covered",
            approvals=[
                {"head_id": 1, "valid_from": OCTOBER},
                {"head_id": 2, "household_id": "H2", "valid_from": AUGUST, "valid_to": OCTOBER},
            ],
            roster=[{"payee_id": 1}, {"payee_id": 2, "household_id": "H2"}],
        ),
        example(
            "给上月终止的对象补发以前的钱",
            "back-pay to somebody whose support ended last month",
            approvals=[{"head_id": 1, "valid_to": SEPTEMBER}],
            payments=[{"payee_id": 1, "amount_fen": 3_000, "purpose": "补发9月提标差额"}],
        ),
        example(
            "上月末批准的临时救助，本月发放",
            "relief approved at the end of last month is paid in this one",
            approvals=[RELIEF],
            payments=[{"payee_id": 1, "programme": "linshi", "amount_fen": 80_000}],
        ),
        example(
            "上月末批准的临时救助，上月名册只有邻居",
            "relief approved at the end of last month, when the roster held only a neighbour",
            approvals=[RELIEF, {"head_id": 2, "household_id": "H2"}],
            previous_roster=[{"payee_id": 2, "household_id": "H2", "month": SEPTEMBER}],
            payments=[{"payee_id": 1, "programme": "linshi", "amount_fen": 80_000}],
        ),
        example(
            "上月名册已列的临时救助，本月又列",
            "last month's relief was on last month's roster and is ordered again",
            approvals=[RELIEF],
            previous_roster=[{"payee_id": 1, "programme": "linshi", "month": SEPTEMBER, "amount_fen": 80_000}],
            roster=[{"payee_id": 1, "programme": "linshi", "amount_fen": 80_000}],
            finds=("H1",),
            at_stake_fen=80_000,
        ),
        example(
            "临时救助是两个月前批准的",
            "relief approved two months ago is another matter",
            approvals=[RELIEF | {"valid_from": AUGUST}],
            roster=[{"payee_id": 1, "programme": "linshi", "amount_fen": 80_000}],
            finds=("H1",),
        ),
        example(
            "上月批准的临时救助，金额不同",
            "last month's relief, but another sum",
            approvals=[RELIEF],
            roster=[{"payee_id": 1, "programme": "linshi", "amount_fen": 90_000}],
            finds=("H1",),
        ),
        example(
            "款项属于别的月份",
            "a payment of another month",
            approvals=[{"head_id": 1}],
            payments=[{"payee_id": 7, "month": SEPTEMBER}],
        ),
    ),
)
