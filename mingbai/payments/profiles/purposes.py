"""发放名目: the controlled names a payment may have on a bank statement, and no others (R-715)."""

import re
from collections.abc import Mapping
from enum import StrEnum

from mingbai.kernel.month import Month
from mingbai.law import cite
from mingbai.payments.profiles.refused import Refused

ARTICLE = cite("JN-2020-21#2.3")

PURPOSES: Mapping[str, str] = {
    "dibao_urban": "城市低保金",
    "dibao_rural": "农村低保金",
    "tekun_urban": "城市特困供养金",
    "tekun_rural": "农村特困供养金",
    "linshi": "临时救助金",
    "bianyuan": "低保边缘补助",
    "gangxing": "刚性支出困难补助",
    "living_disabled": "困难残疾人生活补贴",
    "care_disabled": "重度残疾人护理补贴",
    "orphan": "孤儿基本生活费",
    "unsupported_child": "事实无人抚养儿童生活费",
    "old_age": "高龄津贴",
}


class Occasion(StrEnum):
    """Why a payment is made, as its name on the statement ends."""

    REGULAR = ""
    ARREARS = "补发"
    AGAIN = "退汇重发"
    URGENT = "先行救助"


CONTROLLED = re.compile(
    rf"(?:{'|'.join(map(re.escape, PURPOSES.values()))})\d{{4}}年(?:[1-9]|1[0-2])月(?:{'|'.join(Occasion)})?", re.ASCII
)


class UnknownPurpose(Refused):
    """A programme that has no name on the list."""


def purpose(programme: str, month: Month, occasion: Occasion = Occasion.REGULAR) -> str:
    """Return what the family reads on its statement: 农村低保金2026年10月补发. Raise UnknownPurpose."""
    name = PURPOSES.get(programme)
    if name is None:
        raise UnknownPurpose(
            f"“{programme}”不在发放名目清单内,不能发放;可用名目:{'、'.join(PURPOSES.values())}。",
            f"“{programme}” has no name on the list of payment purposes: one of {', '.join(PURPOSES)}.",
        )
    return f"{name}{month.year}年{month.month}月{occasion.value}"


def is_controlled(text: str) -> bool:
    """Return whether a bank memo is one of the names on the list."""
    return CONTROLLED.fullmatch(text) is not None
