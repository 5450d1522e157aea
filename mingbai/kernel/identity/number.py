"""One ID number: 17 digits and a check character; place of registration, birth, sequence (odd is male)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul
from typing import ClassVar

from mingbai.kernel.identity.damage import lost_digits
from mingbai.kernel.month import add_months
from mingbai.kernel.text import BLANKS, DASHES, QUOTES, folded, folds
from mingbai.kernel.unreadable import Reasons, Unreadable

CHECKS = "10X98765432"  # by the weighted sum modulo 11
WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))  # 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2
FIRST_YEAR, LAST_YEAR = 1880, 2099  # of birth
EIGHTEEN = re.compile(r"[1-9][0-9]{16}[0-9X]")
FIFTEEN = re.compile(r"[1-9][0-9]{14}")
# People type ×, Ⅹ or a Cyrillic Х where the number ends in X; the check character tells whether they meant it.
FOLDS = folds(to=dict.fromkeys("×ⅩⅹХхΧχ✕✖", "X"), dropped=BLANKS + DASHES + QUOTES)


class Sex(StrEnum):
    """As the sequence number tells it."""

    MALE = "男"
    FEMALE = "女"


class BadId(Unreadable):
    """An ID number that cannot be used; `reason` says which of these is wrong with it."""

    reasons: ClassVar[Reasons] = {
        "missing": ("身份证号为空或未填写，请补录。", "The ID number is missing: please enter it."),
        "masked": (
            "身份证号“{text}”已脱敏，请提供完整号码。",
            "The ID number “{text}” is masked: please supply it in full.",
        ),
        "scientific": (
            "身份证号“{text}”被电子表格存成科学计数法，末位已丢失，请将该列设为文本后从原始资料重新填写。",
            "A spreadsheet stored the ID number “{text}” in scientific notation and lost its last digits: "
            "format the column as text and enter it again from the source.",
        ),
        "rounded": (
            "身份证号“{text}”被电子表格按数值取整，后三位已丢失，请将该列设为文本后从原始资料重新填写。",
            "A spreadsheet rounded the ID number “{text}” and lost its last three digits: "
            "format the column as text and enter it again from the source.",
        ),
        "length": (
            "身份证号“{text}”既不是18位也不是15位，请核对是否漏填或多填。",
            "The ID number “{text}” has neither 18 nor 15 characters: check for missing or extra ones.",
        ),
        "characters": (
            "身份证号“{text}”含有不该出现的字符，除末位可为X外只能是数字，首位不为0。",
            "The ID number “{text}” has a wrong character: only digits, not 0 first, and perhaps an X last.",
        ),
        "date": (
            "身份证号“{text}”中的出生日期不存在，请核对第7至14位。",
            "The ID number “{text}” holds an impossible date of birth: check characters 7 to 14.",
        ),
        "check": (
            "身份证号“{text}”的校验码不符，至少有一位填错，请对照证件核对。",
            "The check character of the ID number “{text}” is wrong, so some digit is: compare it with the card.",
        ),
    }


@dataclass(frozen=True, order=True, slots=True)
class IdNumber:
    """A valid number in 18 characters; `was_15` remembers that it came in the 15 digits used until 1999."""

    text: str
    was_15: bool = False

    @property
    def region_code(self) -> str:
        """Return the 6-digit code of the county that first registered the person; it may be long retired."""
        return self.text[:6]

    @property
    def born_on(self) -> date:
        """Return the date of birth."""
        return _birth(self.text)

    @property
    def sex(self) -> Sex:
        """Return the sex by the 17th digit: odd is male."""
        return Sex.MALE if int(self.text[16]) % 2 else Sex.FEMALE

    @property
    def alias_15(self) -> str | None:
        """Return the 15-digit form older files carry; None if born outside 1900-1999."""
        return self.text[:6] + self.text[8:17] if self.text[6:8] == "19" else None

    def age_on(self, day: date) -> int:
        """Return the age in completed years; one born on 29 February completes a year on the 28th."""
        years = day.year - self.born_on.year
        return years if add_months(self.born_on, 12 * years) <= day else years - 1


def clean(text: str) -> str:
    """
    Return the number as typed, without blanks, quotes and dashes, in half-width capitals.

    This is NFKC for every character that an ID number can hold. `clean_sql` says the same in SQL.
    """
    return folded(text, FOLDS)


def upgraded(text: str) -> str:
    """Return a cleaned 15-digit number with a possible date as its 18 characters, anything else unchanged."""
    if not FIFTEEN.fullmatch(text):
        return text
    body = f"{text[:6]}19{text[6:]}"
    return body + check_character(body) if _has_birth(body) else text


def parse_id(text: str, *, from_number: bool = False) -> IdNumber:
    """
    Return the valid ID number in the text, or raise BadId saying what is wrong (GB 11643).

    The region prefix need not be known: retired codes and the never-issued 999999 of
    simulated people are fine. `from_number`: the text was a numeric cell, which keeps 15 digits only.
    """
    cleaned = clean(text)
    if reason := _fault(cleaned, from_number):
        raise BadId(reason, text)
    return IdNumber(upgraded(cleaned), was_15=len(cleaned) == 15)


def is_valid_id(text: str) -> bool:
    """Return whether the text holds a valid ID number."""
    return _fault(clean(text)) is None


def check_character(body: str) -> str:
    """Return the check character of 17 digits (ISO 7064 MOD 11-2)."""
    assert len(body) == len(WEIGHTS)
    return CHECKS[sum(map(mul, WEIGHTS, map(int, body))) % 11]


def _fault(cleaned: str, from_number: bool = False) -> str | None:
    """Return the reason why a cleaned number is not valid, or None."""
    if not from_number and len(cleaned) == 18 and _malformed(cleaned) is None:
        return None  # nearly every number; what was masked, spoilt or made up of one digit has no such form
    lost = lost_digits(cleaned, from_number)
    if lost and (from_number or lost != "rounded"):
        return lost
    malformed = _malformed(cleaned)
    return malformed and (lost or malformed)  # a valid number may end in 000 by chance


def _malformed(cleaned: str) -> str | None:
    if len(cleaned) not in (15, 18):
        return "length"
    if not (EIGHTEEN.fullmatch(cleaned) or FIFTEEN.fullmatch(cleaned)):
        return "characters"
    full = cleaned if len(cleaned) == 18 else f"{cleaned[:6]}19{cleaned[6:]}"
    if not _has_birth(full):
        return "date"
    return "check" if len(full) == 18 and check_character(full[:17]) != full[17] else None


def _birth(body: str) -> date:
    return date(int(body[6:10]), int(body[10:12]), int(body[12:14]))


def _has_birth(body: str) -> bool:
    try:
        return FIRST_YEAR <= _birth(body).year <= LAST_YEAR
    except ValueError:
        return False
