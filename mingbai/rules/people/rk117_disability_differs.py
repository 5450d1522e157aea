"""RK-117 残疾等级不符: the disability that the household's list uses is not the register's."""

from datetime import date
from typing import Any

from mingbai.rules.people import NEEDY
from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example


def family(disability: str | None, **columns: Any) -> dict[str, Any]:
    """Return a family whose second member is listed with that disability."""
    return {
        "approvals": [{"head_id": 1, "member_count": 2, "standard_fen": 70_000}],
        "members": [{"person_id": 1}, {"person_id": 2, "disability": disability, "category": "重度残疾"} | columns],
    }


def card(kind: str = "limb", level: str = "2", valid_to: date | None = None) -> list[Row]:
    """Return the member's card."""
    return [{"person_id": 2, "kind": kind, "level": level, "valid_to": valid_to}]


USED_KIND, USED_LEVEL = "named_disability.kind", "named_disability.level"
RULE = Rule(
    id="RK-117",
    title="残疾类别等级与残联登记不符",
    title_en="Disability differs from the register",
    plain="家庭成员名单上写的残疾类别或等级，与残联登记不一致，或残疾人证在本月之前已过期，或残联没有登记。"
    "这会影响加发和单人户，请核实以哪个为准。",
    plain_en="The kind or level of disability on the members list is not the register's, or the card expired before "
    "the month, "
    "or the register does not know the person. Top-ups and single-person cases depend on it.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="person",
    subject=Subject.PERSON,
    cites=("YC-2022-2#2.3.3", "MF-2021-57#17"),
    needs=("members", "disability"),
    when=f"""CASE WHEN {NEEDY} AND person.is_member AND person.disability IS NOT NULL
        AND person.person_state IN ('valid', 'upgraded')
        THEN ({USED_KIND} IS NOT NULL OR {USED_LEVEL} IS NOT NULL)
            AND (disability_card.person_key IS NULL
                 OR COALESCE({USED_KIND} <> disability_card.kind AND disability_card.kind <> 'multiple', FALSE)
                 OR COALESCE({USED_LEVEL} <> disability_card.level, FALSE)
                 OR COALESCE(disability_card.valid_to < person.month, FALSE)) END""",
    at_stake_fen="CASE WHEN person.programme LIKE 'dibao%' "
    "THEN TOP_UP(person.standard_fen, COALESCE(param.top_up_bp, 0), 1, param.benefit_rounding) END",
    tier="CASE WHEN disability_card.person_key IS NULL THEN 'A' ELSE LISTED_TIER(FALSE, person.person_state, "
    "person.name, "
    "disability_card.name, disability_card.other_name) END",
    message="{name}名单上为{disability}，残联登记为{card}（有效期至{valid_to}）",
    message_en="{name} is listed as {disability}; the register says {card_en} (valid to {valid_to})",
    shows=(
        "person.name",
        "person.disability",
        "COALESCE(DISABILITY_WORDS(disability_card.kind, disability_card.level), '无记录') AS card",
        "COALESCE(disability_card.kind || ' ' || disability_card.level, 'no record') AS card_en",
        "disability_card.valid_to",
    ),
    examples=(
        example(
            "名单写二级，残联登记为四级",
            "listed as second degree, registered as fourth",
            **family("肢体二级"),
            disability=card(level="4"),
            finds=(2,),
            at_stake_fen=10_500,
        ),
        example("残疾类别不同", "another kind", **family("视力二级"), disability=card(), finds=(2,)),
        example(
            "残联没有登记",
            "not on the register at all",
            **family("肢体二级"),
            disability=[],
            finds=(2,),
            at_stake_fen=10_500,
        ),
        example(
            "残疾人证9月30日到期",
            "the card expired on the last day of September",
            **family("肢体二级"),
            disability=card(valid_to=date(2026, 9, 30)),
            finds=(2,),
        ),
        example(
            "名单只写了等级，且与登记不同",
            "only a level is listed, and it differs",
            **family("一级"),
            disability=card(level="3"),
            finds=(2,),
        ),
        example("写法不同，意思一样", "the same, in other words", **family("二级肢体残疾"), disability=card()),
        example(
            "残疾人证当月1日才到期",
            "the card expires on the first of the month",
            **family("肢体二级"),
            disability=card(valid_to=date(2026, 10, 1)),
        ),
        example(
            "残疾人证登记为多重残疾",
            "several disabilities on one card",
            **family("视力二级"),
            disability=card("multiple"),
        ),
        example(
            "旧证过期后已换新证",
            "an expired card that was renewed",
            **family("肢体二级"),
            disability=card(valid_to=date(2020, 1, 1)) + card(valid_to=date(2030, 1, 1)),
        ),
        example("名单写明没有残疾", "no disability is claimed", **family("无"), disability=[]),
        example(
            "是未计入保障的成员", "somebody who is not counted", **family("肢体二级", counted=False), disability=[]
        ),
    ),
)
