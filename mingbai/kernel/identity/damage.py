"""What a spreadsheet or a mask did to a number: digits that are gone and cannot be guessed back."""

import re

SIGNIFICANT_DIGITS = 15  # all that a numeric cell keeps
SCIENTIFIC = re.compile(r"\d+(?:\.\d*)?E\+?\d+", re.ASCII)
PLAIN = re.compile(r"[0-9]+")
MASK = re.compile(r"\*|XX|…")


def spreadsheet_damage(text: str, from_number: bool = False) -> str | None:
    """
    Return how a spreadsheet damaged a long number, or None: `scientific` (1.10105E+17) or `rounded`.

    A numeric cell keeps 15 digits, so any longer number from one is rounded, whatever
    digits stand there now. From text, only 18 digits ending in 000 tell: no sequence
    number and check digit both end so unless by chance, which the caller's check decides.
    """
    text = text.strip().upper()
    if SCIENTIFIC.fullmatch(text):
        return "scientific"
    digits = re.sub(r"\.0*$", "", text)
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        return None
    if from_number and len(digits) > SIGNIFICANT_DIGITS:
        return "rounded"
    return "rounded" if len(digits) == 18 and digits.endswith("000") else None


def is_masked(text: str) -> bool:
    """Return whether part of the number was hidden on purpose: 4123****1234, 412301XXXXXXXX1234."""
    return MASK.search(text) is not None


def is_blank(text: str) -> bool:
    """Return whether the text names nobody: empty, without a digit (无, 不详), or one digit all along (000000)."""
    return re.search(r"[0-9]", text) is None or text.count(text[0]) == len(text)


def lost_digits(number: str, from_number: bool = False) -> str | None:
    """Return why the cleaned number cannot tell one holder from another: blank, masked or damaged; or None."""
    if PLAIN.fullmatch(number) and not from_number and len(number) != 18 and number.count(number[0]) != len(number):
        return None  # nearly every account
    if is_blank(number):
        return "missing"
    return "masked" if is_masked(number) else spreadsheet_damage(number, from_number)
