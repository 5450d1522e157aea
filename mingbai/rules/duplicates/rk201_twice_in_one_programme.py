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
        example("a member of two families: the smaller loss is at stake", **in_two_households(), finds=(2,),
                at_stake_fen=20_000),
        example(
            "one head under two household numbers",
            approvals=[TEKUN | {"head_id": 1}, TEKUN | {"head_id": 1, "household_id": "H2", "amount_fen": 90_000}],
            finds=(1,),
            at_stake_fen=80_000,
        ),
        example(
            "three households: all but the largest",
            approvals=[TEKUN | {"head_id": 1, "household_id": f"H{n}", "amount_fen": n * 10_000} for n in (1, 2, 3)],
            finds=(1,),
            at_stake_fen=30_000,
        ),
        example(
            "one line stands on the roster twice, of different amounts",
            approvals=[TEKUN | {"head_id": 1}],
            roster=[TEKUN | {"payee_id": 1}, TEKUN | {"payee_id": 1, "amount_fen": 30_000}],
            finds=(1,),
            at_stake_fen=30_000,
        ),
        example(
            "an impossible number under one name",
            approvals=[TEKUN | {"head_id": "999901197001010016", "head_name": "王某", "household_id": n}
                       for n in ("H1", "H2")],
            finds=(1,),
        ),
        example(
            "what the second household would get without the person is unknown",
            **in_two_households(annual_income_fen=None),
            finds=(2,),
            at_stake_fen=None,
        ),
        example(
            "the roster alone: the same payee for two households",
            roster=[TEKUN | {"payee_id": 1}, TEKUN | {"payee_id": 1, "household_id": "H2"}],
            finds=(1,),
        ),
        example(
            "a guardian is payee for two wards",
            approvals=[TEKUN | {"head_id": ward, "payee_id": 9, "household_id": f"H{ward}"} for ward in (1, 2)],
            roster=[TEKUN | {"payee_id": 9, "household_id": f"H{ward}"} for ward in (1, 2)],
        ),
        example(
            "a mother collects for two single-person cases of one household: two rows of one line",
            approvals=[{"head_id": child, "payee_id": 9, "case_kind": "single", "certificate_no": f"C{child}"}
                       for child in (1, 2)],
            members=[{"person_id": 1}, {"person_id": 2}],
            roster=[{"payee_id": 9}, {"payee_id": 9}],
        ),
        example("twins on one household's list", approvals=[{"head_id": 1}],
                members=[{"person_id": 11, "name": "王双"}, {"person_id": 12, "name": "王双"}]),
        example(
            "the old number of 15 digits and the new one are one person of one household",
            approvals=[TEKUN | {"head_id": "999901700101001", "head_name": "王某"}],
            members=[{"programme": "tekun_rural", "person_id": 1, "name": "王某"}],
            roster=[TEKUN | {"payee_id": 1, "payee_name": "王某"}],
        ),
        example(
            "listed in a second family, and not counted there",
            approvals=[{"head_id": 1}, {"head_id": 2, "household_id": "H2"}],
            members=[
                {"person_id": 1}, {"person_id": 2, "household_id": "H2"},
                {"person_id": 1, "household_id": "H2", "counted": False},
            ],
        ),
        example("relief twice in a month has a rule of its own",
                approvals=[{"programme": "linshi", "valid_from": OCTOBER, "head_id": 1, "household_id": n}
                           for n in ("H1", "H2")]),
        example("one of the two ended last month",
                approvals=[TEKUN | {"head_id": 1, "valid_to": SEPTEMBER},
                           TEKUN | {"head_id": 1, "household_id": "H2"}]),
        example(
            "the register and the roster write the household differently: one benefit",
            approvals=[TEKUN | {"head_id": 1, "household_id": "0071"}],
            roster=[TEKUN | {"payee_id": 1, "household_id": "71"}],
        ),
        example(
            "an impossible number under two names is nobody",
            approvals=[TEKUN | {"head_id": "999901197001010016", "head_name": name, "household_id": name}
                       for name in ("王一", "王二")],
        ),
    ),
)  # fmt: skip
