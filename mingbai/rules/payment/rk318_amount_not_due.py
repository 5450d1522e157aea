"""RK-318 金额异常: an amount on the roster that no formula gives, to the fen."""

from datetime import date

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

OFF = "ABS({} - {}) > param.rk318_tolerance_fen"
# An edge family may be listed with nothing, as it was approved.
NOTHING = """(line.smallest_fen <= 0 AND (line.programme LIKE 'dibao%' OR line.programme LIKE 'tekun%'
    OR COALESCE(line.approved_fen, 1) <> 0))"""
TOO_MUCH = "line.largest_fen > line.most_fen"
# A line whose two rows add up, or repeat each other (RK-201), is judged by what fits.
NOT_DUE = f"""({OFF.format("line.rostered_fen", "line.due_fen")} AND {OFF.format("line.largest_fen", "line.due_fen")}
    AND COALESCE({OFF.format("line.rostered_fen", "line.other_due_fen")}
                 AND {OFF.format("line.largest_fen", "line.other_due_fen")}, TRUE))"""


def family(**more: object) -> Row:
    """Return an approval of two persons, one of them old, with 300 yuan a month: 560 x 2 - 300 + 84 = 904 yuan."""
    return {
        "head_id": 1,
        "member_count": 2,
        "priority_member_count": 1,
        "annual_income_fen": 360_000,
        "standard_fen": 56_000,
        "amount_fen": 90_400,
    } | more


def alone(**more: object) -> Row:
    """Return a tekun person who cannot care for himself at all: 728 + 1,860 / 3 = 1,348 yuan in the demo county."""
    return {"head_id": 1, "programme": "tekun_rural", "care_level": "total", "amount_fen": 134_800} | more


def ordered(fen: int, **more: object) -> Row:
    """Return a roster line."""
    return {"payee_id": 1, "amount_fen": fen} | more


