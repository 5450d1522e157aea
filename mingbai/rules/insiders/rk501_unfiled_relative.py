"""RK-501 近亲属未备案: a recipient is related to an officer of the county who has not filed it."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

OFFICER: dict[str, object] = {"person_id": 9, "unit": "清水镇", "post": "民政助理员"}
FATHER: dict[str, object] = {"person_id": 9, "other_id": 1, "relation": "父亲"}
BROTHER: dict[str, object] = {"person_id": 9, "other_id": 8, "relation": "兄弟"}
FILED: dict[str, object] = {"officer_id": 9, "relative_id": 1, "relation": "父亲"}
WEDDING: dict[str, object] = {"person_id": 9, "spouse_id": 1, "status": "married", "registered_on": date(2001, 6, 6)}

RULE = Rule(
    id="RK-501",
    title="近亲属未备案",
    title_en="Relative of an officer, not filed",
    plain="救助工作人员和村（居）干部的近亲属享受救助，必须单独登记备案并回避。"
    "户籍和婚姻登记两步以内能推出亲属关系、同在一个县、却没有备案的，在这里列出；有资格的补备案即可，不影响待遇。",
    plain_en="Relatives of those who handle assistance must be filed, and the case handled by somebody else. "
    "Listed here is who the registers say is related within two steps to an officer of the county and was not filed. "
    "Who qualifies keeps the benefit: the filing is made up.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="person",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.1.7", "MF-2021-57#11", "QY-2022-51#4.2"),
    needs=("approvals|roster", "officers", "kinships|marriages"),
    when="person.line_key = unfiled_kin.line_key",
    at_stake_fen="person.amount_fen",
    message="{name}享受{programme}，与工作人员{officer_name}（{post}）有亲属关系（{relation}），未见备案",
    message_en="{name} has {programme} and is related to officer {officer_name} ({post}; {relation}); "
    "no filing was found",
    shows=(
        "person.name", "person.programme", "unfiled_kin.officer_name", "unfiled_kin.post", "unfiled_kin.relation",
        "unfiled_kin.steps",
    ),
    examples=(
        example("工作人员的父亲享受低保", "an officer's father on dibao", approvals=[{"head_id": 1}],
                officers=[OFFICER], kinships=[FATHER], finds=(1,), at_stake_fen=50_000),
        example("亲属登记是从父亲一方写的", "the register states the relation from the father's side",
                approvals=[{"head_id": 1}], officers=[OFFICER],
                kinships=[{"person_id": 1, "other_id": 9, "relation": "父子"}], finds=(1,)),
        example("妻子，只凭婚姻登记查出", "a wife, by the marriage register alone",
                approvals=[{"head_id": 1, "programme": "tekun_rural"}], officers=[OFFICER], marriages=[WEDDING],
                finds=(1,)),
        example(
            "兄弟的孩子，计入孩子母亲一户",
            "a brother's child, counted in the mother's family",
            approvals=[{"head_id": 3, "member_count": 2}],
            members=[{"person_id": 3}, {"person_id": 1}],
            officers=[OFFICER],
            kinships=[BROTHER, {"person_id": 8, "other_id": 1, "relation": "父子"}],
            finds=(1,),
            at_stake_fen=50_000,
        ),
        example("兄弟的妻子", "a brother's wife", approvals=[{"head_id": 1}], officers=[OFFICER], kinships=[BROTHER],
                marriages=[WEDDING | {"person_id": 8}], finds=(1,)),
        example("岳母，亲属登记直接写明", "a mother-in-law, stated in one word", approvals=[{"head_id": 1}],
                officers=[OFFICER], kinships=[FATHER | {"relation": "岳母"}], finds=(1,)),
        example("两项待遇：只报一条，按较大的一项", "two benefits: one finding, by the larger", officers=[OFFICER],
                kinships=[FATHER],
                approvals=[{"head_id": 1}, {"head_id": 1, "programme": "dibao_urban", "amount_fen": 60_000}],
                finds=(1,), at_stake_fen=60_000),
        example("与两名工作人员都有亲属关系，只有一名备案，另一名也要备案",
                "filed by one of two officers who are related: the other must file too", approvals=[{"head_id": 1}],
                officers=[OFFICER, OFFICER | {"person_id": 7}], kinships=[FATHER, FATHER | {"person_id": 7}],
                relatives=[FILED], finds=(1,)),
        example("已备案", "the kinship is filed", approvals=[{"head_id": 1}], officers=[OFFICER], kinships=[FATHER],
                relatives=[FILED]),
        example("是外县的工作人员", "an officer of another county", approvals=[{"head_id": 1}],
                officers=[OFFICER | {"region_code": "999902001001"}], kinships=[FATHER]),
        example("隔三步的亲属", "three steps away", approvals=[{"head_id": 1}], officers=[OFFICER],
                kinships=[BROTHER, {"person_id": 8, "other_id": 7, "relation": "父子"},
                          {"person_id": 7, "other_id": 1, "relation": "父子"}]),
        example("叔叔的妻子：两步之外又一步", "an uncle's wife: two steps and one more", approvals=[{"head_id": 1}],
                officers=[OFFICER],
                kinships=[BROTHER | {"relation": "叔侄"}, {"person_id": 8, "other_id": 1, "relation": "夫妻"}]),
        example("表兄弟", "a cousin", approvals=[{"head_id": 1}], officers=[OFFICER],
                kinships=[FATHER | {"relation": "表兄"}]),
        example("已与工作人员离婚", "divorced from the officer", approvals=[{"head_id": 1}], officers=[OFFICER],
                marriages=[WEDDING, WEDDING | {"status": "ended", "registered_on": date(2010, 1, 1)}]),
        example("工作人员本人享受，另由RK-503核对", "the officer's own benefit: that is RK-503",
                approvals=[{"head_id": 9}], officers=[OFFICER], kinships=[BROTHER]),
        example("兄弟只是替别人领款", "a brother who only collects for somebody else",
                approvals=[{"head_id": 3, "payee_id": 8}], officers=[OFFICER], kinships=[BROTHER]),
        example("高龄津贴，到龄的都有", "the old-age allowance is owed to anyone",
                approvals=[{"head_id": 1, "programme": "old_age"}], officers=[OFFICER], kinships=[FATHER]),
    ),
)  # fmt: skip
