"""Examples for the regional studies: a county of twelve townships, month by month, made line by line."""

from collections.abc import Callable
from datetime import date

from mingbai.rules.rule import Example, Row, example

TOWNSHIPS = tuple(f"9999010{number:02d}" for number in range(1, 13))
ODD = TOWNSHIPS[4]
MONTHS = tuple(date(2025 + (9 + place) // 12, (9 + place) % 12 + 1, 1) for place in range(13))  # 2025-10 … 2026-10
LINES = 120  # a township


def rosters(lines: Callable[[str, int], range], amount_fen: Callable[[str, int], int] = lambda *_: 40_000) -> Example:
    """Return an example in which a township has, in month number 0 to 12, the households `lines` gives."""
    rows: list[Row] = [
        {
            "month": MONTHS[place], "region_code": f"{township}001", "household_id": f"{township}-{household}",
            "payee_id": household % 999 + 1, "amount_fen": amount_fen(township, place),
            "account_no": f"62{household:017d}", "member_count": 2,
        }
        for township in TOWNSHIPS
        for place in range(len(MONTHS))
        for household in lines(township, place)
    ]  # fmt: skip
    now = [row for row in rows if row["month"] == MONTHS[-1]]
    return example("", "", roster=now, previous_roster=[row for row in rows if row["month"] != MONTHS[-1]])


def usual(township: str, place: int) -> range:
    """Return the households of an ordinary township: one or two come and one or two go each month."""
    seed = int(township[-2:])
    gone = sum(1 + (seed * 7 + month * 5) % 2 for month in range(place))
    come = sum(1 + (seed * 3 + month * 11) % 2 for month in range(place))
    return range(gone, LINES + come)


def retold(story: str, story_en: str, case: Example, *finds: str) -> Example:
    """Return the same rows under a story, with what must be found."""
    return Example(story, story_en, finds, case.tables, None)


def sudden(township: str, place: int) -> range:
    """Return the households where one township suddenly takes in sixty in the last month."""
    households = usual(township, place)
    return range(households.start, households.stop + (60 if township == ODD and place == len(MONTHS) - 1 else 0))


def still(township: str, place: int) -> range:
    """Return the households where in one township nobody has come or gone for a year."""
    return range(LINES) if township == ODD else usual(township, place)


USUAL = retold("各乡镇只有正常的新增和退出", "twelve townships with ordinary comings and goings", rosters(usual))
SUDDEN = retold("一个乡镇一个月新增60户", "one township takes in sixty families in a month", rosters(sudden), ODD)
PEOPLE: list[Row] = [{"region_code": f"{township}000", "population": 12_000} for township in TOWNSHIPS]
COUNTED = Example(
    "一个乡镇一个月新增60户，另有人口数可以对照",
    "one township takes in sixty families, and a list says how many people live in each",
    (ODD,),
    {**SUDDEN.tables, "population": PEOPLE},
    None,
)
STILL = retold(
    "一个乡镇一年来无人新增、无人退出", "in one township nobody comes and nobody goes for a year", rosters(still), ODD
)
RICHER = retold(
    "一个乡镇人均金额涨了一半，别处都只涨一成",
    "the average rises by half in one township, by a tenth elsewhere",
    rosters(usual, lambda township, place: 40_000 if place < 12 else 60_000 if township == ODD else 44_000),
    ODD,
)


def cases(single: Callable[[str], int]) -> Example:
    """Return approvals of which, in each township, so many of a hundred are single cases."""
    rows: list[Row] = [
        {
            "region_code": f"{township}001", "household_id": f"{township}-{household}", "head_id": household + 1,
            "case_kind": "single" if household < single(township) else "whole", "priority_member_count": 0,
        }
        for township in TOWNSHIPS
        for household in range(100)
    ]  # fmt: skip
    return example("", "", approvals=rows)


MOSTLY_SINGLE = retold(
    "一个乡镇一半是单人户，别处约一成",
    "half of one township's cases are single, a tenth elsewhere",
    cases(lambda township: 50 if township == ODD else 8 + int(township[-2:]) % 5),
    ODD,
)
EVENLY_TOPPED_UP = retold(
    "各乡镇的单人户都在一成左右",
    "about a tenth are single cases everywhere",
    cases(lambda township: 8 + int(township[-2:]) % 5),
)
