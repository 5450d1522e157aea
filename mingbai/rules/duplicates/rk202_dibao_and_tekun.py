"""RK-202 低保+特困重复: a member counted for dibao is also a tekun person."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)

TEKUN: dict[str, object] = {"programme": "tekun_rural", "household_id": "H9", "amount_fen": 80_000}

RULE = Rule(
    id="RK-202",
    title="低保与特困重复享受",
    title_en="On dibao and tekun",
    plain="低保和特困供养都是基本生活救助，一个人只能享受一种。已转为特困的家庭成员，应从低保家庭人数中减去。",
    plain_en="Dibao and tekun both cover a person's basic living, so nobody has both. A family member who became "
    "a tekun person is no longer counted in the family's dibao.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="overlap",
    subject=Subject.PERSON,
    cites=("GEN#2.4", "ZS-2023#2.3.2"),
    needs=("approvals|roster",),
    when="overlap.kind = 'dibao' AND overlap.other_kind = 'tekun'",
    at_stake_fen="overlap.worth_fen",
    message="{name}计入{programme}家庭{household_id}，同时享受{other_programme}",
    message_en="{name} is counted for {programme} in household {household_id} and also has {other_programme}",
    shows=("overlap.name", "overlap.programme", "overlap.household_id", "overlap.other_programme"),
    examples=(
        example(
            "低保家庭的老人又享受特困，涉及金额是家庭因他多领的低保",
            "an old member of a family on dibao is also a tekun person: the dibao the family would not get",
            approvals=[
                {"head_id": 1, "member_count": 2, "annual_income_fen": 0, "standard_fen": 60_000,
                 "amount_fen": 120_000},
                TEKUN | {"head_id": 2},
            ],
            members=[{"person_id": 1}, {"person_id": 2}],
            finds=(2,),
            at_stake_fen=60_000,
        ),
        example("一人户的城市低保，同时有农村特困", "urban dibao alone and rural tekun",
                approvals=[{"head_id": 1, "programme": "dibao_urban"}, TEKUN | {"head_id": 1}], finds=(1,),
                at_stake_fen=50_000),
        example("号码相同、姓名不同：列出，先核实", "the same number under another name: found, to be verified first",
                approvals=[{"head_id": 1, "head_name": "王小花"}, TEKUN | {"head_id": 1, "head_name": "王晓华"}],
                finds=(1,)),
        example(
            "已转为特困，家庭名单不再计入他",
            "listed in the family and left out because the person became tekun",
            approvals=[{"head_id": 1}, TEKUN | {"head_id": 2}],
            members=[{"person_id": 1}, {"person_id": 2, "counted": False, "exclusion": "特困"}],
        ),
        example("低保户主作为监护人替特困儿童领款", "a head on dibao collects as guardian for a tekun child",
                approvals=[{"head_id": 1}, TEKUN | {"head_id": 2, "payee_id": 1}]),
        example("低保家庭得到临时救助，合乎规定", "relief beside dibao is lawful",
                approvals=[{"head_id": 1}, {"head_id": 1, "programme": "linshi", "valid_from": OCTOBER}]),
        example("低保加高龄津贴、特困加护理补贴，不在此列",
                "dibao beside the old-age allowance, tekun beside a subsidy: not these two",
                approvals=[{"head_id": 1}, {"head_id": 1, "programme": "old_age"}, TEKUN | {"head_id": 2},
                           TEKUN | {"head_id": 2, "programme": "care_disabled"}]),
        example("姓名、生日相同的两个人", "two people of one name and birthday",
                approvals=[{"head_id": 1, "head_name": "王某"}, TEKUN | {"head_id": 2, "head_name": "王某"}]),
        example("低保上月已终止", "dibao ended the month before",
                approvals=[{"head_id": 1, "valid_to": SEPTEMBER}, TEKUN | {"head_id": 1}]),
    ),
)  # fmt: skip
