"""ID and card numbers that pass every check and belong to nobody."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from mingbai.simulation.sizes import NUMBER_PREFIXES, number_prefix

Ints = NDArray[np.int64]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
CHECKS = "10X98765432"
DOUBLED_DIGIT = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # Luhn: twice a digit, its own digits added
DOUBLED = np.array(DOUBLED_DIGIT, dtype=np.int64)
CARD_BODY = 629_999 * 10**12  # no bank issues cards that begin 629999
SHARE_OF_SEQUENCE = 330  # three counties share one address code: each owns a third of a day's sequence numbers
CRAFTED_FROM = 230  # within that third: below for the crowd, from here for the planted cases


def check_index(bodies: Ints) -> Ints:
    """Return for 17-digit bodies the position of the check character in `CHECKS`."""
    total = np.zeros(len(bodies), dtype=np.int64)
    rest = bodies.copy()
    for weight in reversed(WEIGHTS):
        higher = rest // 10
        total += (rest - higher * 10) * weight
        rest = higher
    return total % 11


def id_bodies(county: int, born: Ints, male: NDArray[np.bool_]) -> Ints:
    """Return one distinct 17-digit body a person; `born` is yyyymmdd. Odd sequence numbers are men's."""
    slot = born * 2 + male
    order = np.argsort(slot, kind="stable")
    ranked = slot[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
    within = np.arange(len(slot)) - np.repeat(starts, np.diff(np.r_[starts, len(slot)]))
    count = np.empty(len(slot), dtype=np.int64)
    count[order] = within
    assert 2 * int(within.max(initial=0)) + 1 < CRAFTED_FROM, "more people born on one day than numbers"
    base = (county // NUMBER_PREFIXES) * SHARE_OF_SEQUENCE
    return number_prefix(county) * 10**11 + born * 1000 + base + 2 * count + male


def id_number(body: int) -> str:
    """Return the 18 characters of one body."""
    text = f"{body:017d}"
    return text + CHECKS[sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=True)) % 11]


def crafted_id(county: int, born_on: date, male: bool, count: int) -> str:
    """Return the ID number of the count-th planted person of that day and sex."""
    sequence = CRAFTED_FROM + 2 * count + male
    assert sequence < SHARE_OF_SEQUENCE, "more planted people born on one day than numbers"
    base = (county // NUMBER_PREFIXES) * SHARE_OF_SEQUENCE
    return id_number((number_prefix(county) * 10**8 + int(f"{born_on:%Y%m%d}")) * 1000 + base + sequence)


def card_numbers(county: int, bank: Ints, number: Ints) -> Ints:
    """Return 19-digit card numbers with a valid Luhn digit; `bank` is 0 to 9, `number` below ten million."""
    bodies = CARD_BODY + county * 10**8 + bank * 10**7 + number
    total = np.zeros(len(bodies), dtype=np.int64)
    rest = bodies.copy()
    for place in range(18):
        higher = rest // 10
        digit = rest - higher * 10
        total += DOUBLED[digit] if place % 2 == 0 else digit
        rest = higher
    return bodies * 10 + (-total) % 10


def card_number(county: int, bank: int, number: int) -> str:
    """Return one such card number as text."""
    body = str(CARD_BODY + county * 10**8 + bank * 10**7 + number)
    total = sum(DOUBLED_DIGIT[int(digit)] if place % 2 else int(digit) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"
