"""Integer columns as the text people write: looked up or put together in bulk, never row by row."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingbai.kernel.month import Month
from mingbai.simulation.people.numbers import Ints

BLOCK = 10_000  # digits are written four at a time
FOUR = np.frombuffer("".join(f"{n:04d}" for n in range(BLOCK)).encode(), np.uint8).reshape(BLOCK, 4)
CHECK_BYTES = np.frombuffer(b"10X98765432", np.uint8)
YUAN_KNOWN = 400_000  # amounts below this many yuan are looked up in one table
FIRST_DAY = np.datetime64("1970-01-01")


def strings(letters: np.ndarray) -> pa.Array:
    """Return rows of bytes (rows, width) as strings."""
    rows, width = letters.shape
    offsets = np.arange(rows + 1, dtype=np.int32) * width
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(letters)))


def digit_bytes(values: Ints, width: int) -> np.ndarray:
    """Return non-negative whole numbers as rows of digits, zeros first."""
    blocks = -(-width // 4)
    letters = np.empty((len(values), blocks * 4), np.uint8)
    rest = values
    for block in range(blocks - 1, -1, -1):
        higher = rest // BLOCK  # numpy divides by a constant far faster than it takes both parts at once
        letters[:, block * 4 : block * 4 + 4] = FOUR[rest - higher * BLOCK]
        rest = higher
    return letters[:, blocks * 4 - width :]


def digits(values: Ints, width: int, before: str = "") -> pa.Array:
    """Return whole numbers as text of that many digits, after a constant word of ASCII letters."""
    body = digit_bytes(values, width)
    if not before:
        return strings(body)
    start = np.broadcast_to(np.frombuffer(before.encode(), np.uint8), (len(values), len(before)))
    return strings(np.hstack([start, body]))


def id_numbers(body: Ints, check: Ints) -> pa.Array:
    """Return ID numbers with their check characters."""
    return strings(np.hstack([digit_bytes(body, 17), CHECK_BYTES[check][:, None]]))


@cache
def _cents() -> pa.Array:
    return pa.array([f".{n:02d}" for n in range(100)])


@cache
def _yuan() -> pa.Array:
    return pa.array([str(n) for n in range(YUAN_KNOWN)])


def money(fen: Ints) -> pa.Array:
    """Return amounts in yuan with two decimals; negative means unknown and stays empty."""
    unknown = fen < 0
    yuan, cents = np.divmod(np.where(unknown, 0, fen), 100)
    text = pc.binary_join_element_wise(_yuan().take(pa.array(yuan)), _cents().take(pa.array(cents)), "")
    return pc.if_else(pa.array(unknown), None, text) if unknown.any() else text


def looked_up(words: Sequence[str], position: Ints) -> pa.Array:
    """Return the word at each position; a negative position stays empty."""
    if len(position) and position.min() >= 0:
        return pa.array(words, pa.string()).take(pa.array(position))
    return pa.array(words, pa.string()).take(pa.array(position, mask=position < 0))


def constant(word: str | None, rows: int) -> pa.Array:
    """Return one word in every row."""
    return pa.repeat(pa.scalar(word, pa.string()), rows)


def counts(values: Ints) -> pa.Array:
    """Return whole numbers as text."""
    return pc.cast(pa.array(values), pa.string())


@cache
def _days(first: np.datetime64, last: np.datetime64) -> list[str]:
    return [str(day) for day in np.arange(first, last)]


def dates(days: Ints) -> pa.Array:
    """Return days since 1970 as ISO dates; negative stays empty."""
    return looked_up(_days(FIRST_DAY, np.datetime64("2040-01-01")), days)


def compact_dates(born: Ints) -> pa.Array:
    """Return yyyymmdd as ISO dates."""
    letters = digit_bytes(born, 8)
    dash = np.full((len(born), 1), ord("-"), np.uint8)
    return strings(np.hstack([letters[:, :4], dash, letters[:, 4:6], dash, letters[:, 6:]]))


def months_ago(month: Month, ago: Ints) -> pa.Array:
    """Return the month so many months before, written 2026-10; negative lies ahead."""
    back, ahead = int(ago.max(initial=0)), 24
    words = [str(month.plus(-n)) for n in range(-ahead, back + 1)]
    return pa.array(words).take(pa.array(ago + ahead))


def day_number(day: date) -> int:
    """Return days since 1970."""
    return (day - date(1970, 1, 1)).days
