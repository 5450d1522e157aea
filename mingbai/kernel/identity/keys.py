"""The join key of a person: one 64-bit integer, the same from every spelling of the same number."""

from mingbai.kernel.digest import negative_key
from mingbai.kernel.identity.damage import lost_digits
from mingbai.kernel.identity.number import BadId, clean, is_valid_id, upgraded


def person_key(text: str) -> int:
    """
    Return the key of an ID number: its first 17 digits times 11 plus the check character's value (X is 10).

    A malformed number gets a stable negative key, so that it still meets itself in
    another list. What identifies nobody has no key and raises BadId, where
    `person_key_sql` gives NULL: a missing or masked number, or one that a
    spreadsheet rounded, would meet every other one spoilt alike.
    """
    cleaned = clean(text)
    number = upgraded(cleaned)
    if is_valid_id(number):
        return int(number[:17]) * 11 + "0123456789X".index(number[17])
    if reason := lost_digits(number):
        raise BadId(reason, text)
    return negative_key(number)
