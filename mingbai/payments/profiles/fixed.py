"""定长文件: each field so many bytes in the bank's encoding, never cut; zeros before numbers, blanks after texts."""

from collections.abc import Callable, Iterator, Sequence

from mingbai.payments.profiles.fields import NUMBERS, OF_FILE, OF_PAYMENT
from mingbai.payments.profiles.initiation import CreditTransfer, Initiation
from mingbai.payments.profiles.refused import Fault

END = b"\r\n"
Fields = Sequence[tuple[str, int]]  # field and its bytes; "=H" is the text H
TITLES = {
    "creditor": ("户名", "name"),
    "debtor": ("付款户名", "debtor's name"),
    "remittance": ("用途", "memo"),
    "creditor_account": ("账号", "account number"),
}


def written(one: Initiation, *, header: Fields, payment: Fields, trailer: Fields, encoding: str) -> bytes:
    """Return the file; `too_wide` has found nothing in it."""
    lines = [_line(header, lambda field: OF_FILE[field](one), encoding)]
    lines += [_line(payment, _of(number, transfer), encoding) for number, transfer in enumerate(one.transfers, 1)]
    lines.append(_line(trailer, lambda field: OF_FILE[field](one), encoding))
    return END.join([*lines, b""])


def too_wide(one: Initiation, *, header: Fields, payment: Fields, trailer: Fields, encoding: str) -> Iterator[Fault]:
    """Yield what does not fit its field: the bank would cut it, and pay or print something else."""
    for field, width in (*header, *trailer):
        if not field.startswith("=") and len(OF_FILE[field](one).encode(encoding)) > width:
            yield _wide("", field, OF_FILE[field](one), width)
    checked = [(field, width, OF_PAYMENT[field]) for field, width in payment if not field.startswith("=")]
    for number, transfer in enumerate(one.transfers, 1):
        for field, width, take in checked:
            text = take(number, transfer)
            if 4 * len(text) > width and len(text.encode(encoding)) > width:  # no character has more than four bytes
                yield _wide(transfer.end_to_end_id, field, text, width)


def _wide(end_to_end_id: str, field: str, text: str, width: int) -> Fault:
    zh, en = TITLES.get(field, (field, field))
    said_zh, said_en = (
        f"{zh}“{text}”超过银行规定的{width}字节。",
        f"the {en} “{text}” exceeds the bank's {width} bytes.",
    )
    return Fault(end_to_end_id, said_zh, said_en)


def _of(number: int, transfer: CreditTransfer) -> Callable[[str], str]:
    return lambda field: OF_PAYMENT[field](number, transfer)


def _line(fields: Fields, take: Callable[[str], str], encoding: str) -> bytes:
    return b"".join(_padded(field, take, width, encoding) for field, width in fields)


def _padded(field: str, take: Callable[[str], str], width: int, encoding: str) -> bytes:
    if field.startswith("="):
        return field[1:].encode(encoding).ljust(width)
    raw = take(field).encode(encoding)
    assert len(raw) <= width, field
    return raw.rjust(width, b"0") if field in NUMBERS else raw.ljust(width)
