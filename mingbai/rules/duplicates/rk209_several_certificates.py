"""RK-209 一户多证: one household holds more than one dibao certificate in force."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

FIRST: dict[str, object] = {"head_id": 1, "certificate_no": "C1", "valid_from": date(2025, 1, 1), "amount_fen": 60_000}
SECOND: dict[str, object] = {"head_id": 2, "certificate_no": "C2", "valid_from": date(2026, 3, 1), "amount_fen": 50_000}

RULE = Rule(
    id="RK-209",
    title="一户多证",
    title_en="Several certificates of one household",
    plain="低保按家庭申请，一户一个低保证。同一户号下有两个以上有效低保证的，只能保留一个；依法单独施保的单人户除外。",
    plain_en="Dibao is given to a household, with one certificate. Where one household number has several in force, "
    "one can stay; single-person cases, which stand apart by law, do not count.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="certificate",
    subject=Subject.APPROVAL,
    cites=("MF-2021-57#4", "ZS-2023#2.3.2"),
    needs=("approvals",),
    when="several_certificates.certificates > 1",
    at_stake_fen="several_certificates.surplus_fen",
    message="家庭{household_id}同时持有{certificates}个有效低保证，最近的是{certificate_no}，此前有{earlier_no}",
    message_en="Household {household_id} holds {certificates} dibao certificates in force: "
    "{certificate_no} is the latest, {earlier_no} was there before",
    shows=(
        "certificate.household_id", "certificate.certificate_no", "several_certificates.certificates",
        "several_certificates.earlier_no",
    ),
    examples=(
        example("夫妻各有一个证：报后办的，涉及金额取较小的",
                "husband and wife hold a certificate each: the later is found, the smaller is at stake",
                approvals=[FIRST, SECOND], finds=("H1",), at_stake_fen=50_000),
        example("同一领款人，两个证", "one payee, two certificates", approvals=[FIRST, SECOND | {"head_id": 1}],
                finds=("H1",)),
        example("三个证：除最大的一份外，都计入涉及金额", "three certificates: all but the largest",
                approvals=[FIRST, SECOND, SECOND | {"certificate_no": "C3"}], finds=("H1",), at_stake_fen=100_000),
        example("一个农村低保证，一个城市低保证", "one for rural and one for urban dibao",
                approvals=[FIRST, SECOND | {"programme": "dibao_urban"}], finds=("H1",)),
        example(
            "夫妻各有一个证，户号相同的单人户、特困人员和外县家庭不算在内",
            "two certificates; a single-person case, a tekun person and another county's household do not count",
            approvals=[
                FIRST, SECOND, SECOND | {"head_id": 3, "case_kind": "single", "certificate_no": "C7", "amount_fen": 1},
                SECOND | {"head_id": 4, "programme": "tekun_rural", "certificate_no": "C8", "amount_fen": 2},
                SECOND | {"head_id": 5, "region_code": "999902001001", "certificate_no": "C9", "amount_fen": 4},
            ],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example("同一个证录入两次", "one certificate entered twice", approvals=[FIRST, FIRST]),
        example("一个证，两名领款人", "one certificate, two payees",
                approvals=[FIRST, SECOND | {"certificate_no": "C1"}]),
        example("换发新证，旧证已终止", "renewed: the old one ended",
                approvals=[FIRST | {"valid_to": date(2026, 2, 1)}, SECOND]),
        example("一个整户，一个单人户", "a family and a single-person case",
                approvals=[FIRST, SECOND | {"case_kind": "single"}]),
        example("本来就是两户", "two households", approvals=[FIRST, SECOND | {"household_id": "H2"}]),
        example("两个县的户号恰好相同", "household numbers of two counties that happen to be equal",
                approvals=[FIRST, SECOND | {"region_code": "999902001001"}]),
        example("低保和特困各有一个证", "dibao and tekun have a certificate each",
                approvals=[FIRST, SECOND | {"programme": "tekun_rural"}]),
        example("一条审批有证号，一条没有", "an approval without a certificate number beside one with",
                approvals=[FIRST, SECOND | {"certificate_no": None}]),
        example("台账没有证号，看不出有几个证", "a register without certificate numbers says nothing of certificates",
                approvals=[FIRST | {"certificate_no": None}, SECOND | {"certificate_no": None}]),
    ),
)  # fmt: skip
