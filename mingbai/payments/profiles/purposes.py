"""发放名目: how a payment is called on a bank statement: a listed name, its month, why it comes now (R-715)."""

import re
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache

from mingbai.kernel.month import Month


class Occasion(StrEnum):
    """Why a payment is made, as its name on the statement ends."""

    REGULAR = ""
    ARREARS = "补发"
    AGAIN = "退汇重发"
    URGENT = "先行救助"


def remittance(purpose: str, month: Month, occasion: Occasion = Occasion.REGULAR) -> str:
    """Return what the family reads on its statement: 农村低保金2026年10月补发."""
    return f"{purpose}{month.year}年{month.month}月{occasion.value}"


def is_controlled(text: str, purposes: Collection[str]) -> bool:
    """Return whether a bank memo is made of one of the listed purposes and nothing else."""
    return _controlled(frozenset(purposes)).fullmatch(text) is not None


@lru_cache(64)
def _controlled(purposes: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(purposes)))
    return re.compile(rf"(?:{names})\d{{4}}年(?:[1-9]|1[0-2])月(?:{'|'.join(Occasion)})?", re.ASCII)
