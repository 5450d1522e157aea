"""RK-204 跨县(省)重复: the same kind of basic support for one person in two counties."""

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

HERE, THERE = "999901001001", "999902001001"

RULE = Rule(
    id="RK-204",
    title="跨县（省）重复享受",
    title_en="Supported in two counties",
    plain="同一个人在两个县（市、区）同时享受低保或特困，合并各地名册后才能看到。"
    "不设县的市，全市算一个地方。",
    plain_en="One person is on dibao, or on tekun, in two counties at the same time: seen once their lists are merged. "
    "A city without counties counts as one place.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="overlap",
    subject=Subject.PERSON,
    cites=("GEN#2.4", "LAW-2026#37", "MF-2021-57#5"),
    needs=("approvals|roster",),
    when="overlap.kind IN ('dibao', 'tekun') AND overlap.kind = overlap.other_kind AND overlap.is_smaller "
    "AND overlap.county <> overlap.other_county",
    at_stake_fen="overlap.kind_surplus_fen",
    message="{name}在{other_county}享受{other_programme}，同时在{county}享受{programme}",
    message_en="{name} has {other_programme} in {other_county} and {programme} in {county}",
    shows=("overlap.name", "overlap.programme", "overlap.county", "overlap.other_programme", "overlap.other_county"),
    examples=(
        example(
            "在两个县都享受特困",
            "tekun in two counties",
            approvals=[
                {"head_id": 1, "programme": "tekun_rural", "region_code": HERE, "amount_fen": 80_000},
                {"head_id": 1, "programme": "tekun_rural", "region_code": THERE, "household_id": "H2",
                 "amount_fen": 70_000},
            ],
            finds=(1,),
            at_stake_fen=70_000,
        ),
        example(
            "本县是农村低保，外省是城市低保",
            "rural dibao here and urban dibao in another province",
            approvals=[
                {"head_id": 1, "region_code": HERE, "amount_fen": 30_000},
                {"head_id": 1, "programme": "dibao_urban", "region_code": "990101001001", "household_id": "H2"},
            ],
            finds=(1,),
            at_stake_fen=30_000,
        ),
        example(
            "父母分居两县，子女同时计入两家",
            "a dependent counted in the families of father and mother, who live apart",
            approvals=[{"head_id": 1, "region_code": HERE}, {"head_id": 2, "region_code": THERE, "household_id": "H2"}],
            members=[
                {"person_id": 1}, {"person_id": 3}, {"person_id": 2, "household_id": "H2"},
                {"person_id": 3, "household_id": "H2"},
            ],
            finds=(3,),
        ),
        example(
            "同一个县的两个乡镇",
            "two towns of one county",
            approvals=[{"head_id": 1, "region_code": HERE},
                       {"head_id": 1, "region_code": "999901002001", "household_id": "H2"}],
        ),
        example(
            "不设县的市，市内两个镇",
            "two towns of a city that has no counties",
            approvals=[{"head_id": 1, "region_code": "442000103001"},
                       {"head_id": 1, "region_code": "442000001002", "household_id": "H2"}],
        ),
        example(
            "在外县领的是高龄津贴，不是基本生活救助",
            "an old-age allowance elsewhere is no basic support",
            approvals=[{"head_id": 1, "region_code": HERE},
                       {"head_id": 1, "programme": "old_age", "region_code": THERE, "household_id": "H2"}],
        ),
        example(
            "户主在本县，邻县的是另一个同名的人",
            "the head in one county, another person of the same name in the next",
            approvals=[{"head_id": 1, "head_name": "王某", "region_code": HERE},
                       {"head_id": 2, "head_name": "王某", "region_code": THERE, "household_id": "H2"}],
        ),
    ),
)  # fmt: skip
