"""RK-307 名册与代发不一致: the month's roster and the bank's list differ in a row, an amount, an account or a name."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

OTHER = "6217000000000000009"
MISSING = "(line.bank_fen IS NULL AND line.rostered_fen <> 0)"
UNORDERED = "(NOT line.in_roster AND line.bank_fen IS NOT NULL)"
ANOTHER_AMOUNT = "(line.bank_fen <> line.rostered_fen)"
ANOTHER_ACCOUNT = """(line.in_roster AND line.bank_fen IS NOT NULL
    AND (line.lowest_account_key <> line.rostered_account_key
         OR line.highest_account_key <> line.rostered_account_key))"""
# The bank prints the holder; a list without the holder's name is compared by the payee's.
ELSEWHERE = f"COALESCE({ANOTHER_ACCOUNT}, FALSE)"
ANOTHER_NAME = """(line.in_roster AND line.bank_fen IS NOT NULL AND (
    (NOT SAME_NAME(line.lowest_name, line.payee_name)
     AND COALESCE(NOT SAME_NAME(line.lowest_name, line.account_name), TRUE))
    OR (NOT SAME_NAME(line.highest_name, line.payee_name)
        AND COALESCE(NOT SAME_NAME(line.highest_name, line.account_name), TRUE))))"""

RULE = Rule(
    id="RK-307",
    title="名册与代发不一致",
    title_en="Roster and bank differ",
    plain="发放名册与银行代发明细逐笔核对：一边有一边没有，或金额、账号、户名不同。银行按字节截断的长户名、分两笔发"
    "放、失败后重发、补发款不算不一致。"
    "一份清单在一个县缺了整类项目的，合并成一条，写明笔数和总额。",
    plain_en="Roster and bank list are compared line by line: a row only one of them has, another amount, account "
    "or name. Names the bank cut short, two halves, a second try after a failure, and back-pay are not differences. "
    "Where a list lacks a whole programme of a county, that is told once, with the number of lines and their total.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="line",
    subject=Subject.ORDER,
    gates=True,
    cites=("JN-2020-21#2.3", "ZS-2023#2.3.4"),
    needs=("roster", "payments"),
    when=f"{MISSING} OR {UNORDERED} OR {ANOTHER_AMOUNT} OR {ELSEWHERE} OR {ANOTHER_NAME}",
    at_stake_fen=f"""CASE WHEN {ANOTHER_AMOUNT} AND NOT COALESCE({ELSEWHERE} OR {ANOTHER_NAME}, FALSE)
        THEN ABS(line.bank_fen - line.rostered_fen)
        ELSE GREATEST(COALESCE(line.rostered_fen, 0), COALESCE(line.bank_fen, 0)) END""",
    message="{name}（{programme}）{difference}：名册{rostered_fen}、{payee_name}、{rostered_account_no}，银行{bank_"
    "fen}、{bank_name}、{bank_account_no}",
    message_en="{name} ({programme}): {difference_en}; roster {rostered_fen}, {payee_name}, {rostered_account_no}; "
    "bank {bank_fen}, {bank_name}, {bank_account_no}",
    shows=(
        "line.name",
        "line.programme",
        f"CASE WHEN {UNORDERED} THEN '银行代发而名册没有' WHEN {MISSING} THEN '名册有而银行未代发' "
        f"WHEN {ANOTHER_AMOUNT} THEN '金额不同' WHEN {ELSEWHERE} THEN '账号不同' "
        "ELSE '户名不同' END AS difference",
        f"CASE WHEN {UNORDERED} THEN 'in the bank list, not on the roster' "
        f"WHEN {MISSING} THEN 'on the roster, not in the bank list' WHEN {ANOTHER_AMOUNT} THEN 'another amount' "
        f"WHEN {ELSEWHERE} THEN 'another account' ELSE 'another name' END AS difference_en",
        "line.rostered_fen",
        "line.bank_fen",
        "line.rostered_account_no",
        "line.bank_account_no",
        "line.payee_name",
        "line.account_name",
        "line.bank_name",
    ),
    examples=(
        example(
            "多付50元",
            "50 yuan too much",
            roster=[{"payee_id": 1, "amount_fen": 50_000}],
            payments=[{"payee_id": 1, "amount_fen": 55_000}],
            finds=("H1",),
            at_stake_fen=5_000,
        ),
        example(
            "少付一分钱",
            "one fen too little",
            roster=[{"payee_id": 1, "amount_fen": 50_000}],
            payments=[{"payee_id": 1, "amount_fen": 49_999}],
            finds=("H1",),
            at_stake_fen=1,
        ),
        example(
            "账号不同",
            "another account",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "account_no": OTHER}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "账号、金额都不同，涉及金额是全部",
            "another account and another amount: all of it is at stake",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "account_no": OTHER, "amount_fen": 51_000}],
            finds=("H1",),
            at_stake_fen=51_000,
        ),
        example(
            "一半打进了别的账号",
            "half of it went to another account",
            roster=[{"payee_id": 1}],
            payments=[
                {"payee_id": 1, "amount_fen": 25_000},
                {"payee_id": 1, "amount_fen": 25_000, "account_no": OTHER},
            ],
            finds=("H1",),
        ),
        example(
            "户名不同",
            "another name",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            payments=[{"payee_id": 1, "payee_name": "李强"}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "一半打给了别的户名",
            "half of it went to another name",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            payments=[
                {"payee_id": 1, "amount_fen": 25_000, "payee_name": "王伟"},
                {"payee_id": 1, "amount_fen": 25_000, "payee_name": "李强"},
            ],
            finds=("H1",),
        ),
        example(
            "名册有，银行没有",
            "on the roster, not in the bank's list",
            roster=[{"payee_id": 1}, {"payee_id": 2, "household_id": "H2", "account_no": OTHER}],
            payments=[{"payee_id": 1, "payee_name": "王乙甲"}],
            finds=("H2",),
            at_stake_fen=50_000,
        ),
        example(
            "银行有，名册没有",
            "in the bank's list, not on the roster",
            approvals=[{"head_id": 2, "household_id": "H2"}],
            roster=[{"payee_id": 1}],
            payments=[
                {"payee_id": 1, "payee_name": "王乙甲"},
                {"payee_id": 2, "bank_ref": "X", "amount_fen": 30_000},
            ],
            finds=("X",),
            at_stake_fen=30_000,
        ),
        example(
            "两名领款人的账号对调了",
            "two payees were paid to each other's account",
            roster=[{"payee_id": 1}, {"payee_id": 2, "household_id": "H2", "account_no": OTHER}],
            payments=[
                {"payee_id": 1, "payee_name": "王乙甲", "account_no": OTHER},
                {"payee_id": 2, "payee_name": "王丙甲"},
            ],
            finds=("H1", "H2"),
        ),
        example(
            "银行按字节截断了长户名",
            "the bank cut a long name after so many bytes",
            roster=[{"payee_id": 1, "payee_name": "阿卜杜热西提·买买提依明"}],
            payments=[{"payee_id": 1, "payee_name": "阿卜杜热西提·买买提"}],
        ),
        example(
            "银行打不出生僻字",
            "the bank cannot write a rare character",
            roster=[{"payee_id": 1, "payee_name": "王堃明"}],
            payments=[{"payee_id": 1, "payee_name": "王?明"}],
        ),
        example(
            "户名太短，不是被截断的",
            "too short to be a cut name",
            roster=[{"payee_id": 1, "payee_name": "王伟明"}],
            payments=[{"payee_id": 1, "payee_name": "王伟"}],
            finds=("H1",),
        ),
        example(
            "一家一卡，名册和银行写的都是持卡人",
            "the bank names the holder of a joint household card, and so does the roster",
            roster=[{"payee_id": 1, "payee_name": "王伟", "account_name": "李娟"}],
            payments=[{"payee_name": "李娟"}],
        ),
        example(
            "名册写了户名，银行却是另一个户名",
            "the holder's name stands on the roster and the bank prints another one",
            roster=[{"payee_id": 1, "payee_name": "王伟", "account_name": "李娟"}],
            payments=[{"payee_id": 1, "payee_name": "赵六"}],
            finds=("H1",),
        ),
        example(
            "失败后重发；分两笔发放；当月款之外另有补发",
            "failed, then paid; paid in two halves; back-pay beside the month's own payment",
            roster=[
                {"payee_id": n, "household_id": f"H{n}", "account_no": f"621700000000000000{n}"} for n in (1, 2, 3)
            ],
            payments=[
                {"payee_id": 1, "payee_name": "王乙甲", "account_no": "6217000000000000001", "status": "failed"},
                {"payee_id": 1, "payee_name": "王乙甲", "account_no": "6217000000000000001"},
                {"payee_id": 2, "payee_name": "王丙甲", "account_no": "6217000000000000002", "amount_fen": 25_000},
                {"payee_id": 2, "payee_name": "王丙甲", "account_no": "6217000000000000002", "amount_fen": 25_000},
                {"payee_id": 3, "payee_name": "王丁甲", "account_no": "6217000000000000003"},
                {
                    "payee_id": 3,
                    "payee_name": "王丁甲",
                    "account_no": "6217000000000000003",
                    "amount_fen": 1_234,
                    "purpose": "补发上月差额",
                },
            ],
        ),
        example(
            "已不在名册上的人，只有补发款",
            "back-pay alone, for somebody who is no longer on the roster",
            approvals=[{"head_id": 2, "household_id": "H2", "valid_to": date(2026, 9, 1)}],
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "payee_name": "王乙甲"}, {"payee_id": 2, "amount_fen": 900, "purpose": "补发"}],
        ),
        example(
            "银行隐去账号，无法比对的不算不一致",
            "the bank hides the account number: what cannot be compared is no difference",
            roster=[{"payee_id": 1}],
            payments=[{"payee_id": 1, "payee_name": "王乙甲", "account_no": None}],
        ),
        example(
            "名册金额为零，不需要付款",
            "a roster row of nothing needs no payment",
            roster=[{"payee_id": 1, "amount_fen": 0}, {"payee_id": 2, "household_id": "H2", "account_no": OTHER}],
            payments=[{"payee_id": 2, "payee_name": "王丙甲", "account_no": OTHER}],
        ),
    ),
)
