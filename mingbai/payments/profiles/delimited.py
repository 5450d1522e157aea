"""通用代发清单: a list with a delimiter, totals above and below; nothing in it that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterator, Sequence

from mingbai.payments.profiles.fields import OF_FILE, OF_PAYMENT
from mingbai.payments.profiles.initiation import Initiation

Columns = Sequence[tuple[str, str]]  # heading and field


def rows(one: Initiation, header: Columns, payment: Columns, trailer: Columns) -> Iterator[list[str]]:
    """Yield the rows: headings and values of the file, headings, the payments, headings and values of the totals."""
    yield from _block(one, header)
    yield [heading for heading, _ in payment]
    taken = [OF_PAYMENT[field] for _, field in payment]
    for number, transfer in enumerate(one.transfers, 1):
        yield [take(number, transfer) for take in taken]
    yield from _block(one, trailer)


def written(
    one: Initiation, *, header: Columns, payment: Columns, trailer: Columns, delimiter: str, encoding: str
) -> bytes:
    """Return the list in the bank's encoding; raises UnicodeEncodeError rather than write another character."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows(one, header, payment, trailer))
    return text.getvalue().encode(encoding)


def _block(one: Initiation, columns: Columns) -> Iterator[list[str]]:
    if columns:
        yield [heading for heading, _ in columns]
        yield [OF_FILE[field](one) for _, field in columns]
