"""RK-110 多套房产: the dwellings of a household are too many or too large."""

from typing import Any

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

COUPLE: dict[str, Any] = {
    "approvals": [{"head_id": 1, "member_count": 2, "amount_fen": 80_000}],
    "members": [{"person_id": 1}, {"person_id": 2}],
}
HOME: dict[str, Any] = {"person_id": 1, "address": "解放路1号", "area": 70, "share": 10_000, "kind": "住宅"}
OTHER: dict[str, Any] = HOME | {"address": "解放路2号", "area": 66}

RULE = Rule(
    id="RK-110",
    title="家庭住房过多或过大",
    title_en="Too many or too large dwellings",
    plain="保障对象名下住房按份额合计达到关注套数，或按份额折算的人均面积超过关注线。商铺、车库不算住房，"
    "夫妻共有的一套只算一套，继承老宅的小份额只算那一份。",
    plain_en="The dwellings of the counted members add up, by shares, to as many as the line asks for, or their area "
    "per "
    "person is above the line. Shops and garages are no dwellings, a home that two own is one home, and an inherited "
    "share of a village house is only that share.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="line",
    subject=Subject.APPROVAL,
    cites=("LAW-2026#41", "MF-2021-57#14"),
    needs=("properties",),
    when="""(line.in_approvals OR line.in_roster) AND (
        household_homes.share_bp >= param.rk110_houses * 10000
        OR (household_homes.area_share > param.rk110_area_per_person_m2 * 1000000 * household_homes.listed
            AND household_homes.area_share > param.rk110_area_per_person_m2 * 1000000
                * COALESCE(line.member_count, NULLIF(household_homes.listed, 0))))""",
    at_stake_fen="line.amount_fen",
    tier="household_homes.tier",
    message="{owner}家在{dwellings}处住房有份额，合计{share_percent}%（100%为一整套）、{area_m2}平方米，"
    "保障{member_count}人",
    message_en="The household of {owner} has shares in {dwellings} dwellings, {share_percent} % in all (100 % is a "
    "whole one), "
    "{area_m2} square metres, for {member_count} persons supported",
    shows=(
        "household_homes.owner",
        "household_homes.dwellings",
        "household_homes.share_percent",
        "household_homes.area_m2",
        "line.member_count",
    ),
    examples=(
        example("有两套住房", "two homes", **COUPLE, properties=[HOME, OTHER], finds=("H1",), at_stake_fen=80_000),
        example(
            "自有一整套，另有两套各占一半",
            "one whole and two halves of another two",
            **COUPLE,
            properties=[
                HOME,
                OTHER | {"share": 5_000},
                OTHER | {"person_id": 2, "address": "解放路3号", "share": 5_000},
            ],
            finds=("H1",),
        ),
        example(
            "两套房都由三名保障对象各继承三分之一，合起来是两整套",
            "two homes, each inherited in thirds by the three counted: three thirds are a whole",
            approvals=[{"head_id": 1, "member_count": 3}],
            members=[{"person_id": 1}, {"person_id": 2}, {"person_id": 3}],
            properties=[home | {"person_id": who, "share": 3_333} for home in (HOME, OTHER) for who in (1, 2, 3)],
            finds=("H1",),
        ),
        example(
            "一套面积很大的住房", "one very large home", **COUPLE, properties=[HOME | {"area": 160.01}], finds=("H1",)
        ),
        example(
            "第二套没有写明用途，请核实",
            "the use of the second home is not written down: ask",
            **COUPLE,
            properties=[HOME, OTHER | {"kind": None, "share": None}],
            finds=("H1",),
        ),
        example("夫妻共有一套住房", "one home for the couple", **COUPLE, properties=[HOME]),
        example("人均正好80平方米", "exactly 80 square metres a head", **COUPLE, properties=[HOME | {"area": 160}]),
        example(
            "只有一套，夫妻两人名下都登记为全部份额",
            "husband and wife both state their one home in full",
            **COUPLE,
            properties=[HOME | {"share": None}, HOME | {"share": None, "person_id": 2}],
        ),
        example(
            "自有一套，另继承农村老宅的四分之一",
            "a home, and a quarter of an inherited village house",
            **COUPLE,
            properties=[HOME, OTHER | {"share": 2_500, "kind": "宅基地住宅"}],
        ),
        example(
            "一套住房、一间商铺、一个车库",
            "a home, a shop and a garage",
            **COUPLE,
            properties=[HOME, OTHER | {"kind": "商业服务"}, OTHER | {"kind": "住宅车库", "address": "地下"}],
        ),
        example(
            "大房子里住六口人，其中两人享受救助",
            "a large home in which six live, two of them supported",
            approvals=[{"head_id": 1, "member_count": 2}],
            members=[{"person_id": who, "counted": who < 3} for who in range(1, 7)],
            properties=[HOME | {"area": 300}],
        ),
    ),
)
