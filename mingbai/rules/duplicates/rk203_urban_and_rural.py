"""RK-203 城乡低保重复: urban and rural support of the same kind for one person."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)

RULE = Rule(
    id="RK-203",
    title="城乡重复享受",
    title_en="Urban and rural at once",
    plain="同一个人同时享受城市低保和农村低保，或者同时享受城市特困和农村特困。两边只能留一边。",
    plain_en="One person is on urban and rural dibao, or on urban and rural tekun, at the same time. "
    "Only one can stay.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="overlap",
    subject=Subject.PERSON,
    cites=("GEN#2.4", "MF-2021-43#19"),
    needs=("approvals|roster",),
    when="overlap.kind IN ('dibao', 'tekun') AND overlap.kind = overlap.other_kind AND overlap.is_smaller "
    "AND overlap.programme <> overlap.other_programme",
    at_stake_fen="overlap.smaller_fen",
    message="{name}同时享受{other_programme}（家庭{other_household_id}）和{programme}（家庭{household_id}）",
    message_en="{name} is on {other_programme} (household {other_household_id}) and {programme} "
    "(household {household_id}) at once",
    shows=(
        "overlap.name", "overlap.programme", "overlap.household_id", "overlap.other_programme",
        "overlap.other_household_id",
    ),
    examples=(
        example(
            "这一户是农村低保，另一户是城市低保，涉及金额取较小的",
            "rural dibao here, urban dibao in another household: the smaller is at stake",
            approvals=[
                {"head_id": 1, "amount_fen": 40_000},
                {"head_id": 1, "programme": "dibao_urban", "household_id": "H2", "amount_fen": 55_000},
            ],
            finds=(1,),
            at_stake_fen=40_000,
        ),
        example(
            "城乡两份都在同一户号下",
            "both under one household number",
            approvals=[{"head_id": 1}, {"head_id": 1, "programme": "dibao_urban"}],
            finds=(1,),
            at_stake_fen=50_000,
        ),
        example(
            "被扶养人同时计入城市和农村两户，减去他以后大户应得多少不明",
            "a dependent counted in an urban and a rural family; what the large family would lose is unknown",
            approvals=[
                {"head_id": 1, "member_count": 2},
                {"head_id": 2, "programme": "dibao_urban", "household_id": "H2"},
            ],
            members=[{"person_id": 1}, {"person_id": 2}],
            finds=(2,),
        ),
        example(
            "同时享受城市特困和农村特困",
            "urban and rural tekun",
            roster=[{"payee_id": 1, "programme": "tekun_urban"},
                    {"payee_id": 1, "programme": "tekun_rural", "household_id": "H2"}],
            finds=(1,),
        ),
        example("两家邻居，一户城市一户农村", "two neighbours, one urban and one rural",
                approvals=[{"head_id": 1}, {"head_id": 2, "programme": "dibao_urban", "household_id": "H2"}]),
        example("迁入城镇：城市低保开始时，农村低保已终止", "moved to town: rural dibao ended when urban dibao began",
                approvals=[{"head_id": 1, "valid_to": SEPTEMBER},
                           {"head_id": 1, "programme": "dibao_urban", "valid_from": OCTOBER}]),
        example("城市低保加另一类津贴", "urban dibao and an allowance of another kind",
                approvals=[{"head_id": 1, "programme": "dibao_urban"}, {"head_id": 1, "programme": "old_age"}]),
        example("审批写城市、名册写农村，其实是一份待遇",
                "approved as urban, rostered as rural: one benefit written in two ways",
                approvals=[{"head_id": 1, "programme": "dibao_urban"}], roster=[{"payee_id": 1}]),
    ),
)  # fmt: skip
