"""RK-120 证件号码无效: a number on the month's lists that cannot be anybody's."""

from datetime import date

from mingbai.files.snapshot.by_hand import number_of
from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

GOOD = number_of(1)
BAD_CHECK = GOOD[:17] + ("0" if GOOD[17] != "0" else "1")
BAD_DATE, CUT = "99990119701301001X", "9999011970010"
ENDS_IN_X = next(number for number in map(number_of, range(1, 99)) if number.endswith("X"))

LENGTH = "LENGTH(person.person_id)"
FAULT = (
    f"CASE WHEN {LENGTH} = 17 THEN '少一位' WHEN {LENGTH} = 19 THEN '多一位' "
    f"WHEN {LENGTH} NOT IN (15, 18) THEN '既不是18位也不是15位' ELSE '的校验码不符，或出生日期、字符不对' END",
    f"CASE WHEN {LENGTH} = 17 THEN 'lacks a digit' WHEN {LENGTH} = 19 THEN 'has a digit too many' "
    f"WHEN {LENGTH} NOT IN (15, 18) THEN 'has neither 18 nor 15 characters' "
    "ELSE 'fails its check character, or holds a wrong day or sign,' END",
)
LIKELY = "CASE WHEN likely_number.name = person.name THEN likely_number.likely_number END"

RULE = Rule(
    id="RK-120",
    title="证件号码无效",
    title_en="Invalid ID number",
    plain="领款人、户主或成员的身份证号码校验位不对，位数不对，或其中的出生日期不存在。这个号码查不到任何人，先改正"
    "再比对。少一位或多一位的，若另一清单中正好有一个同名的人能对上，提示那个号码，仍须对照证件。",
    plain_en="The ID number of a payee, head or member fails its check digit, is too short or too long, or holds a day "
    "that does not exist. It can be matched with nobody until it is corrected. Where a digit too few or too many is "
    "explained by exactly one person of the same name on another list, that number is named; the card decides.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="person",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.4.3", "YC-2022-2#2.4.2"),
    needs=("approvals|roster",),
    when="person.person_state = 'invalid'",
    at_stake_fen="person.amount_fen",
    message="{name}的证件号码{person_id}{fault}，无法核对，{hint}",
    message_en="The ID number {person_id} of {name} {fault_en} and cannot be checked: {hint_en}",
    shows=(
        "person.name",
        "person.person_id",
        "person.programme",
        f"{FAULT[0]} AS fault",
        f"{FAULT[1]} AS fault_en",
        f"{LIKELY} AS likely_number",
        f"COALESCE('按校验码推算可能是另一清单中同名的' || {LIKELY} || '，', '') || '请对照证件改正' AS hint",
        f"COALESCE('it may be ' || {LIKELY} || ', on another list by the same name; ', '') "
        "|| 'compare it with the card' AS hint_en",
    ),
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
        example(
            "少一位，死亡名单上有一个同名的人对得上",
            "a digit too few, and one person of that name on the list of deaths explains it",
            roster=[{"payee_id": GOOD[:8] + GOOD[9:], "payee_name": "王某"}],
            deaths=[{"person_id": GOOD, "name": "王某", "died_on": date(2026, 10, 20)}],
            finds=(11,),
        ),
        example("1999年以前的15位号码", "15 digits from before 1999", roster=[{"payee_id": GOOD[:6] + GOOD[8:17]}]),
        example("校验码写成小写x", "a check character x in small", roster=[{"payee_id": ENDS_IN_X.lower()}]),
        example("1900年以前出生", "born before 1900", roster=[{"payee_id": (1, date(1899, 12, 31))}]),
    ),
)
