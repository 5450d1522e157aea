"""Short codes of pages: what stands on a print or an export, and leads back to the rows it showed."""

import re
from hashlib import sha256

from mingbai.access.models import Printed

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U, which are read and typed for others
READ_AS = str.maketrans("ILO", "110")
LENGTH, HALF = 10, 5
SPACES = re.compile(r"[\s-]")
TRIES = 8  # other codes for an address whose first belongs to another: one in 2**45


def printed_code(address: str) -> str:
    """Return the code of a page's address, kept with it: 7K2Q9-4DAXM; the same address always has the same code."""
    for again in range(TRIES):
        code = _code(f"{address}#{again}" if again else address)
        Printed.objects.bulk_create([Printed(code=code, address=address)], ignore_conflicts=True)
        if Printed.objects.filter(code=code, address=address).exists():
            return f"{code[:HALF]}-{code[HALF:]}"
    raise AssertionError("codes of 45 bits have run out")


def address_printed(text: str) -> str | None:
    """Return the address that a code stands for, however it was typed; None for what is no code, or no code of ours."""
    code = SPACES.sub("", text).upper().translate(READ_AS)
    if len(code) != LENGTH or not set(code) <= set(DIGITS) or _check(code[:-1]) != code[-1]:
        return None
    return Printed.objects.filter(code=code).values_list("address", flat=True).first()


def _code(text: str) -> str:
    number = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    code = "".join(DIGITS[number >> 5 * place & 31] for place in range(LENGTH - 1))
    return code + _check(code)


def _check(code: str) -> str:
    """Return the digit that tells one wrong digit, and most pairs of changed places."""
    return DIGITS[sum((2 * place + 1) * DIGITS.index(digit) for place, digit in enumerate(code)) % 32]
