"""What the bank says it paid, as the list that rules after payment read."""

from typing import Any

import pyarrow as pa
from django.db import connection

from mingbai.evidence.installation import installed_ring
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import Place, opened
from mingbai.people.queries import opened_accounts, opened_numbers

ENTRIES = """
SELECT entry.reference, coalesce(payment.month, entry.month, entry.counts_in),
    coalesce(payment.programme, nullif(entry.programme, '')), payment.payee_id, entry.name, payment.account_id,
    entry.account_index = account.number_index, entry.account_sealed, entry.id, entry.amount_fen, entry.paid_on,
    entry.status, entry.reason, entry.purpose
FROM receipts_entry AS entry
LEFT JOIN payments_payment AS payment ON payment.id = entry.payment_id
LEFT JOIN people_account AS account ON account.id = payment.account_id
WHERE entry.state <> 'repeated' AND entry.status IN ('paid', 'failed', 'returned') AND entry.amount_fen IS NOT NULL
    AND coalesce(payment.month, entry.month, entry.counts_in) = %s
    AND starts_with(coalesce(payment.region, entry.region), %s)
ORDER BY entry.reference, entry.id
"""
COLUMNS = (
    ("bank_ref", pa.string()), ("month", pa.date32()), ("programme", pa.string()), ("payee_id", pa.string()),
    ("payee_name", pa.string()), ("account_no", pa.string()), ("amount_fen", pa.int64()), ("paid_on", pa.date32()),
    ("status", pa.string()), ("reason", pa.string()), ("purpose", pa.string()), ("returned_on", pa.date32()),
)  # fmt: skip


def payments(region: Region, month: Month) -> pa.Table:
    """
    Return what the bank told of a division's month, each entry once; ID and account numbers stand in full.

    Whoever freezes it logs the snapshot.
    """
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, [month.first_on, region.code])
        rows = cursor.fetchall()
    numbers = opened_numbers({row[3] for row in rows if row[3]})
    accounts = opened_accounts({row[5] for row in rows if row[5] and row[6]})
    said = [_said(row, numbers, accounts) for row in rows]
    columns = [list(column) for column in zip(*said, strict=True)] if said else [[] for _ in COLUMNS]
    return pa.table({name: pa.array(columns[place], kind) for place, (name, kind) in enumerate(COLUMNS)})


def _said(row: tuple[Any, ...], numbers: dict[int, str], accounts: dict[int, str]) -> tuple[Any, ...]:
    """Return an entry's columns; its account is opened from the payment it answers, else from the entry itself."""
    reference, month, programme, payee, name, account, is_same, sealed, key, fen, on, status, reason, purpose = row
    number = accounts.get(account) if is_same else _account(sealed, key)
    returned_on = on if status == "returned" else None
    return (
        reference, month, programme, numbers.get(payee), name, number, fen, on, status, reason or None,
        purpose or None, returned_on,
    )  # fmt: skip


def _account(sealed: Any, key: Any) -> str | None:
    if sealed is None:
        return None
    return opened(installed_ring(), Place("receipts_entry", "account_sealed", str(key)), bytes(sealed))
