"""What a mistyped ID number may have been: one edit away, valid, and in agreement with what else is known."""

from collections.abc import Iterator
from datetime import date

from mingbai.kernel.identity.number import IdNumber, Sex, clean, is_valid_id

DIGITS = "0123456789"


def repair_candidates(text: str, born_on: date | None = None, sex: Sex | None = None) -> tuple[IdNumber, ...]:
    """
    Return the valid numbers one wrong, missing, extra or swapped digit away, in order.

    Those that contradict a known date of birth or sex are left out. Empty when the
    number is valid as it stands. A candidate is a hint for a person: a repaired
    number never identifies anybody by itself (match tier B at best).
    """
    number = clean(text[:40])
    if not 17 <= len(number) <= 19 or is_valid_id(number):
        return ()
    candidates = (IdNumber(edited) for edited in sorted(set(_edits(number))) if is_valid_id(edited))
    return tuple(
        candidate
        for candidate in candidates
        if (born_on is None or candidate.born_on == born_on) and (sex is None or candidate.sex is sex)
    )


def _edits(number: str) -> Iterator[str]:
    """Yield every 18-character text one edit away."""
    for place in range(len(number) + 1):
        head, tail = number[:place], number[place:]
        alphabet = DIGITS + "X" if place >= 17 else DIGITS
        if len(number) == 17:
            yield from (head + digit + tail for digit in alphabet)
        elif tail and len(number) == 19:
            yield head + tail[1:]
        elif tail:
            yield from (head + digit + tail[1:] for digit in alphabet)
            yield head + tail[1:2] + tail[:1] + tail[2:]
