"""RK-116 年龄资格: a tekun person who is neither old, nor a minor, nor unable to work."""

from datetime import date
from typing import Any

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

BORN_1980 = date(1980, 5, 6)
SIXTY_TODAY, SIXTY_TOMORROW = date(1966, 10, 1), date(1966, 10, 2)
EIGHTEEN_TODAY, EIGHTEEN_TOMORROW = date(2008, 10, 1), date(2008, 10, 2)


def tekun(born_on: date, disability: str | None = None) -> dict[str, Any]:
    """Return a tekun person of that day of birth."""
    return {
        "approvals": [{"programme": "tekun_rural", "head_id": (1, born_on), "amount_fen": 90_000}],
        "members": [{"programme": "tekun_rural", "person_id": (1, born_on), "disability": disability}],
    }


def card(kind: str, level: str, born_on: date = BORN_1980, valid_to: date | None = None) -> list[Row]:
    """Return the person's disability card."""
    return [{"person_id": (1, born_on), "kind": kind, "level": level, "valid_to": valid_to}]


KIND, LEVEL = "named_disability.kind", "named_disability.level"
RULE = Rule(
    id="RK-116",
    title="特困年龄或劳动能力条件不符",
    title_en="Tekun without a ground",
    plain="特困人员在发放月份第一天既不满六十周岁，又已满十八周岁（在校除外），残疾类别和等级也不属于无劳动能力。"
    "残疾情况不明的不提示。",
    plain_en="On the first of the month a tekun person is under sixty, is of age and not at school, and has no "
    "disability that "
    "means unable to work. Where nothing is known of disability, nothing is said.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="person",
    subject=Subject.PERSON,
    cites=("LAW-2026#16", "LAW-2026#16.p3", "MF-2021-43#5"),
    needs=("disability|members",),
    # Texts are read only for the few whom age does not settle.
    when=f"""CASE WHEN person.programme LIKE 'tekun%' AND person.is_counted
        AND person.born_number + param.tekun_old_age * 10000 > run.month_number
        AND person.born_number + param.tekun_minor_age * 10000 <= run.month_number
        AND schooling.person_key IS NULL
        AND (run.has_disability OR person.disability IS NOT NULL)
        AND NOT COALESCE(disability_card.is_unable_to_work, FALSE)
        THEN NOT COALESCE(UNABLE_TO_WORK({KIND}, {LEVEL}, param.tekun_disability)
                          OR ({KIND} IS NULL AND {LEVEL} IN ('1', '2'))
                          OR person.disability LIKE '%重度%', FALSE) END""",
    at_stake_fen="person.amount_fen",
    message="{name}不满60周岁、已成年且不在校，残疾情况（名单：{disability}；残联：{card}）不属于无劳动能力，享受{programme}",
    message_en="{name} is under 60, of age and not at school, and the disability known ({disability}; register: "
    "{card_en}) "
    "does not mean unable to work; receives {programme}",
    shows=(
        "person.name",
        "person.born_number",
        "person.disability",
        "COALESCE(DISABILITY_WORDS(disability_card.kind, disability_card.level), '无记录') AS card",
        "COALESCE(disability_card.kind || ' ' || disability_card.level, 'no record') AS card_en",
        "person.programme",
    ),
    partly=(
        "省里规定的其他无劳动能力情形不在名单中，请人工核实。",
        "Other grounds that a province lays down are on no list and take a person to see.",
    ),
    examples=(
        example(
            "46岁，残联没有登记",
            "46 years old, not on the register",
            **tekun(BORN_1980),
            disability=[],
            finds=(1,),
            at_stake_fen=90_000,
        ),
        example(
            "当月2日才满60周岁",
            "sixty one day after the month began",
            **tekun(SIXTY_TOMORROW),
            disability=[],
            finds=(1,),
        ),
        example(
            "当月1日已满18周岁，不在校",
            "eighteen on the first of the month, not at school",
            **tekun(EIGHTEEN_TODAY),
            disability=[],
            finds=(1,),
        ),
        example(
            "听力残疾，不在无劳动能力之列",
            "deaf: not on the list of those unable to work",
            **tekun(BORN_1980, "听力二级"),
            disability=card("hearing", "2"),
            finds=(1,),
        ),
        example(
            "肢体三级残疾",
            "limb disability of the third degree",
            **tekun(BORN_1980),
            disability=card("limb", "3"),
            finds=(1,),
        ),
        example(
            "只有成员名单写了残疾，且程度轻",
            "only the members list speaks, of a light disability",
            **tekun(BORN_1980, "肢体四级"),
            finds=(1,),
        ),
        example(
            "已满18周岁，读大学不能延续供养",
            "a university is no ground to stay on",
            **tekun(EIGHTEEN_TODAY),
            disability=[],
            students=[{"person_id": (1, EIGHTEEN_TODAY), "level": "大学本科"}],
            finds=(1,),
        ),
        example("当月1日满60周岁", "sixty on the first of the month", **tekun(SIXTY_TODAY), disability=[]),
        example("当月2日才满18周岁", "seventeen until tomorrow", **tekun(EIGHTEEN_TOMORROW), disability=[]),
        example(
            "满18周岁，还在读高中",
            "eighteen and at upper-secondary school",
            **tekun(EIGHTEEN_TODAY),
            disability=[],
            students=[{"person_id": (1, EIGHTEEN_TODAY), "level": "高中"}],
        ),
        example(
            "肢体二级残疾", "limb disability of the second degree", **tekun(BORN_1980), disability=card("limb", "2")
        ),
        example(
            "智力三级残疾",
            "intellectual disability of the third degree",
            **tekun(BORN_1980),
            disability=card("intellect", "3"),
        ),
        example("视力一级残疾", "blind, of the first degree", **tekun(BORN_1980), disability=card("sight", "1")),
        example("重度多重残疾", "several disabilities, grave", **tekun(BORN_1980), disability=card("multiple", "2")),
        example(
            "残疾人证已过期，残疾仍在",
            "the card has expired, the disability has not",
            **tekun(BORN_1980),
            disability=card("limb", "1", valid_to=date(2024, 1, 1)),
        ),
        example(
            "成员名单写的是精神三级残疾",
            "the members list says mental disability, third degree",
            **tekun(BORN_1980, "三级精神残疾"),
            disability=[],
        ),
        example("只写了等级，没写类别", "a level without a kind", **tekun(BORN_1980, "二级"), disability=[]),
        example("残疾情况不明", "nothing known of disability", **tekun(BORN_1980)),
        example(
            "低保对象，不要求年老或残疾",
            "a person on dibao need be neither old nor disabled",
            approvals=[{"head_id": 1}],
            disability=[],
        ),
    ),
)
