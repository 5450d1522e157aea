"""A bank's file delivered: whole or not at all, each entry once, however often and in whatever order it comes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from mingbai.evidence.actions import ahead, record_keys
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.cards import BadAccount
from mingbai.kernel.identity import BadId
from mingbai.kernel.month import Month
from mingbai.kernel.names import normal_name
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import KeyRing, Kind, blind_index, masked, sealer
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import acting, alone, ask, permit
from mingbai.receipts.models import Delivery, Statement
from mingbai.receipts.profiles import Entry, read_receipts
from mingbai.receipts.profiles import Statement as Told
from mingbai.receipts.refused import NoSuchBank, SaysSomethingElse
from mingbai.receipts.rows import relation
from mingbai.receipts.states import DELIVER

NAMESPACE = UUID("6d1e3a52-9a0e-5d0b-8d52-2f4b6a1f0c11")  # of entries; any constant will do
VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
LONGEST_NAME = 60  # of a bank
AT_ONCE = 16_384  # entries in one statement of SQL
TYPES = {  # column → its type, as entries are sent
    "id": "uuid", "reference": "text", "end_to_end_id": "text", "account_index": "bytea", "account_hint": "text",
    "account_sealed": "bytea", "payee_index": "bytea", "name": "text", "amount_fen": "bigint", "paid_on": "date",
    "status": "text", "reason": "text", "month": "date", "programme": "text", "purpose": "text",
}  # fmt: skip
# An entry keeps its payment's month open, or the month it names or was paid in where that lies not far back. What comes
# after a month was closed is dealt with in the next that is open. What the bank told before under another statement,
# the same to the letter, is set aside: one look at the index for each, however much was told before.
INSERT = f"""
WITH made AS (
    INSERT INTO receipts_entry (statement_id, region, bank, {", ".join(TYPES)}, payment_id, counts_in, state)
    SELECT %(statement)s, %(region)s, %(bank)s, told.*, payment.id,
        CASE WHEN said.month = ANY(%(closed)s::date[]) THEN %(open)s
            WHEN payment.id IS NULL AND said.month NOT BETWEEN %(open)s::date - interval '1 year' AND %(open)s
                THEN %(open)s
            ELSE said.month END,
        CASE WHEN told.status = 'accepted' THEN 'explained' WHEN before.is_same THEN 'repeated' ELSE 'unmatched' END
    FROM {{rows}} AS told
    LEFT JOIN payments_payment AS payment ON payment.end_to_end_id = told.end_to_end_id
    CROSS JOIN LATERAL (
        SELECT coalesce(payment.month, told.month, date_trunc('month', told.paid_on)::date, %(open)s::date) AS month
    ) AS said
    LEFT JOIN LATERAL (
        SELECT true AS is_same FROM receipts_entry AS before
        WHERE %(near)s AND before.reference = told.reference AND before.statement_id <> %(statement)s
            AND (before.bank, before.region) = (%(bank)s, %(region)s) AND before.state <> 'repeated'
            AND (before.status, before.amount_fen, before.account_index, before.end_to_end_id)
                IS NOT DISTINCT FROM (told.status, told.amount_fen, told.account_index, told.end_to_end_id)
        LIMIT 1
    ) AS before ON true
    RETURNING state
)
SELECT count(*), count(*) FILTER (WHERE state = 'repeated') FROM made
"""
# Whether the bank told any number before that lies among those it tells now; numbers mostly grow from day to day.
NEAR = "SELECT EXISTS (SELECT FROM receipts_entry WHERE reference BETWEEN %s AND %s AND (bank, region) = (%s, %s))"
Progress = Callable[[int, int], None]
CLOSED = "SELECT month FROM receipts_signature WHERE step = 'closed' AND starts_with(%s, region)"


@dataclass(frozen=True)
class Delivered:
    """What one statement brought."""

    id: int
    reference: str
    entries: int
    paid_fen: int
    repeated: int = 0
    is_known: bool = False  # it was delivered before, the same to the last byte

    @property
    def zh(self) -> str:
        """Return what it brought, in Chinese."""
        again = "，以前导入过，未重复计入" if self.is_known else ""
        return f"账单 {self.reference}：{self.entries} 笔，其中重复送达 {self.repeated} 笔{again}。"

    @property
    def en(self) -> str:
        """Return what it brought, in English."""
        again = ", delivered before: counted once" if self.is_known else ""
        return f"Statement {self.reference}: {self.entries} entries, {self.repeated} told before{again}."


def import_statement(
    *,
    path: Path,
    bank: str,
    region: Region,
    by: Actor,
    at: datetime,
    profile: str = "",
    progress: Progress = lambda _done, _of: None,
) -> list[Delivered]:
    """
    Deliver a file of the bank; return what each statement in it brought (R-717).

    The same file again changes nothing. Raise FileRefused for a file that is not whole, SaysSomethingElse for a
    number that said something else before. Nothing is booked by this: taking in is another person's (`match_month`).
    `progress` hears how many entries of how many in a statement are kept.
    """
    if not 0 < len(bank.strip()) <= LONGEST_NAME:
        raise NoSuchBank(bank)
    told = read_receipts(path, profile)
    with acting():
        permit(DELIVER, region, by, at)
        alone(region)
        return [_delivered(one, bank, region, by, at, progress) for one in told]


def _delivered(told: Told, bank: str, region: Region, by: Actor, at: datetime, progress: Progress) -> Delivered:
    before = Statement.objects.filter(region=region.code, bank=bank, reference=told.reference).first()
    if before is not None:
        if before.sha256 != told.sha256:
            raise SaysSomethingElse(bank, told.reference)
        return Delivered(before.pk, before.reference, before.entries, before.paid_fen, is_known=True)
    made = Statement.objects.create(
        region=region.code,
        bank=bank,
        reference=told.reference,
        profile=told.profile,
        sha256=told.sha256,
        entries=len(told.entries),
        paid_fen=told.total_fen,
        made_by=by.id,
        made_at=at,
    )
    repeated = _write(told.entries, made, _months(region, at), progress)
    record_keys(type="receipts.delivered", model=Delivery, keys=[made.pk], by=by, at=at)
    return Delivered(made.pk, made.reference, made.entries, made.paid_fen, repeated)


def _months(region: Region, at: datetime) -> dict[str, Any]:
    """Return the months of a division that are closed, and the next that is open."""
    closed, month = {first_on for (first_on,) in ask(CLOSED, [region.code])}, Month.parse(localdate(at))
    while month.first_on in closed:
        month = month.next()
    return {"closed": sorted(closed), "open": month.first_on}


def _write(entries: Sequence[Entry], made: Statement, months: Mapping[str, Any], progress: Progress) -> int:
    """
    Write the entries of a statement lot after lot, the next made ready while the database takes one.

    Return how many were told before.
    """
    ring, named = installed_ring(), f"{made.region}|{made.bank}|{made.reference}|"
    numbers = [_within(entry.reference, 80) for entry in entries]
    ((near,),) = ask(NEAR, [min(numbers), max(numbers), made.bank, made.region])
    facts = {"statement": made.pk, "region": made.region, "bank": made.bank, "near": near, **months}
    lots = [entries[begin : begin + AT_ONCE] for begin in range(0, len(entries), AT_ONCE)]
    done = repeated = 0
    for rows, told in ahead(lambda lot: relation(TYPES, _columns(ring, named, lot)), lots):
        ((kept, again),) = ask(INSERT.format(rows=rows), facts | told)
        done, repeated = done + kept, repeated + again
        progress(done, len(entries))
    return repeated


def _columns(ring: KeyRing, named: str, entries: Sequence[Entry]) -> dict[str, list[Any]]:
    """Return entries as the columns of TYPES; what is personal is sealed for its row."""
    keys = [_key(named + entry.reference) for entry in entries]
    accounts = [entry.account for entry in entries]
    sealed = sealer(ring, "receipts_entry", "account_sealed")
    return {
        "id": keys,
        "reference": [_within(entry.reference, 80) for entry in entries],
        "end_to_end_id": [_within(entry.end_to_end_id, 35) for entry in entries],
        "account_index": [_index(ring, Kind.ACCOUNT, account) if account else None for account in accounts],
        "account_hint": [masked(Kind.ACCOUNT, account)[-12:] if account else "" for account in accounts],
        "account_sealed": [sealed(*one) if one[1] else None for one in zip(keys, accounts, strict=True)],
        "payee_index": [_index(ring, Kind.ID_NUMBER, each.payee_id) if each.payee_id else None for each in entries],
        "name": [normal_name(entry.name)[:140] for entry in entries],
        "amount_fen": [entry.amount_fen for entry in entries],
        "paid_on": [entry.paid_on for entry in entries],
        "status": [entry.status.value for entry in entries],
        "reason": [entry.reason[:200] for entry in entries],
        "month": [entry.month.first_on if entry.month else None for entry in entries],
        "programme": [entry.programme[:20] for entry in entries],
        "purpose": [entry.purpose[:200] for entry in entries],
    }


def _key(name: str) -> str:
    """Return the UUID (version 5) of an entry so named; the library's takes three times as long."""
    said = sha1(NAMESPACE.bytes + name.encode(), usedforsecurity=False).hexdigest()
    return f"{said[:8]}-{said[8:12]}-5{said[13:16]}-{VARIANT[said[16]]}{said[17:20]}-{said[20:32]}"


def _within(number: str, most: int) -> str:
    """Return a number that fits its column: one that is too long is cut so that it equals no other and none of ours."""
    if len(number) <= most:
        return number
    digest = sha256(number.encode()).hexdigest()[:16]
    return f"{number[: most - 17]}…{digest}"


def _index(ring: KeyRing, kind: Kind, text: str) -> bytes | None:
    """Return the blind index; None for what is no number, which then agrees with nobody's."""
    try:
        return blind_index(ring, kind, text)
    except (BadAccount, BadId):
        return None
