"""Names a payment and a file bear at the bank: the same every time, 35 characters at most, and of nobody's person."""

from collections.abc import Iterable
from hashlib import sha256

from mingbai.kernel.month import Month

LONGEST = 35  # Max35Text of ISO 20022
MOST_ATTEMPTS = 99
COUNTY_DIGITS = 6


def end_to_end_id(region: str, month: Month, number: int, attempt: int, *, urgent: bool = False) -> str:
    """Return the EndToEndId of an attempt to pay a roster's line (or an urgent grant): 370830202610L4711A1."""
    assert number > 0
    assert 0 < attempt <= MOST_ATTEMPTS
    name = f"{_place(region)}{month.year}{month.month:02}{'U' if urgent else 'L'}{number}A{attempt}"
    assert len(name) <= LONGEST
    return name


def message_id(region: str, month: Month, profile: str, roster: bytes, payments: Iterable[tuple[str, int, int]]) -> str:
    """
    Return the MsgId of a file: it follows from the roster's digest and (EndToEndId, account's id, fen) of its payments.

    Ids of accounts stand for their numbers, which no digest gives away.
    """
    digest = sha256(b"mingbai/file/1\n" + profile.encode() + b"\n" + roster)
    for one in payments:
        digest.update("\n{}|{}|{}".format(*one).encode())
    return f"{_place(region)}{month.year}{month.month:02}F{digest.hexdigest()[:20]}"


def _place(region: str) -> str:
    return region[:COUNTY_DIGITS].ljust(COUNTY_DIGITS, "0")
