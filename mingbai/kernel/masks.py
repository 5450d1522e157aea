"""脱敏: names, ID numbers, accounts, phones and addresses as the public or another office may see them (R-1504)."""

import re
from enum import Enum

from mingbai.kernel.identity.number import clean
from mingbai.kernel.names.normal import DOT, normal_name
from mingbai.kernel.names.surnames import split_name

# Three things a reader must never mistake for each other: no data, a zero amount, a hidden value.
NO_DATA, ZERO, HIDDEN = "--", "0.00", "***"
STARS = "****"  # always four, so that the mask does not tell how long the value is

# The end of the village: what stands before the last of these is public, what follows is the family's door.
VILLAGE = re.compile(r".*(?:居委会|村委会|居民委员会|村民委员会|社区|嘎查|村|屯)")
TOWNSHIP = re.compile(r".*?(?:街道办事处|街道|镇|乡|苏木|农场|林场)")
MOBILE = re.compile(r"(?:\+?86)?(1[0-9]{10})")


class IdMask(Enum):
    """How much of an ID number stays: the characters kept at its head and tail."""

    HIGH = (1, 1)
    MIDDLE = (3, 3)
    DISCLOSURE = (4, 4)  # public lists
    LOW = (6, 4)  # inside the office, before a reveal that is logged


def mask_name(name: str) -> str:
    """
    Return the name with its middle hidden: 李*, 张*三, 赵**芳, 欧阳*, 欧阳*峰, 买买提·**.

    A surname, compound or not, is one unit and so is each part of a · name; first and
    last unit stay, of two only the first. Never more than two stars.
    """
    plain = normal_name(name)
    if not plain:
        return NO_DATA
    if DOT in plain:
        parts = plain.split(DOT)
        return DOT.join((parts[0], "**", parts[-1]) if len(parts) > 2 else (parts[0], "**"))
    surname, given = split_name(plain)
    if not given:
        return "*"
    return f"{surname}*" if len(given) == 1 else f"{surname}{'*' * min(len(given) - 1, 2)}{given[-1]}"


def mask_id(number: str, mask: IdMask = IdMask.DISCLOSURE) -> str:
    """Return the ID number with its middle hidden: 4123****1234; what is too short to hide part of is hidden whole."""
    head, tail = mask.value
    return _masked(clean(number), head, tail)


def mask_account(number: str) -> str:
    """Return the last four digits of an account: ****1234."""
    return _masked(clean(number), 0, 4)


def mask_phone(number: str) -> str:
    """Return a mobile number as 138****1234 and any other as its last four digits."""
    digits = clean(number).replace("(", "").replace(")", "")
    mobile = MOBILE.fullmatch(digits)
    return _masked(mobile[1], 3, 4) if mobile else _masked(digits, 0, 4)


def mask_address(address: str) -> str:
    """Return the address down to the village or community, else the township; nothing if it names neither."""
    plain = re.sub(r"\s+", "", address)
    if not plain:
        return NO_DATA
    found = VILLAGE.match(plain) or TOWNSHIP.match(plain)
    return found[0] if found else HIDDEN


def _masked(text: str, head: int, tail: int) -> str:
    if not text:
        return NO_DATA
    if len(text) < head + tail + len(STARS) // 2:
        return STARS
    return text[:head] + STARS + text[len(text) - tail :]
