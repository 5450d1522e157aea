"""RK-902 应加发未加发: more members are owed the top-up than get it."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

ADULT = (1, date(1980, 1, 1))
SIXTY_TODAY, SIXTY_TOMORROW = (2, date(1966, 10, 1)), (2, date(1966, 10, 2))
EIGHTEEN_TODAY, EIGHTEEN_TOMORROW = (2, date(2008, 10, 1)), (2, date(2008, 10, 2))

EACH: dict[str, Any] = {"head_id": ADULT, "standard_fen": 70_000, "priority_member_count": 0}


def family(other: tuple[int, date] | int = 2, priority: int | None = 0, **columns: Any) -> dict[str, Any]:
    """Return an adult and another member on dibao, of whom so many get the top-up."""
    approval = {"head_id": ADULT, "member_count": 2, "standard_fen": 70_000, "priority_member_count": priority}
    return {
        "approvals": [approval | columns],
        "members": [{"person_id": ADULT}, {"person_id": other}],
    }


RULE = Rule(
    id="RK-902",
    title="应加发未加发",
    title_en="Top-up missing",
    plain="低保家庭里符合加发条件的人（老年人、未成年人、重度残疾、重病等，按当地规定）多于实际加发的人，"
    "少发的钱应当补上。一人符合多项也只加发一份；一户有几笔低保的，合并计算。",
    plain_en="More members of a dibao household qualify for the top-up (the old, minors, severely disabled, "
    "seriously ill, "
    "as the locality lays down) than get it. What is missing is owed. Each person counts once, and the lines of "
    "one household are taken together.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="line",
    subject=Subject.APPROVAL,
    cites=("YC-2022-2#2.3.3", "LAW-2026#20"),
    needs=("approvals", "members"),
    when="household_top_ups.owed > household_top_ups.topped_up",
    at_stake_fen="TOP_UP(line.standard_fen, COALESCE(param.top_up_bp, 0), "
    "household_top_ups.owed - household_top_ups.topped_up, param.benefit_rounding)",
    message="{first_owed}等{owed}人符合加发条件，实际加发{topped_up}人",
    message_en="{owed} members qualify for the top-up (such as {first_owed}), {topped_up} get it",
    shows=(
        "household_top_ups.first_owed",
        "household_top_ups.owed",
        "household_top_ups.topped_up",
        "household_top_ups.lines",
        "line.standard_fen",
    ),
    examples=(
        example(
            "当月1日满60周岁",
            "sixty on the first of the month",
            **family(SIXTY_TODAY),
            finds=("H1",),
            at_stake_fen=10_500,
        ),
        example("当月2日才满18周岁", "seventeen until tomorrow", **family(EIGHTEEN_TOMORROW), finds=("H1",)),
        example(
            "残联登记为重度残疾",
            "the register knows of a severe disability",
            **family(),
            disability=[{"person_id": 2, "kind": "limb", "level": "2"}],
            finds=("H1",),
            at_stake_fen=10_500,
        ),
        example(
            "医院登记有重病",
            "the hospitals know of a serious illness",
            **family(),
            illnesses=[{"person_id": 2, "kind": "恶性肿瘤"}],
            finds=("H1",),
        ),
        example(
            "两人应加发，只加发一人：少一份",
            "two are owed and one gets it: one top-up is missing",
            approvals=[{"head_id": 1, "member_count": 3, "standard_fen": 70_000, "priority_member_count": 1}],
            members=[{"person_id": 1}, {"person_id": 2, "category": "重病"}, {"person_id": 3, "category": "重度残疾"}],
            finds=("H1",),
            at_stake_fen=10_500,
        ),
        example(
            "一人一笔的家庭，两人应加发，合计只加发一人",
            "a line for each member: two are owed, and one gets it by all lines together",
            approvals=[EACH | {"priority_member_count": 1}, EACH | {"payee_id": SIXTY_TODAY, "certificate_no": "C2"}],
            members=[{"person_id": ADULT, "category": "重病"}, {"person_id": SIXTY_TODAY}],
            finds=("H1",),
            at_stake_fen=10_500,
        ),
        example(
            "一人一笔的家庭，加发记在另一笔上",
            "a line for each member: the top-up stands on the other line",
            approvals=[EACH, EACH | {"payee_id": SIXTY_TODAY, "certificate_no": "C2", "priority_member_count": 1}],
            members=[{"person_id": ADULT}, {"person_id": SIXTY_TODAY}],
        ),
        example(
            "一人一笔的家庭，有一笔没有写加发人数",
            "a line for each member, and one says nothing of top-ups",
            approvals=[EACH, EACH | {"payee_id": SIXTY_TODAY, "certificate_no": "C2", "priority_member_count": None}],
            members=[{"person_id": ADULT}, {"person_id": SIXTY_TODAY}],
        ),
        example(
            "年老又残疾，只加发一份，已经发了",
            "old and disabled: one top-up, and it is paid",
            **family(SIXTY_TODAY, priority=1),
            disability=[{"person_id": SIXTY_TODAY, "kind": "limb", "level": "1"}],
        ),
        example("当月2日才满60周岁", "sixty one day after the month began", **family(SIXTY_TOMORROW)),
        example("当月1日已满18周岁", "eighteen on the first of the month", **family(EIGHTEEN_TODAY)),
        example(
            "轻度残疾", "a light disability", **family(), disability=[{"person_id": 2, "kind": "limb", "level": "3"}]
        ),
        example(
            "残疾人证当月1日才到期",
            "the card expires on the first of the month",
            **family(),
            disability=[{"person_id": 2, "kind": "limb", "level": "1", "valid_to": date(2026, 10, 1)}],
            finds=("H1",),
        ),
        example(
            "残疾人证在当月之前已到期",
            "the card expired before the month",
            **family(),
            disability=[{"person_id": 2, "kind": "limb", "level": "1", "valid_to": date(2026, 9, 30)}],
        ),
        example(
            "审批台账没有写加发人数",
            "the register of approvals says nothing of top-ups",
            **family(SIXTY_TODAY, priority=None),
        ),
        example(
            "军烈属，只有外地加发",
            "a soldier's family, which only other places top up",
            approvals=[{"head_id": ADULT, "priority_member_count": 0}],
            members=[{"person_id": ADULT, "category": "军烈属"}],
        ),
        example(
            "军烈属，在伊春应加发",
            "a soldier's family in Yichun, which tops it up",
            finds=("H1",),
            members=[{"person_id": ADULT, "category": "军烈属"}],
            approvals=[{"head_id": ADULT, "priority_member_count": 0, "region_code": "230722001001"}],
        ),
        example(
            "未计入保障的老人",
            "an old member who is not counted",
            approvals=[{"head_id": ADULT, "priority_member_count": 0}],
            members=[{"person_id": ADULT}, {"person_id": SIXTY_TODAY, "counted": False}],
        ),
        example(
            "单人户的金额已含加发",
            "a single-person case always holds its top-up",
            **family(SIXTY_TODAY, case_kind="single"),
        ),
    ),
)
