"""RK-305 一人代领多户: one person collects for more households than the place allows."""

from datetime import date

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example


def alone(count: int, **more: object) -> list[Row]:
    """Return approvals of so many tekun persons, each a household of one."""
    return [{"head_id": n, "household_id": f"H{n}", "programme": "tekun_rural"} | more for n in range(1, count + 1)]


def filed(count: int) -> list[Row]:
    """Return the filings of one proxy for so many persons."""
    return [{"proxy_id": 50, "person_id": n} for n in range(1, count + 1)]


RULE = Rule(
    id="RK-305",
    title="一人代领多户",
    title_en="One proxy for many",
    plain="同一人为超过规定户数（默认2户）的家庭代领救助金：既算经备案的代取授权，也算名册、台账上写作领款人的。供"
    "养机构和本户家庭成员不算。",
    plain_en="One person collects for more households than allowed (two): by filed authorisation, or named as "
    "their payee. Institutions and the household's own members do not count.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="keeper",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.4.5", "JN-2020-21#2.3"),
    needs=("roster|approvals", "proxies|approvals"),
    when="keeper.households > param.rk305_persons_per_proxy",
    at_stake_fen="keeper.amount_fen",
    message="{name}（{person_id}）为{households}户代领，共{lines}笔{amount_fen}",
    message_en="{name} ({person_id}) collects for {households} households: {lines} lines, {amount_fen}",
    shows=("keeper.name", "keeper.person_id", "keeper.households", "keeper.lines", "keeper.amount_fen"),
    helps=("proxies", "approvals", "members"),
    examples=(
        example(
            "备案为三户代取", "filed for three", approvals=alone(3), proxies=filed(3), finds=(50,), at_stake_fen=150_000
        ),
        example(
            "为三名被监护人领款",
            "payee of three wards",
            approvals=alone(3, payee_id=50),
            finds=(50,),
            at_stake_fen=150_000,
        ),
        example(
            "为两名被监护人领款，又备案代取第三户和其中一户",
            "payee of two wards, filed for a third, and for one of the two besides",
            approvals=[*alone(2, payee_id=50), {"head_id": 3, "household_id": "H3"}],
            proxies=[{"proxy_id": 50, "person_id": 3}, {"proxy_id": 50, "person_id": 1}],
            finds=(50,),
            at_stake_fen=150_000,
        ),
        example("备案为两户代取", "filed for two", approvals=alone(2), proxies=filed(2)),
        example(
            "三份备案，一份在当月之前到期",
            "three filings, one of them ran out before the month",
            approvals=alone(3),
            proxies=[*filed(2), {"proxy_id": 50, "person_id": 3, "until": date(2026, 9, 30)}],
        ),
        example(
            "三份备案，一份在当月之后才开始",
            "three filings, one of them begins after the month",
            approvals=alone(3),
            proxies=[*filed(2), {"proxy_id": 50, "person_id": 3, "filed_on": date(2026, 11, 1)}],
        ),
        example(
            "备案三户，其中一户已不再享受",
            "filed for three, of whom one no longer gets anything",
            approvals=alone(2),
            proxies=filed(3),
        ),
        example(
            "第三户就是代取人自己家",
            "the third is of the proxy's own household",
            approvals=[*alone(2), {"head_id": 50, "household_id": "H50"}],
            members=[{"person_id": 50, "household_id": "H50"}, {"person_id": 3, "household_id": "H50"}],
            proxies=filed(3),
        ),
        example(
            "一户三人备案同一个邻居，只算一户",
            "three members of one household filed the same neighbour: one household",
            approvals=[{"head_id": 1, "member_count": 3}],
            members=[{"person_id": n} for n in (1, 2, 3)],
            proxies=filed(3),
        ),
        example(
            "代领的是集中供养人员",
            "residents of an institution",
            approvals=alone(3, payee_id=50, supply_mode="central"),
        ),
        example(
            "供养机构的账户",
            "an institution's account",
            approvals=alone(3, payee_id=50),
            institutions=[{"name": "县敬老院", "account_no": "6217000000000000001"}],
        ),
    ),
)
