"""Fills the sentences of rules: money in yuan, dates and months as people write them, codes in words."""

from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Any

from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.money import show_yuan

PROGRAMMES_EN = {
    "dibao_urban": "urban dibao", "dibao_rural": "rural dibao", "tekun_urban": "urban tekun",
    "tekun_rural": "rural tekun", "linshi": "temporary relief", "bianyuan": "dibao-edge family",
    "gangxing": "rigid-expenditure hardship", "living_disabled": "living subsidy for the disabled",
    "care_disabled": "care subsidy for the severely disabled", "orphan": "orphan allowance",
    "unsupported_child": "allowance for unsupported children", "old_age": "old-age allowance",
}  # fmt: skip
DOUBT = {
    "A": ("", ""),
    "B": ("（身份信息有出入，请先核实是否本人）", " (identity data differ: first verify that it is the same person)"),
    "C": ("（仅为疑似，请核实是否本人）", " (only a possible match: please verify that it is the same person)"),
}
NOTHING = "--"


class Speaker(Formatter):
    """A formatter that writes each value the way its name asks for."""

    def __init__(self, language: str) -> None:
        self.language = language

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002 -- the base's own
        """Return the value of a name, in words."""
        return self.word(str(key), kwargs[str(key)])

    def word(self, name: str, value: Any) -> str:
        """Return one value in words."""
        chinese = self.language == "zh"
        if value is None or value == "":
            return NOTHING
        if name.endswith("_fen"):
            return f"{show_yuan(value)}元" if chinese else f"{show_yuan(value)} yuan"
        if isinstance(value, date):
            if name in ("month", "valid_from", "grace_until") or name.endswith("_month"):
                return f"{value.year}年{value.month}月" if chinese else f"{value:%Y-%m}"
            return f"{value.year}年{value.month}月{value.day}日" if chinese else value.isoformat()
        if name.endswith("programme") or name.endswith("programmes"):
            return programme_names(str(value), self.language)
        return str(value)


SPEAKERS = {language: Speaker(language) for language in ("zh", "en")}


def said(sentence: str, values: Mapping[str, Any], language: str, tier: str = "A") -> str:
    """Return a rule's sentence with its values, and what must be verified first where the match is not sure."""
    return SPEAKERS[language].vformat(sentence, (), values) + DOUBT[tier][language == "en"]


def programme_names(codes: str, language: str) -> str:
    """Return one or several programme codes (joined by +) in words; a code nobody knows stays itself."""
    chinese = language == "zh"
    names = [
        PROGRAMMES.get(code, (code,))[0] if chinese else PROGRAMMES_EN.get(code, code) for code in codes.split("+")
    ]
    return ("、" if chinese else ", ").join(names)
