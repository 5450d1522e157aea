"""RK-210 拆户套取: one family on dibao as two households at one address."""

from datetime import date

from mingbai.rules.rule import Example, Phase, Rule, Severity, Subject, example

HUSBAND: dict[str, object] = {"head_id": 1, "address": "示范县清水镇柳河村3组12-4号", "amount_fen": 60_000}
WIFE: dict[str, object] = HUSBAND | {"head_id": 2, "household_id": "H2", "amount_fen": 50_000}
WEDDING: dict[str, object] = {
    "person_id": 1, "spouse_id": 2, "status": "married", "registered_on": date(2000, 1, 1)
}  # fmt: skip
DIVORCE: dict[str, object] = WEDDING | {"status": "ended", "registered_on": date(2020, 1, 1)}
EIGHTEEN_TOMORROW, EIGHTEEN_TODAY = (3, date(2008, 10, 2)), (3, date(2008, 10, 1))


def child_apart(story: str, story_en: str, child: tuple[int, date], relation: str, *finds: str) -> Example:
    """Return the example of a father, and a grandmother in whose household his child is counted, at one address."""
    return example(
        story,
        story_en,
        finds=finds,
        approvals=[HUSBAND, WIFE | {"member_count": 2}],
        members=[
            {"person_id": 1}, {"person_id": 2, "household_id": "H2"}, {"person_id": child, "household_id": "H2"},
        ],
        kinships=[{"person_id": 1, "other_id": child, "relation": relation}],
    )  # fmt: skip


RULE = Rule(
    id="RK-210",
    title="拆户套取",
    title_en="One family split into two households",
    plain="夫妻，或者父母和未成年子女，应当算一家人共同申请。他们住同一地址，却分成两户都享受低保的，可能是拆户多领。"
    "成年子女分户不算；没有住址的不比对。",
    plain_en="Husband and wife, or parents and minor children, are one household and apply together. If they live at "
    "one address and are on dibao as two households, the family may have been split for more money. Grown-up children "
    "may live apart; households without an address are not compared.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="line",
    subject=Subject.APPROVAL,
    cites=("MF-2021-57#7.1", "MF-2021-57#7.2"),
    needs=("approvals", "marriages|kinships"),
    when="line.in_approvals AND split_household.earlier_household_id IS NOT NULL",
    at_stake_fen="split_household.smaller_fen",
    message="家庭{household_id}的{member_name}与家庭{earlier_household_id}的{relative_name}是{relation}关系，"
    "两户住同一地址、都在享受低保",
    message_en="{member_name} of household {household_id} and {relative_name} of household {earlier_household_id} are "
    "{relation_en}, live at one address, and both households are on dibao",
    shows=(
        "line.household_id", "split_household.member_name", "split_household.earlier_household_id",
        "split_household.relative_name", "line.address",
        "CASE split_household.relation WHEN 'spouse' THEN '夫妻' ELSE '父母与未成年子女' END AS relation",
        "CASE split_household.relation WHEN 'spouse' THEN 'husband and wife' ELSE 'parent and minor child' END "
        "AS relation_en",
    ),
    examples=(
        example("夫妻住同一地址：报后办的一户，涉及金额取较小的",
                "a couple at one address: the later household, the smaller amount", approvals=[HUSBAND, WIFE],
                marriages=[WEDDING], finds=("H2",), at_stake_fen=50_000),
        example("同一地址，写法不同", "the same address, written in another way",
                approvals=[HUSBAND, WIFE | {"address": "示范县 清水镇柳河村３组１２－４号"}], marriages=[WEDDING],
                finds=("H2",)),
        child_apart("17岁的儿子计入同住的祖母一户", "a son of 17 counted in his grandmother's household",
                    EIGHTEEN_TOMORROW, "父子", "H2"),
        child_apart("亲属登记只写谁是父亲，没写谁是子女", "the register states whose father, not whose child",
                    EIGHTEEN_TOMORROW, "父亲", "H2"),
        child_apart("当月1日已满18周岁，不算未成年人", "18 on the first of the month is no minor", EIGHTEEN_TODAY,
                    "父子"),
        child_apart("是叔侄，不是父子", "an uncle, not a father", EIGHTEEN_TOMORROW, "叔侄"),
        example("124号不是12-4号", "house 124 is not house 12-4",
                approvals=[HUSBAND, WIFE | {"address": "示范县清水镇柳河村3组124号"}], marriages=[WEDDING]),
        example("两户都没有地址", "neither has an address",
                approvals=[HUSBAND | {"address": None}, WIFE | {"address": None}], marriages=[WEDDING]),
        example("地址只有空格，不算地址", "addresses of blanks are no address",
                approvals=[HUSBAND | {"address": " "}, WIFE | {"address": " "}], marriages=[WEDDING]),
        example("后来已离婚", "divorced since", approvals=[HUSBAND, WIFE], marriages=[WEDDING, DIVORCE]),
        example("本来就是一户", "one household", approvals=[HUSBAND], marriages=[WEDDING],
                members=[{"person_id": 1}, {"person_id": 2}]),
        example("妻子列在第二户名单上，但没有计入保障", "the wife is listed in the second household and not counted",
                marriages=[WEDDING], approvals=[HUSBAND, WIFE | {"head_id": 4}],
                members=[{"person_id": 1}, {"person_id": 4, "household_id": "H2"},
                         {"person_id": 2, "household_id": "H2", "counted": False}]),
        example("妻子是特困人员", "the wife is a tekun person",
                approvals=[HUSBAND, WIFE | {"programme": "tekun_rural"}], marriages=[WEDDING]),
        example("同一单元的邻居，没有亲属关系", "neighbours of one stairwell, not related", approvals=[HUSBAND, WIFE]),
    ),
)  # fmt: skip
