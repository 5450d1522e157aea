"""RK-105 服刑人员在保: somebody in custody on every day of the month is counted in the benefit."""

from datetime import date
from typing import Any

from mingbai.rules.people import NEEDY
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
FAMILY: dict[str, Any] = {
    "approvals": [
        {"head_id": 1, "member_count": 2, "annual_income_fen": 0, "standard_fen": 60_000, "amount_fen": 120_000}
    ],
    "members": [{"person_id": 1}, {"person_id": 2}],
}

RULE = Rule(
    id="RK-105",
    title="服刑人员在保",
    title_en="Prisoner counted",
    plain="保障对象在发放月份的每一天都在监所，低保应不再计算他的一份，特困应启动终止程序。月中入监或释放的只作提示。",
    plain_en="A person in custody on every day of the month is still counted: dibao leaves prisoners out, and tekun "
    "ends. "
    "A month only partly in custody is a mere hint.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="person",
    subject=Subject.PERSON,
    cites=("MF-2021-57#7.p2.2", "MF-2021-43#24.3"),
    needs=("prisoners",),
    when=f"{NEEDY} AND custody.is_all_month",
    at_stake_fen="person.loss_fen",
    tier="LISTED_TIER(custody.is_misspelt, person.person_state, person.name, custody.name, custody.other_name)",
    message="{name}自{from_on}起在押（至{released}），{month}整月仍计入{programme}",
    message_en="{name} has been in custody since {from_on} (until {released_en}) and is counted in {programme} "
    "for the whole of {month}",
    shows=(
        "person.name",
        "custody.from_on",
        "COALESCE(CAST(custody.to_on AS VARCHAR), '今') AS released",
        "COALESCE(CAST(custody.to_on AS VARCHAR), 'now') AS released_en",
        "person.month",
        "person.programme",
    ),
    examples=(
        example(
            "已服刑多年仍计入低保，另一名成员应得的照发",
            "in prison for years, still counted: the other member's benefit stays due",
            **FAMILY,
            prisoners=[{"person_id": 2, "from_on": date(2024, 5, 1)}],
            finds=(2,),
            at_stake_fen=60_000,
        ),
        example(
            "从当月第一天到最后一天都在押（临界）",
            "from the first to the last day of the month (boundary)",
            **FAMILY,
            prisoners=[{"person_id": 1, "from_on": FIRST, "to_on": LAST}],
            finds=(1,),
        ),
        example(
            "特困人员在服刑",
            "a tekun person in prison",
            approvals=[{"programme": "tekun_rural", "head_id": 1, "amount_fen": 90_000}],
            prisoners=[{"person_id": 1, "from_on": date(2025, 1, 1)}],
            finds=(1,),
            at_stake_fen=90_000,
        ),
        example(
            "次日转到另一监所，中间没有一天在外",
            "moved from one prison to another on the next day: no free day between",
            **FAMILY,
            prisoners=[
                {"person_id": 2, "from_on": date(2026, 1, 1), "to_on": date(2026, 10, 14)},
                {"person_id": 2, "from_on": date(2026, 10, 15)},
            ],
            finds=(2,),
        ),
        example(
            "两段刑期之间有一天在外",
            "one free day between two terms",
            **FAMILY,
            prisoners=[
                {"person_id": 2, "from_on": date(2026, 1, 1), "to_on": date(2026, 10, 14)},
                {"person_id": 2, "from_on": date(2026, 10, 16)},
            ],
        ),
        example(
            "当月倒数第二天释放",
            "released on the last day but one",
            **FAMILY,
            prisoners=[{"person_id": 2, "from_on": date(2025, 1, 1), "to_on": date(2026, 10, 30)}],
        ),
        example(
            "当月2日才入监",
            "taken in on the second of the month",
            **FAMILY,
            prisoners=[{"person_id": 2, "from_on": date(2026, 10, 2)}],
        ),
        example(
            "服刑的成员已按规定不计入保障",
            "the imprisoned member is not counted, as the rule asks",
            approvals=[{"head_id": 1}],
            members=[{"person_id": 1}, {"person_id": 2, "counted": False, "exclusion": "服刑"}],
            prisoners=[{"person_id": 2, "from_on": date(2025, 1, 1)}],
        ),
        example(
            "享受的是高龄津贴，只看年龄，不看是否困难",
            "an old-age allowance asks for age, not for need",
            approvals=[{"programme": "old_age", "head_id": 1}],
            prisoners=[{"person_id": 1, "from_on": date(2025, 1, 1)}],
        ),
    ),
)
