"""RK-101 死亡人员仍在册: a roster line for a person who died before the month it pays for."""

from datetime import date

from mingbai.files.snapshot.by_hand import number_of
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

SEPTEMBER_30, OCTOBER_1 = date(2026, 9, 30), date(2026, 10, 1)
OLD = date(1950, 3, 4)
NUMBER = number_of(1, OLD)
ONE_WRONG = NUMBER[:15] + str((int(NUMBER[15]) + 3) % 10) + NUMBER[16:]
SWAPPED = NUMBER[:9] + NUMBER[10] + NUMBER[9] + NUMBER[11:]  # 1950 → 1905: the check digit gives it away
TWO_WRONG = ONE_WRONG[:14] + str((int(NUMBER[14]) + 1) % 10) + ONE_WRONG[15:]

RULE = Rule(
    id="RK-101",
    title="死亡人员仍在册",
    title_en="Dead person on the roster",
    plain="领款人或保障对象在发放月份开始之前已经死亡，名册上却仍有他的钱。当月内去世的，当月仍应发放。"
    "证件号码只错一位、姓名相同的，提示先核实是否本人。",
    plain_en="The payee or a counted member died before the month began, and the roster still pays. "
    "The month of death itself is still due. A number with one slip and the same name is asked about, never held.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="person",
    subject=Subject.PAYEE_LINE,
    proposes_hold=True,
    cites=("ZS-2023#2.3.3", "QY-2022-51#4.1"),
    needs=("roster", "deaths|cremations"),
    # A death within the month is not a finding: that month is still due. One bad number under two names is nobody.
    when="death.died_on < person.month AND person.in_roster AND (person.is_counted OR person.is_payee) "
    "AND LISTED_TIER(death.is_misspelt, person.person_state, person.name, death.name, death.other_name) <> 'C'",
    at_stake_fen="person.loss_fen",
    tier="LISTED_TIER(death.is_misspelt, person.person_state, person.name, death.name, death.other_name)",
    message="{name}已于{died_on}死亡，仍列入{month}{programme}名册",
    message_en="{name} died on {died_on} and is still on the {programme} roster of {month}",
    shows=("person.name", "death.died_on", "person.month", "person.programme", "death.reports"),
    examples=(
        example(
            "上月已去世，本月名册仍有他的钱",
            "died last month, still listed",
            roster=[{"payee_id": 1, "amount_fen": 50_000}],
            deaths=[{"person_id": 1, "died_on": SEPTEMBER_30}],
            finds=("H1",),
            at_stake_fen=50_000,
        ),
        example(
            "公安和殡仪馆都报了死亡，只报一条线索",
            "police and crematorium both report the death: one finding",
            roster=[{"payee_id": 1}],
            deaths=[{"person_id": 1, "died_on": SEPTEMBER_30}],
            cremations=[{"person_id": 1, "cremated_on": date(2026, 10, 2)}],
            finds=("H1",),
        ),
        example(
            "一名保障对象去世，其余成员应得的照发",
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
            "替人领款的监护人去世，钱转不到被监护人手里",
            "the guardian who collects a ward's money died: nobody can hand it on",
            approvals=[{"programme": "tekun_rural", "head_id": 2, "payee_id": 1}],
            roster=[{"programme": "tekun_rural", "payee_id": 1, "amount_fen": 90_000}],
            deaths=[{"person_id": 1, "died_on": SEPTEMBER_30}],
            finds=("H1",),
            at_stake_fen=90_000,
        ),
        example(
            "死亡名单的号码错一位，姓名相同",
            "the death list has one digit wrong, the name is the same",
            roster=[{"payee_id": (1, OLD), "payee_name": "陈大年"}],
            deaths=[{"person_id": ONE_WRONG, "name": "陈大年", "died_on": SEPTEMBER_30}],
            finds=("H1",),
        ),
        example(
            "名册号码相邻两位颠倒，火化名单的号码正确",
            "the roster has two neighbouring digits swapped, the crematorium has them right",
            roster=[{"payee_id": SWAPPED, "payee_name": "陈大年"}],
            cremations=[{"person_id": NUMBER, "name": "陈大年", "cremated_on": SEPTEMBER_30}],
            finds=("H1",),
        ),
        example(
            "后来改了名：号码相同，姓名先核实",
            "renamed since: the number is the same, the name to be verified",
            roster=[{"payee_id": 1, "payee_name": "王新名"}],
            deaths=[{"person_id": 1, "name": "王旧名", "died_on": SEPTEMBER_30}],
            finds=("H1",),
        ),
        example(
            "号码错一位，姓名也不同",
            "one digit wrong and another name",
            roster=[{"payee_id": (1, OLD), "payee_name": "陈大年"}],
            deaths=[{"person_id": ONE_WRONG, "name": "陈小年", "died_on": SEPTEMBER_30}],
        ),
        example(
            "号码错两位，相差太多，不作猜测",
            "two digits wrong: too far to guess",
            roster=[{"payee_id": (1, OLD), "payee_name": "陈大年"}],
            deaths=[{"person_id": TWO_WRONG, "name": "陈大年", "died_on": SEPTEMBER_30}],
        ),
        example(
            "去世的是双胞胎中的另一人：号码相邻且都有效，名字不同",
            "a twin died: the numbers are next to each other, both are valid, the names differ",
            roster=[{"payee_id": (1, OLD), "payee_name": "陈大年"}],
            deaths=[{"person_id": (2, OLD), "name": "陈小年", "died_on": SEPTEMBER_30}],
        ),
        example(
            "两份名单写着同一个无效号码，姓名却不同",
            "a bad number written alike in both lists, under two names",
            roster=[{"payee_id": TWO_WRONG, "payee_name": "陈大年"}],
            deaths=[{"person_id": TWO_WRONG, "name": "李四", "died_on": SEPTEMBER_30}],
        ),
        example(
            "在发放当月内去世，当月仍应发放",
            "died within the month being paid",
            roster=[{"payee_id": 1}],
            deaths=[{"person_id": 1, "died_on": OCTOBER_1}],
        ),
        example(
            "去世的是未计入保障的家庭成员",
            "a member of the family who is not counted died",
            approvals=[{"head_id": 1}],
            members=[{"person_id": 1}, {"person_id": 2, "counted": False}],
            roster=[{"payee_id": 1}],
            deaths=[{"person_id": 2, "died_on": SEPTEMBER_30}],
        ),
        example(
            "已去世，也已从名册中去掉",
            "died and taken off the roster",
            approvals=[{"head_id": 1}],
            deaths=[{"person_id": 1, "died_on": SEPTEMBER_30}],
        ),
        example(
            "去世的是另一个同名的人",
            "someone else died, of the same name",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            deaths=[{"person_id": 2, "name": "王伟", "died_on": date(2020, 1, 1)}],
        ),
        example(
            "火化名单上有同名的人，但没有号码",
            "a namesake was cremated, the list gives no number",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            cremations=[{"person_id": None, "name": "王伟", "cremated_on": date(2020, 1, 1)}],
        ),
    ),
)
