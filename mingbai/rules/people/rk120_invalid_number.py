"""RK-120 证件号码无效: a number on the month's lists that cannot be anybody's."""

from datetime import date

from mingbai.files.snapshot.by_hand import number_of
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

GOOD = number_of(1)
BAD_CHECK = GOOD[:17] + ("0" if GOOD[17] != "0" else "1")
BAD_DATE, CUT = "99990119701301001X", "9999011970010"
ENDS_IN_X = next(number for number in map(number_of, range(1, 99)) if number.endswith("X"))

RULE = Rule(
    id="RK-120",
    title="证件号码无效",
    title_en="Invalid ID number",
    plain="领款人、户主或成员的身份证号码校验位不对，或其中的出生日期不存在。这个号码查不到任何人，先改正再比对。",
    plain_en="The ID number of a payee, head or member fails its check digit or holds a day that does not exist. It "
    "can be "
    "matched with nobody until it is corrected.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="person",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.4.3", "YC-2022-2#2.4.2"),
    needs=("approvals|roster",),
    when="person.person_state = 'invalid'",
    at_stake_fen="person.amount_fen",
    message="{name}的证件号码{person_id}无效，无法核对",
    message_en="The ID number {person_id} of {name} is not valid and cannot be checked",
    shows=("person.name", "person.person_id", "person.programme"),
    examples=(
        example(
            "领款人号码的校验位不对",
            "a payee's check digit is wrong",
            roster=[{"payee_id": BAD_CHECK, "amount_fen": 50_000}],
            finds=(1,),
            at_stake_fen=50_000,
        ),
        example(
            "成员的出生月份写成13月",
            "a member born in the thirteenth month",
            approvals=[{"head_id": 2}],
            members=[{"person_id": 2}, {"person_id": BAD_DATE, "name": "王某"}],
            finds=(1,),
        ),
        example(
            "户主的号码缺了几位",
            "the head's number is cut short",
            approvals=[{"head_id": CUT, "head_name": "王某", "payee_id": 2}],
            finds=(CUT,),
        ),
        example(
            "名册和台账是同一个错号，只报一条",
            "one bad number on roster and approval: one finding",
            approvals=[{"head_id": BAD_CHECK}],
            roster=[{"payee_id": BAD_CHECK}],
            finds=(1,),
        ),
        example("1999年以前的15位号码", "15 digits from before 1999", roster=[{"payee_id": GOOD[:6] + GOOD[8:17]}]),
        example("校验码写成小写x", "a check character x in small", roster=[{"payee_id": ENDS_IN_X.lower()}]),
        example("1900年以前出生", "born before 1900", roster=[{"payee_id": (1, date(1899, 12, 31))}]),
    ),
)
