"""RK-201 同人重复在册: one person is counted twice in one programme."""

from datetime import date

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def in_two_households(**second: object) -> dict[str, list[Row]]:
    """Return approvals, members and roster of two families that both count person 2; the second is poorer."""
    family = {"member_count": 2, "annual_income_fen": 0, "standard_fen": 60_000, "amount_fen": 120_000}
    poorer = family | {"head_id": 3, "household_id": "H2", "annual_income_fen": 1_200_000, "amount_fen": 20_000}
    poorer |= second
    return {
        "approvals": [family | {"head_id": 1}, poorer],
        "members": [
            {"person_id": 1}, {"person_id": 2},
            {"person_id": 3, "household_id": "H2"}, {"person_id": 2, "household_id": "H2"},
        ],
        "roster": [
            {"payee_id": 1, "amount_fen": 120_000},
            {"payee_id": 3, "household_id": "H2", "amount_fen": poorer["amount_fen"]},
        ],
    }  # fmt: skip


TEKUN: dict[str, object] = {"programme": "tekun_rural", "amount_fen": 80_000}

RULE = Rule(
    id="RK-201",
    title="同人重复在册（同项目）",
    title_en="Twice in one programme",
    plain="同一个人在同一个救助项目里被保障了两次：计入两户，或者同一户在名册上出现两行。"
    "替别人领款的监护人、代领人不算；临时救助另有规则。",
    plain_en="One person is supported twice by one programme: counted in two households, or listed in two roster rows. "
    "Guardians who collect for others are not meant; temporary relief has rules of its own.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="overlap",
    subject=Subject.PERSON,
    proposes_hold=True,
    cites=("GEN#2.4", "ZS-2023#2.3.2"),
    needs=("approvals|roster",),
    when="overlap.spans_programme",
    at_stake_fen="overlap.programme_surplus_fen",
    message="{name}在{programme}中同月享受{times}次（家庭{other_household_id}、{household_id}）",
    message_en="{name} is supported {times} times by {programme} in one month "
    "(households {other_household_id} and {household_id})",
    shows=(
        "overlap.name", "overlap.programme", "overlap.times", "overlap.household_id", "overlap.other_household_id",
    ),
    examples=(
        example("一人计入两户，涉及金额取较小的一份", "a member of two families: the smaller loss is at stake",
                **in_two_households(), finds=(2,), at_stake_fen=20_000),
        example(
            "同一户主有两个户号",
            "one head under two household numbers",
            approvals=[TEKUN | {"head_id": 1}, TEKUN | {"head_id": 1, "household_id": "H2", "amount_fen": 90_000}],
            finds=(1,),
            at_stake_fen=80_000,
        ),
        example(
            "计入三户：除最大的一份外，都计入涉及金额",
            "three households: all but the largest",
            approvals=[TEKUN | {"head_id": 1, "household_id": f"H{n}", "amount_fen": n * 10_000} for n in (1, 2, 3)],
            finds=(1,),
            at_stake_fen=30_000,
        ),
        example(
            "同一行在名册上出现两次，金额不同",
            "one line stands on the roster twice, of different amounts",
            approvals=[TEKUN | {"head_id": 1}],
            roster=[TEKUN | {"payee_id": 1}, TEKUN | {"payee_id": 1, "amount_fen": 30_000}],
            finds=(1,),
            at_stake_fen=30_000,
        ),
        example(
            "号码无效，姓名相同",
            "an impossible number under one name",
            approvals=[TEKUN | {"head_id": "999901197001010016", "head_name": "王某", "household_id": n}
                       for n in ("H1", "H2")],
            finds=(1,),
        ),
        example(
            "减去他以后第二户应得多少，算不出来",
            "what the second household would get without the person is unknown",
            **in_two_households(annual_income_fen=None),
            finds=(2,),
            at_stake_fen=None,
        ),
        example(
            "只凭名册：同一人领两户的钱",
            "the roster alone: the same payee for two households",
            roster=[TEKUN | {"payee_id": 1}, TEKUN | {"payee_id": 1, "household_id": "H2"}],
            finds=(1,),
        ),
        example(
            "一名监护人替两名被监护人领款",
            "a guardian is payee for two wards",
            approvals=[TEKUN | {"head_id": ward, "payee_id": 9, "household_id": f"H{ward}"} for ward in (1, 2)],
            roster=[TEKUN | {"payee_id": 9, "household_id": f"H{ward}"} for ward in (1, 2)],
        ),
        example(
            "母亲替同一户的两个单人户领款，名册上两行",
            "a mother collects for two single-person cases of one household: two rows of one line",
            approvals=[{"head_id": child, "payee_id": 9, "case_kind": "single", "certificate_no": f"C{child}"}
                       for child in (1, 2)],
            members=[{"person_id": 1}, {"person_id": 2}],
            roster=[{"payee_id": 9}, {"payee_id": 9}],
        ),
        example("同一户名单上的双胞胎", "twins on one household's list", approvals=[{"head_id": 1}],
                members=[{"person_id": 11, "name": "王双"}, {"person_id": 12, "name": "王双"}]),
        example(
            "15位旧号码和18位新号码是同一人，在同一户",
            "the old number of 15 digits and the new one are one person of one household",
            approvals=[TEKUN | {"head_id": "999901700101001", "head_name": "王某"}],
            members=[{"programme": "tekun_rural", "person_id": 1, "name": "王某"}],
            roster=[TEKUN | {"payee_id": 1, "payee_name": "王某"}],
        ),
        example(
            "列在第二户名单上，但没有计入保障",
            "listed in a second family, and not counted there",
            approvals=[{"head_id": 1}, {"head_id": 2, "household_id": "H2"}],
            members=[
                {"person_id": 1}, {"person_id": 2, "household_id": "H2"},
                {"person_id": 1, "household_id": "H2", "counted": False},
            ],
        ),
        example("一个月内两次临时救助，另有规则核对", "relief twice in a month has a rule of its own",
                approvals=[{"programme": "linshi", "valid_from": OCTOBER, "head_id": 1, "household_id": n}
                           for n in ("H1", "H2")]),
        example("其中一份上月已终止", "one of the two ended last month",
                approvals=[TEKUN | {"head_id": 1, "valid_to": SEPTEMBER},
                           TEKUN | {"head_id": 1, "household_id": "H2"}]),
        example(
            "台账与名册的户号写法不同，其实是一份待遇",
            "the register and the roster write the household differently: one benefit",
            approvals=[TEKUN | {"head_id": 1, "household_id": "0071"}],
            roster=[TEKUN | {"payee_id": 1, "household_id": "71"}],
        ),
        example(
            "号码无效，姓名又不同，无法认定是谁",
            "an impossible number under two names is nobody",
            approvals=[TEKUN | {"head_id": "999901197001010016", "head_name": name, "household_id": name}
                       for name in ("王一", "王二")],
        ),
    ),
)  # fmt: skip
