"""The mistakes people make when they type a number or a name, one function for each."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from random import Random

from mingbai.kernel.identity import check_character, is_valid_id
from mingbai.kernel.names import split_name
from mingbai.kernel.names.variants import GROUPS

PRIVATE, BOX = "\ue863", "□"


def mistyped(number: str, random: Random) -> str:
    """Return the number with one digit wrong."""
    place = random.randrange(18)
    wrong = random.choice([digit for digit in "0123456789" if digit != number[place]])
    return number[:place] + wrong + number[place + 1 :]


def transposed(number: str, random: Random) -> str:
    """Return the number with two different neighbours swapped."""
    place = random.choice([place for place in range(16) if number[place] != number[place + 1]])
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def lost_digit(number: str, random: Random) -> str:
    """Return the number with one digit left out."""
    place = random.randrange(18)
    return number[:place] + number[place + 1 :]


def fifteen(number: str, random: Random) -> str:
    """Return the 15 digits of before 1999; a number of this century never had them and is written in full width."""
    return number[:6] + number[8:17] if number[6:8] == "19" else full_width(number, random)


def fifteen_mistyped(number: str, random: Random) -> str:
    """Return the 15 digits with one of the last nine wrong, which no check digit tells."""
    short = fifteen(number, random)
    if len(short) != 15 or not short.isascii():
        return mistyped(number, random)
    while True:
        place = random.randrange(6, 15)
        wrong = (
            short[:place]
            + random.choice([digit for digit in "0123456789" if digit != short[place]])
            + short[place + 1 :]
        )
        if is_valid_id(wrong):
            return wrong


def full_width(number: str, random: Random) -> str:
    """Return the same number in full width, with a small x or with a blank in it."""
    spelt = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    return random.choice(
        [spelt, number.lower() if number[-1] == "X" else f" {number}", f"{number[:6]} {number[6:14]} {number[14:]}"]
    )


def replaced(number: str, random: Random) -> str:
    """Return another valid number of the person: another sequence, often another place, seldom another birthday."""
    place = number[:6] if random.random() < 0.6 else f"{random.choice(('999', '998'))}{random.randrange(1000):03d}"
    born = number[6:14] if random.random() < 0.95 else other_birthday(number[6:14], random)
    while True:
        sequence = f"{random.randrange(500) * 2 + int(number[16]) % 2:03d}"
        if abs(int(sequence) - int(number[14:17])) > 20 or place != number[:6]:
            body = place + born + sequence
            return body + check_character(body)


def other_birthday(born: str, random: Random) -> str:
    """Return a birthday typed wrong: a day or a month beside it, day and month swapped, or a year more or less."""
    day = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    if day.day <= 12 and day.day != day.month and random.random() < 0.4:
        return f"{born[:4]}{born[6:]}{born[4:6]}"
    return f"{day + timedelta(days=random.choice((-365, -10, -1, 1, 10, 365))):%Y%m%d}"


NUMBER_MISTAKES: dict[str, Callable[[str, Random], str]] = {
    "typo": mistyped,
    "transposition": transposed,
    "15 digits": fifteen,
    "15 digits, typo": fifteen_mistyped,
    "x, full width": full_width,
    "lost digit": lost_digit,
    "replaced": replaced,
}


def homophone(name: str, random: Random) -> str:
    """Return the name with one character of the given name replaced by one that sounds the same."""
    surname, given = split_name(name)
    places = [place for place, character in enumerate(given) if character in sounds()]
    if not places:
        return name
    place = random.choice(places)
    other = random.choice(sounds()[given[place]])
    return surname + given[:place] + other + given[place + 1 :]


@cache
def sounds() -> dict[str, str]:
    """Return for each common character those that are read the same."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- its dictionary takes a while to load

    common = [
        bytes([high, low]).decode("gb2312")
        for high in range(0xB0, 0xD8)
        for low in range(0xA1, 0xFF)
        if (high, low) < (0xD7, 0xFA)
    ]
    by_sound: dict[str, str] = {}
    for character in common:
        by_sound[lazy_pinyin(character)[0]] = by_sound.get(lazy_pinyin(character)[0], "") + character
    return {one: group.replace(one, "") for group in by_sound.values() for one in group if len(group) > 1}


VARIANTS = {one: group.replace(one, "") for group in GROUPS.split() for one in group if len(group) > 1}


def variant(name: str, random: Random) -> str:
    """Return the name with one character in a variant form."""
    places = [place for place, character in enumerate(name) if character in VARIANTS]
    if not places:
        return homophone(name, random)
    place = random.choice(places)
    return name[:place] + random.choice(VARIANTS[name[place]]) + name[place + 1 :]


def unwritable(name: str, random: Random) -> str:
    """Return the name with a character the system could not write."""
    place = random.randrange(1, len(name))
    return name[:place] + random.choice((PRIVATE, BOX, "?", "??")) + name[place + 1 :]


def dotted(name: str, random: Random) -> str:
    """Return a · name without its dot or with another, a plain one with a blank in it."""
    return name.replace("·", random.choice(("", "•", "."))) if "·" in name else f"{name[0]} {name[1:]}"


def mistaken(name: str, random: Random) -> str:
    """Return the name with one character of the given name wrong altogether."""
    return name[:-1] + random.choice([one for one in "春生华英平明国秀" if one != name[-1]])


NAME_MISTAKES: dict[str, tuple[int, Callable[[str, Random], str]]] = {  # shares in ten thousand
    "homophone": (900, homophone),
    "variant": (600, variant),
    "unwritable": (400, unwritable),
    "dot or blank": (800, dotted),
    "wrong character": (20, mistaken),
}