RULE = Rule(
    id="RK-318",
    title="金额异常",
    title_en="Amount not due",
    plain="按审批台账的人口、收入、加发人数和当地标准重新计算，名册金额与应发金额相差一分以上，或超过标准与全部加发"
    "之和，或不大于零。渐退期内只核对上限。",
    plain_en="The amount is worked out again from members, income, supplements and the local standard. The roster "
    "pays another amount, or more than the standard with every supplement, or nothing. In grace only the upper "
    "bound holds.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="line",
    subject=Subject.ROSTER,
    gates=True,
    cites=("LAW-2026#18.p2", "LAW-2026#17", "YC-2022-2#2.3.1", "YC-2022-2#2.3.3", "GEN#2.4"),
    needs=("roster",),
    when=f"line.in_roster AND ({NOTHING} OR {TOO_MUCH} OR {NOT_DUE})",
    at_stake_fen="""COALESCE(ABS(line.rostered_fen - line.due_fen),
        CASE WHEN line.rostered_fen > line.most_fen THEN line.rostered_fen - line.most_fen END,
        ABS(line.rostered_fen - line.approved_fen))""",
    message="{name}（{programme}）名册{rostered_fen}，按政策应发{due_fen}，最多{most_fen}（{member_count}人，加发{p"
    "riority_member_count}人，年收入{annual_income_fen}，标准{standard_fen}）",
    message_en="{name} ({programme}): roster {rostered_fen}; due {due_fen}, at most {most_fen} (household of "
    "{member_count}, {priority_member_count} with supplement, {annual_income_fen} a year, standard {standard_fen})",
    shows=(
        "line.name",
        "line.programme",
        "line.rostered_fen",
        "line.due_fen",
        "line.most_fen",
        "line.member_count",
        "line.priority_member_count",
        "line.annual_income_fen",
        "line.standard_fen",
        "line.case_kind",
        "line.care_level",
    ),
    partly=(
        "没有审批台账，或收入、加发人数、自理能力、当地参数缺一项的，只核对上限",
        "Without the register, or where income, supplements, care level or a local value is missing, only the bound",
    ),
    helps=("approvals",),
    examples=(
        example(
            "多一分钱",
            "one fen too much",
            approvals=[family()],
            roster=[ordered(90_401)],
            finds=("H1",),
            at_stake_fen=1,
        ),
        example(
            "发少了", "too little", approvals=[family()], roster=[ordered(86_079)], finds=("H1",), at_stake_fen=4_321
        ),
        example(
            "多算一份加发",
            "one supplement too many",
            approvals=[family()],
            roster=[ordered(98_800)],
            finds=("H1",),
            at_stake_fen=8_400,
        ),
        example(
            "名册金额为零",
            "nothing at all",
            approvals=[family()],
            roster=[ordered(0)],
            finds=("H1",),
            at_stake_fen=90_400,
        ),
        example(
            "收入已达标准，没有应发的钱",
            "an income that leaves no gap: nothing is due",
            approvals=[family(annual_income_fen=1_344_000)],
            roster=[ordered(8_400)],
            finds=("H1",),
            at_stake_fen=8_400,
        ),
        example(
            "收入不明：超过标准加全部加发才算多",
            "income unknown: only more than the standard and every supplement is too much",
            approvals=[family(annual_income_fen=None)],
            roster=[ordered(128_801)],
            finds=("H1",),
            at_stake_fen=1,
        ),
        example("正好是应发金额", "exactly what is due", approvals=[family()], roster=[ordered(90_400)]),
        example(
            "收入不明，正好在上限",
            "income unknown, at the upper bound",
            approvals=[family(annual_income_fen=None)],
            roster=[ordered(128_800)],
        ),
        example(
            "加发人数不明，算不出准确金额",
            "how many get the supplement is unknown: no exact amount is",
            approvals=[family(priority_member_count=None)],
            roster=[ordered(82_000)],
        ),
        example(
            "当地规定农村特困人员在机构供养的按城市标准，标准表里两种标准都有",
            "the place pays rural tekun people in institutions by the urban standard, and the list has both standards",
            approvals=[
                {
                    "head_id": 1,
                    "programme": "tekun_rural",
                    "supply_mode": "central",
                    "care_level": "total",
                    "region_code": "230722101001",
                    "amount_fen": 250_000,
                }
            ],
            roster=[ordered(250_000, programme="tekun_rural", region_code="230722101001")],
            standards=[
                {"region_code": "230722", "programme": "tekun_urban", "standard_fen": 110_000},
                {"region_code": "230722", "programme": "tekun_rural", "standard_fen": 80_000},
            ],
        ),
        example(
            "没有审批台账：按名册人数和当地标准定上限",
            "no register of approvals: the roster's members and the local standard give the bound",
            roster=[ordered(70_000, member_count=1)],
            finds=("H1",),
            at_stake_fen=5_600,
        ),
        example(
            "渐退期内保持原金额",
            "in grace the last benefit is kept",
            approvals=[family(annual_income_fen=1_500_000, grace_until=date(2026, 12, 1))],
            roster=[ordered(90_400)],
        ),
        example(
            "单人户：全县平均补差加一份加发，486.50元加84元",
            "a single case: the county's average and one supplement, 486.50 + 84",
            approvals=[family(member_count=1, case_kind="single", annual_income_fen=800_000)],
            roster=[ordered(57_050)],
        ),
        example(
            "单人户差一分钱",
            "a single case a fen off",
            approvals=[family(member_count=1, case_kind="single", annual_income_fen=800_000)],
            roster=[ordered(57_049)],
            finds=("H1",),
            at_stake_fen=1,
        ),
        example(
            "只有一口人的家庭被写作单人户，仍按补差发放",
            "a family of one that some registers call single is paid the difference",
            approvals=[family(member_count=1, priority_member_count=0, case_kind="single", annual_income_fen=360_000)],
            roster=[ordered(26_000)],
        ),
        example(
            "特困：基本生活加全护理",
            "tekun: basic living and full care",
            approvals=[alone()],
            roster=[ordered(134_800, programme="tekun_rural")],
        ),
        example(
            "特困：护理等级与评定不符",
            "tekun: another level of care than was assessed",
            approvals=[alone(care_level="able")],
            roster=[ordered(134_800, programme="tekun_rural")],
            finds=("H1",),
            at_stake_fen=43_400,
        ),
        example(
            "特困：台账写的是低保标准，乘1.3才是基本生活标准",
            "tekun: the register states the dibao standard, 1.3 times which is the basic one",
            approvals=[alone(standard_fen=56_000)],
            roster=[ordered(134_800, programme="tekun_rural")],
        ),
        example(
            "特困：护理等级不明，金额远超标准的三倍",
            "tekun: care unknown, and far above three times the standard",
            approvals=[alone(care_level=None)],
            roster=[ordered(300_000, programme="tekun_rural")],
            finds=("H1",),
        ),
        example(
            "特困：护理等级不明",
            "tekun: care unknown",
            approvals=[alone(care_level=None)],
            roster=[ordered(150_000, programme="tekun_rural")],
        ),
        example(
            "一笔分成两行，合计正确",
            "one line in two rows that add up",
            approvals=[family()],
            roster=[ordered(60_000), ordered(30_400)],
        ),
        example(
            "同一行重复，属于重复在册，不是金额错",
            "the same row twice is a repeated person, not a wrong amount",
            approvals=[family()],
            roster=[ordered(90_400)] * 2,
        ),
        example(
            "有一行是扣回",
            "a row that takes money back",
            approvals=[family()],
            roster=[ordered(100_400), ordered(-10_000)],
            finds=("H1",),
        ),
        example(
            "地方津贴没有计算公式",
            "no formula gives a local allowance",
            approvals=[{"head_id": 1, "programme": "old_age", "amount_fen": 10_000}],
            roster=[ordered(10_000, programme="old_age")],
        ),
        example(
            "津贴已批准，名册金额为零",
            "an allowance that was approved, and the roster pays nothing",
            approvals=[{"head_id": 1, "programme": "old_age", "amount_fen": 10_000}],
            roster=[ordered(0, programme="old_age")],
            finds=("H1",),
            at_stake_fen=10_000,
        ),
        example(
            "特困人员没有批准金额，名册列为零",
            "a tekun person listed with nothing though nothing was approved",
            approvals=[alone(amount_fen=0)],
            roster=[ordered(0, programme="tekun_rural")],
            finds=("H1",),
        ),
        example(
            "低保边缘家庭列为零",
            "an edge family is listed with nothing",
            approvals=[{"head_id": 1, "programme": "bianyuan", "amount_fen": 0}],
            roster=[ordered(0, programme="bianyuan")],
        ),
        example(
            "99.58333元只在最后取整一次，是99.58元",
            "99.58333 yuan is 99.58, rounded once",  # T-04
            approvals=[
                {
                    "head_id": 1,
                    "member_count": 2,
                    "priority_member_count": 0,
                    "annual_income_fen": 1_440_500,
                    "standard_fen": 65_000,
                }
            ],
            roster=[ordered(9_958)],
        ),
    ),
)
