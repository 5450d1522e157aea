"""RK-207 集中/分散供养同时: a tekun person supported in an institution and at home in the same month."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)

TEKUN: dict[str, object] = {"head_id": 1, "programme": "tekun_rural"}
HOME, HOUSE = TEKUN | {"supply_mode": "dispersed"}, TEKUN | {"supply_mode": "central", "amount_fen": 90_000}

RULE = Rule(
    id="RK-207",
    title="集中与分散供养同时发放",
    title_en="Central and dispersed support at once",
    plain="特困人员要么在机构集中供养，要么在家分散供养，由本人选一种。两种同时有效的，应停一种。",
    plain_en="A tekun person lives in an institution or at home, as the person chose. "
    "Where both are in force in one month, one must end.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="person",
    subject=Subject.PERSON,
    cites=("LAW-2026#16.p2", "SC-649#19"),
    needs=("approvals",),
    when="person.line_key = two_modes.line_key",
    at_stake_fen="two_modes.smaller_fen",
    message="{name}同月既有集中供养又有分散供养（家庭{other_household_id}、{one_household_id}）",
    message_en="{name} has central and dispersed support in one month "
    "(households {other_household_id} and {one_household_id})",
    shows=("person.name", "two_modes.one_household_id", "two_modes.other_household_id"),
    examples=(
        example("一处在家供养，一处在机构供养", "at home here, in an institution there",
                approvals=[HOME, HOUSE | {"household_id": "H2"}], finds=(1,), at_stake_fen=50_000),
        example(
            "都在同一户号下，各有一个证",
            "both on one household number, with a certificate each",
            approvals=[HOME | {"certificate_no": "T1"}, HOUSE | {"certificate_no": "T2"}],
            roster=[{"payee_id": 1, "programme": "tekun_rural", "amount_fen": 140_000}],
            finds=(1,),
            at_stake_fen=50_000,
        ),
        example("本月刚住进机构", "moved into the institution this month",
                approvals=[HOME | {"valid_to": SEPTEMBER}, HOUSE | {"household_id": "H2", "valid_from": OCTOBER}]),
        example("号码无效，姓名又不同，无法认定是谁", "an impossible number under two names is nobody",
                approvals=[HOME | {"head_id": "999901197001010016", "head_name": "王一"},
                           HOUSE | {"head_id": "999901197001010016", "head_name": "王二", "household_id": "H2"}]),
        example("两个证是同一种供养方式", "two certificates of one mode",
                approvals=[HOME, HOME | {"household_id": "H2"}]),
        example("住在机构的人替在家的被监护人领款",
                "a resident of an institution collects for a ward who lives at home",
                approvals=[HOUSE, HOME | {"head_id": 2, "payee_id": 1, "household_id": "H2"}]),
        example("供养方式写在低保行上，不算数", "a mode noted on a dibao line means nothing",
                approvals=[HOUSE, HOME | {"programme": "dibao_rural", "household_id": "H2"}]),
        example("其中一份没有写供养方式", "the mode of one is not stated",
                approvals=[HOME, TEKUN | {"household_id": "H2"}]),
        example(
            "一名监护人、同一户号：一名被监护人在家，一名在机构",
            "one guardian, one ward at home and one in an institution, one household number",
            approvals=[HOME | {"payee_id": 9, "certificate_no": "T1"},
                       HOUSE | {"head_id": 2, "payee_id": 9, "certificate_no": "T2"}],
        ),
    ),
)  # fmt: skip
