"""RK-120b 姓名不一致: one valid number under different names."""

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

RULE = Rule(
    id="RK-120b",
    title="同一证件号码姓名不一致",
    title_en="One number, several names",
    plain="同一个有效证件号码，在审批台账、家庭成员、发放名册中姓名不同，或至少两个部门都登记为另一个姓名。"
    "可能是改名，也可能是号码填成了别人的，请核实更正。只有一个部门不同的不提示。",
    plain_en="One valid number stands under different names on the month's own lists, or two departments or more "
    "agree on "
    "another name. The person may have been renamed, or the number may be somebody else's. One department alone "
    "says nothing.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="person",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.4.3", "YC-2022-2#2.4.2"),
    needs=("approvals|roster",),
    when="person.person_state IN ('valid', 'upgraded') AND (names_here.person_key IS NOT NULL "
    "OR (agreed_name.agreed <> person.name AND agreed_name.departments >= 2))",
    tier="'B'",
    message="{person_id}在本月名单中姓名为{name}，另见姓名{other_name}（{departments}个部门一致）",
    message_en="The number {person_id} stands under {name} on the month's lists and also under {other_name} "
    "(departments that agree on another name: {departments})",
    shows=(
        "person.person_id",
        "person.name",
        "CASE WHEN names_here.last_name <> person.name THEN names_here.last_name "
        "WHEN names_here.first_name <> person.name THEN names_here.first_name "
        "ELSE agreed_name.agreed END AS other_name",
        "COALESCE(agreed_name.departments, 0) AS departments",
    ),
    partly=(
        "名单中没有公安户籍姓名，以两个以上部门一致登记的姓名代替。",
        "The police register of names is not among the lists; a name that two departments agree on stands in for it.",
    ),
    examples=(
        example(
            "审批台账与名册姓名不同",
            "the approval and the roster disagree",
            approvals=[{"head_id": 1, "head_name": "王伟"}],
            roster=[{"payee_id": 1, "payee_name": "李强"}],
            finds=(1,),
        ),
        example(
            "两个项目写了两个姓名：两行都查到，只留一条线索",
            "two programmes, two names: both rows say so, one finding is kept",
            roster=[
                {"payee_id": 1, "payee_name": "王伟"},
                {"payee_id": 1, "payee_name": "王玮", "programme": "care_disabled", "household_id": "H2"},
            ],
            finds=(1, 1),
        ),
        example(
            "两个部门都登记为另一个姓名",
            "two departments agree on another name",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            finds=(1,),
            vehicles=[{"person_id": 1, "name": "王卫"}],
            pensions=[{"person_id": 1, "name": "王卫"}],
        ),
        example(
            "只有一个部门还是旧名",
            "one department has an old name",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            vehicles=[{"person_id": 1, "name": "王卫"}],
            pensions=[{"person_id": 1, "name": "王伟"}],
        ),
        example(
            "社保的两份名单都这样写，仍只算一个部门",
            "social security says it twice: still one department",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            insurance=[{"person_id": 1, "name": "王卫"}],
            pensions=[{"person_id": 1, "name": "王卫"}],
        ),
        example(
            "两个部门登记的姓名彼此也不同",
            "two departments disagree with each other too",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            vehicles=[{"person_id": 1, "name": "王卫"}],
            pensions=[{"person_id": 1, "name": "王炜"}],
        ),
        example(
            "系统打不出的生僻字",
            "a rare character that a system could not write",
            approvals=[{"head_id": 1, "head_name": "王喆"}],
            roster=[{"payee_id": 1, "payee_name": "王□"}],
        ),
        example(
            "姓名相同，各有各的号码",
            "namesakes with numbers of their own",
            roster=[{"payee_id": 1, "payee_name": "王伟"}, {"payee_id": 2, "payee_name": "王伟", "household_id": "H2"}],
        ),
        example(
            "号码无效，另由RK-120核对",
            "a bad number: that is RK-120",
            roster=[
                {"payee_id": "999901197001010010", "payee_name": "王伟"},
                {"payee_id": "999901197001010010", "payee_name": "王卫", "household_id": "H2"},
            ],
        ),
    ),
)
