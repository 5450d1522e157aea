"""RK-303 工作人员账户收款: assistance goes to the account of those who run it, or is collected by them or their kin."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

CARD = "6217000000000000009"
WARD: list[Row] = [{"head_id": 1, "payee_id": 9, "programme": "tekun_rural"}]
LINE: list[Row] = [{"payee_id": 9, "programme": "tekun_rural"}]
OFFICER: dict[str, Any] = {"person_id": 8, "name": "陈干部", "unit": "民政办", "post": "经办人"}

RULE = Rule(
    id="RK-303",
    title="工作人员账户收款",
    title_en="Paid to an officer",
    plain="救助金付入经办人员、村（社区）干部本人的账户，或由其本人、未备案的近亲属代领，而他们不是救助对象，也不是"
    "该户家庭成员。",
    plain_en="The money goes to the own account of an officer or village cadre, or is collected by one, or by a "
    "near relative nobody filed, who is neither the recipient nor of the household.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="line",
    subject=Subject.ROSTER,
    proposes_hold=True,
    cites=("JN-2020-21#2.3", "YC-2022-2#2.4.5", "YC-2022-2#2.1.7"),
    needs=("roster", "officers"),
    when="line.in_roster AND paid_to_insider.line_key IS NOT NULL",
    at_stake_fen="line.rostered_fen",
    message="{head_name}（{programme}）的{rostered_fen}由{officer_name}（{post}）方面收取：{how}，账户{rostered_acc"
    "ount_no}",
    message_en="{rostered_fen} of {head_name} ({programme}): {how_en}; {officer_name}, {post}, account "
    "{rostered_account_no}",
    shows=(
        "COALESCE(line.head_name, line.name) AS head_name",
        "line.programme",
        "line.rostered_fen",
        "line.payee_name",
        "line.rostered_account_no",
        "paid_to_insider.officer_name",
        "paid_to_insider.post",
        "paid_to_insider.how",
        "paid_to_insider.how_en",
    ),
    helps=("kinships", "marriages", "relatives"),
    examples=(
        example(
            "打进工作人员本人的账户",
            "to the officer's own account",
            members=[{"person_id": 1}],
            roster=[{"payee_id": 1, "account_no": CARD}],
            officers=[OFFICER | {"account_no": CARD}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "工作人员代领被监护人的钱",
            "the officer collects a ward's money",
            approvals=WARD,
            roster=LINE,
            officers=[OFFICER | {"person_id": 9}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "工作人员的妻子代领，没有备案",
            "the officer's wife collects, and nobody filed her",
            approvals=WARD,
            roster=LINE,
            officers=[OFFICER],
            kinships=[{"person_id": 8, "other_id": 9, "relation": "配偶"}],
            relatives=[],
            finds=("H1",),
        ),
        example(
            "没有提供备案名单，不能说谁没有备案",
            "nobody gave the filings, so nobody is known not to have filed",
            approvals=WARD,
            roster=LINE,
            officers=[OFFICER],
            kinships=[{"person_id": 8, "other_id": 9, "relation": "配偶"}],
        ),
        example(
            "到11月才备案",
            "filed only in November",
            approvals=WARD,
            roster=LINE,
            officers=[OFFICER],
            kinships=[{"person_id": 8, "other_id": 9, "relation": "配偶"}],
            relatives=[{"officer_id": 8, "relative_id": 9, "relation": "配偶", "filed_on": date(2026, 11, 1)}],
            finds=("H1",),
        ),
        example(
            "两名工作人员共有的账户，只报一条",
            "two officers' account, one finding",
            roster=[{"payee_id": 1, "account_no": CARD}],
            officers=[OFFICER | {"account_no": CARD}, OFFICER | {"person_id": 7, "account_no": CARD}],
            finds=("H1",),
        ),
        example(
            "监护人是已备案的近亲属",
            "a filed relative is the guardian",
            approvals=WARD,
            roster=LINE,
            officers=[OFFICER],
            kinships=[{"person_id": 8, "other_id": 9, "relation": "姐妹"}],
            relatives=[{"officer_id": 8, "relative_id": 9, "relation": "姐妹"}],
        ),
        example(
            "村干部本人是救助对象，另由RK-503核对",
            "the cadre is the recipient: that is RK-503",
            roster=[{"payee_id": 8, "account_no": CARD}],
            officers=[OFFICER | {"account_no": CARD}],
        ),
        example(
            "村干部是这一户的家庭成员",
            "the cadre is a member of the household",
            approvals=[{"head_id": 1, "account_no": CARD}],
            members=[{"person_id": 1}, {"person_id": 8}],
            roster=[{"payee_id": 1, "account_no": CARD}],
            officers=[OFFICER | {"account_no": CARD}],
        ),
        example(
            "代领人与工作人员都没有亲属关系",
            "a stranger to every officer collects",
            approvals=WARD,
            roster=LINE,
            officers=[OFFICER],
            kinships=[{"person_id": 7, "other_id": 9, "relation": "姐妹"}],
        ),
        example(
            "是外县工作人员的亲属",
            "a relative of an officer of another county",
            approvals=WARD,
            roster=LINE,
            officers=[OFFICER | {"region_code": "999902001001"}],
            kinships=[{"person_id": 8, "other_id": 9, "relation": "配偶"}],
        ),
    ),
)
