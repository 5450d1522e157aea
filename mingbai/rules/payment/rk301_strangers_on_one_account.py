"""RK-301 一卡多人: payees of several households, tied by nothing, are paid to one account."""

from datetime import date

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

CARD, OTHER = "6217000000000000001", "6217000000000000002"
TWO: list[Row] = [{"payee_id": 1}, {"payee_id": 2, "household_id": "H2", "amount_fen": 40_000}]
THREE: list[Row] = [*TWO, {"payee_id": 3, "household_id": "H3"}]

RULE = Rule(
    id="RK-301",
    title="一卡多人",
    title_en="Several persons on one account",
    plain="两个以上家庭、互无亲属关系的人共用一个银行账户领款。一户一卡、亲属、监护人代领、经备案的代取人和供养机构"
    "账户除外。",
    plain_en="Payees of two or more households who are not related are paid to one account. A joint household "
    "card, kin, a guardian who is the payee for wards, filed proxies and the account of an institution are not "
    "meant.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="account",
    subject=Subject.ACCOUNT,
    cites=("YC-2022-2#2.4.5",),
    needs=("roster|approvals",),
    when="strangers_on_account.circles >= param.rk301_persons_per_account",
    at_stake_fen="account.amount_fen",
    message="账户{account_no}收取{households}户{payees}人的救助金{amount_fen}，其中{circles}方互无亲属或备案关系（{"
    "first_name}、{last_name}等）",
    message_en="Account {account_no} takes {amount_fen} of {payees} payees in {households} households; {circles} "
    "of them are tied by neither kinship nor filing ({first_name}, {last_name} ...)",
    shows=(
        "account.account_no",
        "account.payees",
        "account.households",
        "account.amount_fen",
        "account.first_name",
        "account.last_name",
        "strangers_on_account.circles",
    ),
    partly=(
        "亲属关系以已提供的亲属、婚姻、家庭成员和代取代管备案为准",
        "Kinship is known from the lists of kin, marriages, members and filings that were given",
    ),
    helps=("kinships", "marriages", "members", "proxies", "card_keepers", "institutions"),
    examples=(
        example("互不相关的两户用一个账户", "two unrelated households", roster=TWO, finds=(CARD,), at_stake_fen=90_000),
        example(
            "还没有名册，审批的是同一账户",
            "approved to one account, before there is a roster",
            approvals=[{"head_id": 1}, {"head_id": 2, "household_id": "H2"}],
            finds=(CARD,),
            at_stake_fen=100_000,
        ),
        example(
            "三人中两人是亲属，第三人是外人",
            "two of three are kin, the third is a stranger",
            roster=THREE,
            kinships=[{"person_id": 1, "other_id": 2, "relation": "父子"}],
            finds=(CARD,),
            at_stake_fen=140_000,
        ),
        example(
            "代取备案已过期",
            "a filing that has run out",
            roster=TWO,
            proxies=[{"proxy_id": 1, "person_id": 2, "until": date(2026, 9, 30)}],
            finds=(CARD,),
        ),
        example(
            "已离婚，仍用一张卡",
            "divorced, and still on one card",
            roster=TWO,
            marriages=[
                {"person_id": 1, "spouse_id": 2, "status": "married", "registered_on": date(2010, 1, 1)},
                {"person_id": 1, "spouse_id": 2, "status": "ended", "registered_on": date(2020, 1, 1)},
            ],
            finds=(CARD,),
        ),
        example("父子", "father and son", roster=TWO, kinships=[{"person_id": 2, "other_id": 1, "relation": "父子"}]),
        example(
            "祖母、父亲、儿子，关系两两登记",
            "grandmother, father and son, told two by two",
            roster=THREE,
            kinships=[
                {"person_id": 1, "other_id": 2, "relation": "父子"},
                {"person_id": 3, "other_id": 2, "relation": "母子"},
            ],
        ),
        example("夫妻", "a couple", roster=TWO, marriages=[{"person_id": 1, "spouse_id": 2, "status": "married"}]),
        example(
            "经备案的代取人，当月1日是最后一天",
            "a filed proxy, on the last day",
            roster=TWO,
            proxies=[{"proxy_id": 1, "person_id": 2, "until": date(2026, 10, 1)}],
        ),
        example("经备案的代管人", "a filed card keeper", roster=TWO, card_keepers=[{"keeper_id": 2, "person_id": 1}]),
        example(
            "全家共用一张卡",
            "a joint household card",
            roster=[{"payee_id": 1}, {"payee_id": 2, "programme": "old_age"}],
        ),
        example(
            "祖母的津贴打进她所在家庭的卡",
            "grandmother's allowance goes to the card of the family she is listed in",
            approvals=[{"head_id": 1}],
            members=[{"person_id": 1}, {"person_id": 2}],
            roster=[{"payee_id": 1}, {"payee_id": 2, "household_id": "G2", "programme": "old_age"}],
        ),
        example(
            "一名监护人替两名被监护人领款",
            "a guardian is the payee of two wards",
            roster=[{"payee_id": 9}, {"payee_id": 9, "household_id": "H2"}],
        ),
        example(
            "供养机构的账户",
            "an institution's account",
            roster=THREE,
            institutions=[{"name": "县敬老院", "account_no": CARD}],
        ),
        example(
            "机构不在名单上，但用这个账户的人都是集中供养",
            "an institution nobody listed: all who are paid there live in one",
            approvals=[
                {"head_id": n, "household_id": f"H{n}", "programme": "tekun_rural", "supply_mode": "central"}
                for n in (1, 2)
            ],
            roster=[{"payee_id": n, "household_id": f"H{n}", "programme": "tekun_rural"} for n in (1, 2)],
        ),
        example(
            "台账还写着旧账户，名册已不用",
            "an account the approval still names, and the roster no longer uses",
            approvals=[{"head_id": 1}, {"head_id": 2, "household_id": "H2"}],
            roster=[{"payee_id": 1}, {"payee_id": 2, "household_id": "H2", "account_no": OTHER}],
        ),
    ),
)
