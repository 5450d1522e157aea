"""RK-101 死亡人员仍在册: a roster line for a person who died before the month it pays for."""

from datetime import date

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

SEPTEMBER_30, OCTOBER_1 = date(2026, 9, 30), date(2026, 10, 1)

RULE = Rule(
    id="RK-101",
    title="死亡人员仍在册",
    title_en="Dead person on the roster",
    plain="领款人或保障对象在发放月份开始之前已经死亡，名册上却仍有他的钱。当月内去世的，当月仍应发放。",
    plain_en="The payee or a counted member died before the month began, and the roster still pays. "
    "The month of death itself is still due.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="person",
    subject=Subject.PAYEE_LINE,
    proposes_hold=True,
    cites=("ZS-2023#2.3.3", "QY-2022-51#4.1"),
    needs=("roster", "deaths|cremations"),
    # A death within the month is not a finding: that month is still due.
    when="death.died_on < person.month AND person.in_roster AND (person.is_counted OR person.is_payee)",
    at_stake_fen="person.loss_fen",
    tier="MATCH_TIER(person.person_state, person.name, death.name)",
    message="{name}已于{died_on}死亡，仍列入{month}{programme}名册",
    message_en="{name} died on {died_on} and is still on the {programme} roster of {month}",
    shows=("person.name", "death.died_on", "person.month", "person.programme", "death.reports"),
    examples=(
        example(
            "died last month, still listed",
            roster=[{"payee_id": 1, "amount_fen": 50_000}],
            deaths=[{"person_id": 1, "died_on": SEPTEMBER_30}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "police and crematorium both report the death: one finding",
            roster=[{"payee_id": 1}],
            deaths=[{"person_id": 1, "died_on": SEPTEMBER_30}],
            cremations=[{"person_id": 1, "cremated_on": date(2026, 10, 2)}],
            finds=("H1",),
        ),
        example(
            "a counted member died: what the others are due stays due",
            approvals=[
                {"head_id": 1, "member_count": 2, "annual_income_fen": 0, "standard_fen": 70_000, "amount_fen": 140_000}
            ],
            members=[{"person_id": 1}, {"person_id": 2}],
            roster=[{"payee_id": 1, "amount_fen": 140_000}],
            deaths=[{"person_id": 2, "died_on": SEPTEMBER_30}],
            finds=(2,),
            at_stake_fen=70_000,
        ),
        example(
            "died within the month being paid",
            roster=[{"payee_id": 1}],
            deaths=[{"person_id": 1, "died_on": OCTOBER_1}],
        ),
        example(
            "someone else died, of the same name",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            deaths=[{"person_id": 2, "name": "王伟", "died_on": date(2020, 1, 1)}],
        ),
        example(
            "a namesake was cremated, the list gives no number",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            cremations=[{"person_id": None, "name": "王伟", "cremated_on": date(2020, 1, 1)}],
        ),
    ),
)
