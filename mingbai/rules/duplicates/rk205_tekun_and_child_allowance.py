"""RK-205 特困+孤儿/事实无人抚养: a child in two schemes of which the family must choose one."""

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

CHILD: dict[str, object] = {"head_id": 1, "payee_id": 9}

RULE = Rule(
    id="RK-205",
    title="特困与孤儿、事实无人抚养儿童保障重复",
    title_en="Tekun beside an orphan or unsupported-child allowance",
    plain="未成年人符合两种条件的，选了孤儿或事实无人抚养儿童保障，就不再认定特困。两边都领的，应留一边。",
    plain_en="A minor who qualifies for both and was given the allowance for orphans or unsupported children "
    "is not made a tekun person as well. Who has both keeps one.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="overlap",
    subject=Subject.PERSON,
    cites=("MF-2021-43#9",),
    needs=("approvals|roster",),
    when="overlap.kind = 'tekun' AND overlap.other_kind IN ('orphan', 'unsupported_child')",
    at_stake_fen="overlap.smaller_fen",
    message="{name}享受{programme}，又列入{other_programme}保障",
    message_en="{name} has {programme} and also {other_programme}",
    shows=("overlap.name", "overlap.programme", "overlap.other_programme"),
    examples=(
        example(
            "特困和孤儿保障都领，涉及金额取较小的",
            "tekun and the orphan allowance: the smaller is at stake",
            approvals=[CHILD | {"programme": "tekun_rural", "amount_fen": 80_000},
                       CHILD | {"programme": "orphan", "household_id": "H2", "amount_fen": 118_000}],
            finds=(1,),
            at_stake_fen=80_000,
        ),
        example(
            "特困和事实无人抚养儿童保障都领",
            "tekun and the allowance for unsupported children",
            approvals=[CHILD | {"programme": "tekun_urban", "amount_fen": 95_000},
                       CHILD | {"programme": "unsupported_child", "amount_fen": 94_400}],
            finds=(1,),
            at_stake_fen=94_400,
        ),
        example(
            "孤儿的监护人是特困人员",
            "the guardian of an orphan is a tekun person",
            approvals=[{"head_id": 9, "programme": "tekun_rural"},
                       CHILD | {"programme": "orphan", "household_id": "H2"}],
        ),
        example(
            "兄弟两人，一人是特困，一人领孤儿保障",
            "one brother is a tekun person, the other has the orphan allowance",
            approvals=[{"head_id": 1, "payee_id": 9, "programme": "tekun_rural"},
                       {"head_id": 2, "payee_id": 9, "programme": "orphan", "household_id": "H2"}],
        ),
        example(
            "孤儿计入低保家庭",
            "an orphan counted for dibao",
            approvals=[{"head_id": 9}, CHILD | {"programme": "orphan", "household_id": "H2"}],
            members=[{"person_id": 9}, {"person_id": 1}],
        ),
    ),
)  # fmt: skip
