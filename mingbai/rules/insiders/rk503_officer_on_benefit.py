"""RK-503 村干部本人享受: an officer or village cadre is a recipient."""

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

OFFICER: dict[str, object] = {"person_id": 1, "unit": "石桥村", "post": "村支书"}

RULE = Rule(
    id="RK-503",
    title="村干部、工作人员本人享受救助",
    title_en="Officer or village cadre among the recipients",
    plain="村（居）干部或救助工作人员本人是低保家庭成员、特困人员或临时救助对象。符合条件也可以享受，"
    "但须由他人办理、单独备案；核实后写明说明代码即可办结。",
    plain_en="An officer or village cadre is counted for dibao, is a tekun person or gets relief. That can be right: "
    "then somebody else handles the case, it is filed, and an explanation closes the finding.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="person",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.1.7", "QY-2022-51#4.2"),
    needs=("approvals|roster", "officers"),
    # One bad number under two names is nobody.
    when="person.line_key = officer_on_benefit.line_key "
    "AND MATCH_TIER(person.person_state, person.name, officer_on_benefit.officer_name) <> 'C'",
    at_stake_fen="person.amount_fen",
    tier="MATCH_TIER(person.person_state, person.name, officer_on_benefit.officer_name)",
    message="{unit}{post}{name}本人享受{programme}",
    message_en="{name} ({post}, {unit}) has {programme}",
    shows=("person.name", "person.programme", "officer_on_benefit.unit", "officer_on_benefit.post"),
    examples=(
        example("村干部计入妻子一户的低保", "a village cadre counted in his wife's family",
                approvals=[{"head_id": 2, "member_count": 2}], members=[{"person_id": 2}, {"person_id": 1}],
                officers=[OFFICER], finds=(1,), at_stake_fen=50_000),
        example("工作人员得到临时救助", "an officer gets relief", officers=[OFFICER], finds=(1,),
                roster=[{"payee_id": 1, "programme": "linshi"}]),
        example("两个职务、两项待遇：只报一条，按较大的一项", "two posts and two benefits: one finding, by the larger",
                finds=(1,), at_stake_fen=50_000,
                approvals=[{"head_id": 1, "programme": "dibao_urban", "household_id": "H2", "amount_fen": 30_000},
                           {"head_id": 1}, {"head_id": 1, "programme": "gangxing", "amount_fen": 20_000}],
                officers=[OFFICER, OFFICER | {"post": "村会计"}]),
        example("号码是工作人员的，姓名不同，先核实",
                "the number is the officer's, the name is another: to be verified first", approvals=[{"head_id": 1}],
                officers=[OFFICER | {"name": "王曾用"}], finds=(1,)),
        example("工作人员替被监护人领款", "an officer collects for a ward", approvals=[{"head_id": 2, "payee_id": 1}],
                officers=[OFFICER]),
        example("列在家庭名单上，没有计入保障", "listed in the family and not counted", approvals=[{"head_id": 2}],
                officers=[OFFICER], members=[{"person_id": 2}, {"person_id": 1, "counted": False}]),
        example("与工作人员同名的人", "an officer of the same name", approvals=[{"head_id": 2, "head_name": "王某"}],
                officers=[OFFICER | {"name": "王某"}]),
        example("高龄津贴，到龄的都有", "the old-age allowance is owed to anyone", officers=[OFFICER],
                approvals=[{"head_id": 1, "programme": "old_age"}]),
    ),
)  # fmt: skip
