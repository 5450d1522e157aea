"""A header cell as people write it, brought down to the name of its column and the unit of its money."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# What may stand in brackets after a name without being part of it.
BRACKETS = re.compile(r"[(\[【〔<{]([^()\[\]【】〔〕<>{}]*)[)\]】〕>}]")
NOISE = re.compile(r"[\s\x00-\x1f\u200b-\u200f\ufeff*_\-·.、,;:。\"'“”#]+")
UNIT_WORDS = {
    "元": "元",
    "人民币元": "元",
    "万元": "万元",
    "分": "分",
    "yuan": "元",
    "rmb": "元",
    "cny": "元",
    "fen": "分",
}
STRANGE_UNITS = ("千元", "百元", "十万元", "百万元", "亿元", "美元", "usd", "万")
UNIT_AT_END = re.compile(r"/(万元|元|分)$")
LONGEST = 80  # characters; no header is longer


@dataclass(frozen=True)
class Heading:
    """A header cell: as written, its name with and without bracketed remarks, and its unit if it states one."""

    written: str
    name: str  # folded, bracketed unit taken off
    bare: str  # every bracketed remark taken off
    unit: str | None = None  # 元, 万元, 分, or a unit of money that is none of these


@lru_cache(maxsize=50_000)
def heading(text: str) -> Heading:
    """Return the header cell without blanks, line breaks, full-width forms, marks and a unit in brackets."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    unit = None
    for remark in BRACKETS.findall(folded):
        unit = unit or stated_unit(remark)
    without_unit = BRACKETS.sub(lambda found: "" if stated_unit(found[1]) else found[0], folded)
    at_end = UNIT_AT_END.search(_bare(without_unit))
    if at_end and unit is None:
        unit = at_end[1]
        without_unit = UNIT_AT_END.sub("", _bare(without_unit))
    return Heading(" ".join(text.split())[:LONGEST], _bare(without_unit), _bare(BRACKETS.sub("", without_unit)), unit)


def stated_unit(remark: str) -> str | None:
    """Return the unit of money a remark states, as 元, 万元 or 分 where it is one of these, or None."""
    word = _bare(remark).removeprefix("单位").removeprefix("人民币")
    word = re.split(r"[/每]", word, maxsplit=1)[0]
    if word in STRANGE_UNITS:
        return word
    return UNIT_WORDS.get(word)


def _bare(text: str) -> str:
    return NOISE.sub("", text)
