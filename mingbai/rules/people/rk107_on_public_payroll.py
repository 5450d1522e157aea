"""RK-107 财政供养人员在保: a recipient, or the spouse nobody listed, is paid by the public purse."""

from datetime import date
from typing import Any

from mingbai.rules.people import NEEDY
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

WEDDING = date(2015, 5, 20)
ALONE: dict[str, Any] = {"approvals": [{"head_id": 1, "amount_fen": 50_000}], "members": [{"person_id": 1}]}
TEACHER: dict[str, Any] = {"unit": "示范中学", "kind": "事业编制"}

RULE = Rule(
    id="RK-107",
    title="财政供养人员在保",
    title_en="On the public payroll",
    plain="保障对象本人，或者没有列入家庭成员的配偶，由财政发工资。公益性岗位是就业救助，在岗人员可以依法享受，"
    "不提示。",
    plain_en="A recipient, or a registered spouse whom nobody listed, is paid a public salary. "
    "A public-welfare post is itself a relief measure and no bar.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="person",
    subject=Subject.PERSON,
    cites=("LAW-2026#18", "MF-2021-57#17", "YC-2022-2#2.1.4"),
    needs=("payroll",),
    when=f"{NEEDY} AND paid_by_the_public.person_key IS NOT NULL "
    "AND COALESCE(paid_by_the_public.household_key = person.household_key, TRUE)",
    at_stake_fen="person.amount_fen",
    tier="LISTED_TIER(paid_by_the_public.is_misspelt, person.person_state, person.name, paid_by_the_public.name, "
    "paid_by_the_public.other_name)",
    message="{name}{whose}为财政供养人员（{unit}，{kind}），仍享受{programme}",
    message_en="{whose_en} {name} is on the public payroll ({unit}, {kind}) while the household receives {programme}",
    shows=(
        "person.name",
        "paid_by_the_public.whose",
        "paid_by_the_public.whose_en",
        "paid_by_the_public.unit",
        "paid_by_the_public.kind",
        "person.programme",
    ),
    examples=(
        example(
            "计入保障的家庭成员是教师",
            "a teacher is counted in the family",
            approvals=[{"head_id": 1, "member_count": 2, "amount_fen": 80_000}],
            members=[{"person_id": 1}, {"person_id": 2}],
            payroll=[{"person_id": 2, **TEACHER}],
            finds=(2,),
            at_stake_fen=80_000,
        ),
        example(
            "名单没有写明岗位性质",
            "the kind of post is not written down",
            **ALONE,
            payroll=[{"person_id": 1, "unit": "示范县水利局"}],
            finds=(1,),
        ),
        example(
            "未列入家庭的配偶由财政发工资，记在保障对象名下",
            "the spouse nobody listed is on the payroll: found at the member",
            **ALONE,
            marriages=[{"person_id": 3, "spouse_id": 1, "status": "married", "registered_on": WEDDING}],
            payroll=[{"person_id": 3, **TEACHER}],
            finds=(1,),
            at_stake_fen=50_000,
        ),
        example(
            "在公益性岗位工作",
            "a public-welfare post",
            **ALONE,
            payroll=[{"person_id": 1, "unit": "村委会", "kind": "乡村公益性岗位"}],
        ),
        example(
            "配偶已列入家庭、不计入保障，情况已如实填报",
            "the spouse is listed in the household and not counted: nothing is hidden",
            approvals=[{"head_id": 1}],
            members=[{"person_id": 1}, {"person_id": 3, "counted": False}],
            marriages=[{"person_id": 1, "spouse_id": 3, "status": "married", "registered_on": WEDDING}],
            payroll=[{"person_id": 3, **TEACHER}],
        ),
        example(
            "已离婚，前配偶的岗位与他无关",
            "divorced: the former spouse's post is nobody's business",
            **ALONE,
            marriages=[
                {"person_id": 1, "spouse_id": 3, "status": "married", "registered_on": WEDDING},
                {"person_id": 1, "spouse_id": 3, "status": "ended", "registered_on": date(2021, 3, 1)},
            ],
            payroll=[{"person_id": 3, **TEACHER}],
        ),
        example(
            "享受的是高龄津贴，不看是否困难",
            "an old-age allowance does not ask for need",
            approvals=[{"programme": "old_age", "head_id": 1}],
            payroll=[{"person_id": 1, **TEACHER}],
        ),
    ),
)
