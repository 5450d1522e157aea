"""RK-105b 当月部分时间在押: in custody on some days of the month, which changes nothing for that month."""

from datetime import date
from typing import Any

from mingbai.rules.people import NEEDY
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

FAMILY: dict[str, Any] = {"approvals": [{"head_id": 1}], "members": [{"person_id": 1}]}

RULE = Rule(
    id="RK-105b",
    title="当月部分时间在押",
    title_en="In custody for part of the month",
    plain="保障对象在发放月份只有部分日子在押，例如月中释放，当月不需要处理，只提示下月核对。",
    plain_en="The person was in custody on some days of the month only, such as before a release. "
    "Nothing is wrong with this month; it is a hint for the next.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.BLUE,
    grain="person",
    subject=Subject.PERSON,
    cites=("MF-2021-57#7.p2.2", "MF-2021-43#24.3"),
    needs=("prisoners",),
    when=f"{NEEDY} AND NOT custody.is_all_month",
    tier="LISTED_TIER(custody.is_misspelt, person.person_state, person.name, custody.name, custody.other_name)",
    message="{name}在{month}的部分日子在押（{from_on}至{released}），请关注下月",
    message_en="{name} is in custody on some days of {month} ({from_on} to {released_en}); look again next month",
    shows=(
        "person.name",
        "custody.from_on",
        "COALESCE(CAST(custody.to_on AS VARCHAR), '今') AS released",
        "COALESCE(CAST(custody.to_on AS VARCHAR), 'now') AS released_en",
        "person.month",
    ),
    examples=(
        example(
            "月中释放",
            "released in the middle of the month",
            **FAMILY,
            prisoners=[{"person_id": 1, "from_on": date(2024, 1, 1), "to_on": date(2026, 10, 16)}],
            finds=(1,),
        ),
        example(
            "当月第一天释放（临界）",
            "released on the first day of the month (boundary)",
            **FAMILY,
            prisoners=[{"person_id": 1, "from_on": date(2024, 1, 1), "to_on": date(2026, 10, 1)}],
            finds=(1,),
        ),
        example(
            "当月最后一天入监（临界）",
            "taken in on the last day of the month (boundary)",
            **FAMILY,
            prisoners=[{"person_id": 1, "from_on": date(2026, 10, 31)}],
            finds=(1,),
        ),
        example(
            "当月开始前一天已释放",
            "released the day before the month began",
            **FAMILY,
            prisoners=[{"person_id": 1, "from_on": date(2024, 1, 1), "to_on": date(2026, 9, 30)}],
        ),
        example(
            "当月之后才入监",
            "taken in after the month",
            **FAMILY,
            prisoners=[{"person_id": 1, "from_on": date(2026, 11, 1)}],
        ),
        example(
            "整月在押，另由RK-105核对",
            "in custody all month: that is RK-105",
            **FAMILY,
            prisoners=[{"person_id": 1, "from_on": date(2024, 1, 1)}],
        ),
    ),
)
