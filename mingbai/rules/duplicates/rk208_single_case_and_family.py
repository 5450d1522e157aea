"""RK-208 单人户与整户同时: a single-person dibao case who is also counted in a family."""

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

SINGLE: dict[str, object] = {"head_id": 2, "case_kind": "single", "household_id": "H2", "amount_fen": 45_000}
FAMILY: dict[str, object] = {"head_id": 1, "case_kind": "whole", "member_count": 2, "amount_fen": 120_000}

RULE = Rule(
    id="RK-208",
    title="单人户又计入整户",
    title_en="Single-person case also counted in a family",
    plain="单人户是给低保边缘家庭里的重残、重病等人员单独办的。这个人又计入另一户低保家庭的，属于重复。",
    plain_en="A single-person case is for a severely disabled or ill member of a family that is not on dibao itself. "
    "Such a person counted in a dibao family as well is counted twice.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="overlap",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.3.4", "MF-2021-57#8", "LAW-2026#21.p2"),
    needs=("approvals",),
    when="overlap.kind = 'dibao' AND overlap.other_kind = 'dibao' AND overlap.case_kind = 'single' "
    "AND overlap.other_case_kind IS DISTINCT FROM 'single'",
    at_stake_fen="overlap.worth_fen",
    message="{name}已作为单人户（家庭{household_id}）享受{programme}，又计入低保家庭{other_household_id}",
    message_en="{name} has {programme} as a single-person case (household {household_id}) "
    "and is also counted in household {other_household_id}",
    shows=("overlap.name", "overlap.programme", "overlap.household_id", "overlap.other_household_id"),
    examples=(
        example("残疾儿子办了单人户，又计入父亲的低保家庭",
                "a disabled son, single case and member of his father's family", approvals=[SINGLE, FAMILY],
                members=[{"person_id": 2, "household_id": "H2"}, {"person_id": 1}, {"person_id": 2}], finds=(2,),
                at_stake_fen=45_000),
        example("家庭没有写明是整户还是单人户", "the family's kind of case is not stated",
                approvals=[SINGLE, FAMILY | {"case_kind": None}], members=[{"person_id": 1}, {"person_id": 2}],
                finds=(2,)),
        example("单人户，家里没有享受低保", "a single case whose family gets nothing", approvals=[SINGLE],
                members=[{"person_id": 2}]),
        example("家庭名单有他，但没有计入保障", "the family lists him and does not count him",
                approvals=[SINGLE, FAMILY],
                members=[{"person_id": 1}, {"person_id": 2, "counted": False, "exclusion": "单人户"}]),
        example("两个都是单人户，另有规则核对", "two single cases are another rule's business",
                approvals=[SINGLE, SINGLE | {"household_id": "H3"}]),
        example("单人户本人替父亲一家领款", "a single case who collects for his father's family",
                approvals=[SINGLE, FAMILY | {"payee_id": 2}], members=[{"person_id": 1}, {"person_id": 3}]),
        example("特困加单人户，另有规则核对", "a tekun person beside a single case is another rule's business",
                approvals=[SINGLE, {"head_id": 2, "programme": "tekun_rural", "case_kind": "whole"}]),
    ),
)  # fmt: skip
