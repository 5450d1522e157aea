"""RK-206 特困+重残护理/困难残疾人补贴: two programmes that the locality lets nobody have together."""

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

TEKUN: dict[str, object] = {"head_id": 1, "programme": "tekun_rural", "amount_fen": 80_000}
SUBSIDY: dict[str, object] = {"head_id": 1, "programme": "care_disabled", "household_id": "H2", "amount_fen": 12_400}

RULE = Rule(
    id="RK-206",
    title="特困与残疾人补贴重复",
    title_en="Tekun beside a disability subsidy",
    plain="当地规定不能同时享受的两个项目，同一个人都在领。特困供养已包含基本生活和照料护理，"
    "一般不再发困难残疾人生活补贴和重度残疾人护理补贴；哪些项目互斥由各地参数规定。",
    plain_en="One person has two programmes that the locality does not allow together. Tekun covers living and care, "
    "so the two disability subsidies are usually not paid beside it; each place states its own pairs.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="overlap",
    subject=Subject.PERSON,
    cites=("LAW-2026#16", "GEN#2.4"),
    needs=("approvals|roster",),
    when="EXCLUDES(overlap.other_programme, overlap.programme, param.rk206_exclusions)",
    at_stake_fen="overlap.worth_fen",
    message="{name}已享受{other_programme}，同时领取{programme}",
    message_en="{name} has {other_programme} and is also paid {programme}",
    shows=("overlap.name", "overlap.programme", "overlap.other_programme"),
    examples=(
        example(
            "特困又领护理补贴，涉及金额是补贴",
            "tekun and the care subsidy: the subsidy is at stake",
            approvals=[TEKUN, SUBSIDY],
            finds=(1,),
            at_stake_fen=12_400,
        ),
        example(
            "城市特困又领生活补贴，只凭名册查出",
            "urban tekun and the living subsidy, by the roster alone",
            roster=[{"payee_id": 1, "programme": "tekun_urban"},
                    {"payee_id": 1, "programme": "living_disabled", "amount_fen": 11_800}],
            finds=(1,),
            at_stake_fen=11_800,
        ),
        example("低保和生活补贴可以同时享受", "dibao and the living subsidy may stand together",
                approvals=[{"head_id": 1}, {"head_id": 1, "programme": "living_disabled", "household_id": "H2"}]),
        example("特困和高龄津贴可以同时享受", "tekun and the old-age allowance may stand together",
                approvals=[TEKUN, {"head_id": 1, "programme": "old_age", "household_id": "H2"}]),
        example("两项残疾人补贴都领，但不是特困", "both subsidies without tekun",
                approvals=[SUBSIDY, SUBSIDY | {"programme": "living_disabled", "household_id": "H3"}]),
        example("特困人员替被监护人领补贴", "a tekun person collects the subsidy of a ward",
                approvals=[TEKUN, SUBSIDY | {"head_id": 2, "payee_id": 1}]),
    ),
)  # fmt: skip
