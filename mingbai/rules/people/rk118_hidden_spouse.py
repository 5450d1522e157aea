"""RK-118 婚姻状况不符(隐瞒配偶): a registered spouse stands nowhere in the household."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

ALONE: dict[str, Any] = {"approvals": [{"head_id": 1, "amount_fen": 50_000}], "members": [{"person_id": 1}]}


def registered(
    status: str = "married", on: date | None = date(2015, 5, 20), one: int = 1, other: int = 3
) -> dict[str, Any]:
    """Return an entry of the marriage register."""
    return {"person_id": one, "spouse_id": other, "status": status, "registered_on": on}


RULE = Rule(
    id="RK-118",
    title="婚姻登记有配偶但未列入家庭成员",
    title_en="Hidden spouse",
    plain="婚姻登记最近一条为已婚，配偶却不在这户的任何一份名单里。配偶已故、整月在押、名单上注明原因的不提示。",
    plain_en="By the latest entry of the register the person is married, and the spouse is on no list of the "
    "household. Left "
    "alone where the spouse has died or is in custody all month, or where the list gives a reason.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="person",
    subject=Subject.PERSON,
    cites=("MF-2021-57#7.1", "MF-2021-57#17"),
    needs=("members", "marriages"),
    # A tekun couple has a line each; only a spouse who lives on no support is a question.
    when="""hidden_spouse.household_key = person.household_key AND hidden_spouse.programme = person.programme
        AND COALESCE(person.exclusion, '') = ''
        AND NOT (person.programme LIKE 'tekun%' AND hidden_spouse.is_assisted)""",
    at_stake_fen="person.amount_fen",
    tier="MATCH_TIER(person.person_state, person.name, hidden_spouse.name)",
    message="{name}婚姻登记为已婚（{registered_on}，配偶{spouse_id}），配偶未列入家庭成员",
    message_en="{name} is registered as married ({registered_on}, spouse {spouse_id}); the spouse is not listed in the "
    "household",
    shows=("person.name", "hidden_spouse.registered_on", "hidden_spouse.spouse_id", "person.programme"),
    examples=(
        example(
            "配偶不在任何一份名单上",
            "the spouse is on no list",
            **ALONE,
            marriages=[registered()],
            finds=(1,),
            at_stake_fen=50_000,
        ),
        example(
            "婚姻登记中配偶写在前",
            "the register names the spouse first",
            **ALONE,
            marriages=[registered(one=3, other=1)],
            finds=(1,),
        ),
        example(
            "结婚、离婚后又再婚",
            "married, divorced, married again",
            finds=(1,),
            **ALONE,
            marriages=[
                registered(on=date(2001, 1, 1), other=4),
                registered("ended", date(2009, 1, 1), other=4),
                registered(),
            ],
        ),
        example(
            "配偶已列入家庭，只是不计入保障",
            "the spouse is listed and not counted",
            approvals=[{"head_id": 1}],
            members=[{"person_id": 1}, {"person_id": 3, "counted": False}],
            marriages=[registered()],
        ),
        example(
            "配偶是户主，只有审批台账写了他",
            "the spouse is the head of the household and only the approval names them",
            approvals=[{"head_id": 3, "payee_id": 1}],
            members=[{"person_id": 1}],
            marriages=[registered()],
        ),
        example(
            "后来已离婚", "divorced since", **ALONE, marriages=[registered(), registered("ended", date(2020, 1, 1))]
        ),
        example(
            "结婚、离婚的日期都没有写",
            "married and divorced on days nobody wrote down",
            **ALONE,
            marriages=[registered(on=None), registered("ended", on=None)],
        ),
        example(
            "前妻已与他人再婚",
            "the former wife has married again",
            **ALONE,
            marriages=[registered(), registered(on=date(2020, 1, 1), one=4)],
        ),
        example(
            "配偶已去世",
            "the spouse has died",
            **ALONE,
            marriages=[registered()],
            deaths=[{"person_id": 3, "died_on": date(2022, 2, 2)}],
        ),
        example(
            "配偶在服刑",
            "the spouse is in prison",
            **ALONE,
            marriages=[registered()],
            prisoners=[{"person_id": 3, "from_on": date(2024, 2, 2)}],
        ),
        example(
            "当月最后一天结婚",
            "married on the last day of the month",
            **ALONE,
            marriages=[registered(on=date(2026, 10, 31))],
            finds=(1,),
        ),
        example("当月之后才结婚", "married after the month", **ALONE, marriages=[registered(on=date(2026, 11, 1))]),
        example(
            "名单注明了原因",
            "the list gives a reason",
            approvals=[{"head_id": 1}],
            members=[{"person_id": 1, "exclusion": "与配偶分居三年，正在诉讼离婚"}],
            marriages=[registered()],
        ),
        example(
            "单人户，家庭情况另行核对",
            "a single-person case: the family is looked at elsewhere",
            approvals=[{"head_id": 1, "case_kind": "single"}],
            members=[{"person_id": 1}],
            marriages=[registered()],
        ),
        example(
            "夫妻都是特困人员，各占一行",
            "a tekun couple, a line each",
            approvals=[
                {"programme": "tekun_rural", "head_id": 1},
                {"programme": "tekun_rural", "head_id": 3, "household_id": "H3"},
            ],
            members=[
                {"programme": "tekun_rural", "person_id": 1},
                {"programme": "tekun_rural", "person_id": 3, "household_id": "H3"},
            ],
            marriages=[registered()],
        ),
    ),
)
