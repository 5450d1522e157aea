"""RK-109 机动车: a car stands in the name of somebody counted in the household."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

COUPLE: dict[str, Any] = {
    "approvals": [{"head_id": 1, "member_count": 2, "amount_fen": 80_000}],
    "members": [{"person_id": 1}, {"person_id": 2}],
}
CAR: dict[str, Any] = {"person_id": 2, "plate": "示A10001", "kind": "小型轿车", "status": "正常"}

RULE = Rule(
    id="RK-109",
    title="家庭名下有汽车",
    title_en="Owns a car",
    plain="保障对象名下登记有汽车，达到关注数量。报废、注销的不算，摩托车、农用车、残疾人代步车不算。",
    plain_en="A counted member owns as many cars as the line asks for. Scrapped ones do not count, nor do motorcycles, "
    "farm machines and vehicles for the disabled.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="line",
    subject=Subject.APPROVAL,
    cites=("LAW-2026#41", "MF-2021-57#14"),
    needs=("vehicles",),
    when="(line.in_approvals OR line.in_roster) AND household_cars.cars >= param.rk109_vehicles",
    at_stake_fen="line.amount_fen",
    tier="household_cars.tier",
    message="{owner}名下有{car_kind}{plate}，全户共{cars}辆，仍享受{programme}",
    message_en="{owner} owns a vehicle ({car_kind} {plate}); cars of the household: {cars}; it receives {programme}",
    shows=(
        "household_cars.owner",
        "household_cars.car_kind",
        "household_cars.plate",
        "household_cars.cars",
        "line.programme",
    ),
    partly=(
        "车辆登记不含价值，按数量判断，价值请人工核实。",
        "The register has no values: cars are counted, and their worth is for a person to see.",
    ),
    examples=(
        example("妻子名下有汽车", "the wife owns a car", **COUPLE, vehicles=[CAR], finds=("H1",), at_stake_fen=80_000),
        example(
            "夫妻各有一辆，只报一条",
            "husband and wife own a car each: one finding",
            **COUPLE,
            vehicles=[
                CAR,
                {**CAR, "person_id": 1, "plate": "示A10002", "kind": "重型半挂牵引车", "status": "违法未处理"},
            ],
            finds=("H1",),
        ),
        example(
            "同住的两名特困人员，只报有车的那一人",
            "a tekun person's own line is found, not the neighbour's in the same home",
            approvals=[
                {"programme": "tekun_rural", "head_id": 1, "household_id": "H7", "amount_fen": 90_000},
                {"programme": "tekun_rural", "head_id": 2, "household_id": "H7", "amount_fen": 91_000},
            ],
            vehicles=[CAR],
            finds=("H7",),
            at_stake_fen=91_000,
        ),
        example(
            "已达报废标准，尚未注销",
            "scrapped, not yet deregistered",
            **COUPLE,
            vehicles=[CAR | {"status": "达到报废标准"}],
        ),
        example("已注销", "deregistered", **COUPLE, vehicles=[CAR | {"status": "注销"}]),
        example(
            "摩托车、拖拉机和残疾人专用汽车",
            "a motorcycle, a tractor, and a car built for the disabled",
            **COUPLE,
            vehicles=[CAR | {"kind": kind} for kind in ("普通二轮摩托车", "手扶拖拉机", "残疾人专用小型汽车")],
        ),
        example(
            "当月最后一天购入",
            "bought on the last day of the month",
            **COUPLE,
            vehicles=[CAR | {"registered_on": date(2026, 10, 31)}],
            finds=("H1",),
        ),
        example(
            "当月之后才购入", "bought after the month", **COUPLE, vehicles=[CAR | {"registered_on": date(2026, 11, 2)}]
        ),
        example(
            "车是未计入保障的成年儿子的",
            "a grown-up son who is not counted owns it",
            approvals=[{"head_id": 1}],
            members=[{"person_id": 1}, {"person_id": 2, "counted": False, "exclusion": "分户"}],
            vehicles=[CAR],
        ),
    ),
)
