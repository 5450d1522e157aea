"""Open items answered by their owner and agreed to by a leader; what the bank refused is taken back for another try."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind as Party
from mingbai.payments import actions as payments
from mingbai.payments.officers import Signed
from mingbai.receipts.acting import acting, alone, ask, changed, locked, move_to, permit
from mingbai.receipts.matching import Kind, Source
from mingbai.receipts.models import OpenItem
from mingbai.receipts.refused import NotYourOffice
from mingbai.receipts.states import ITEM, STATEMENT, ItemState

# The money is where it belongs, to the fen; what differs is how it was told. The books may say that it arrived.
ARRIVED = frozenset({Kind.NAME, Kind.SPLIT, Kind.DUPLICATE, Kind.MONTH, Kind.PROGRAMME})
# The entries an item is about: those it names, or, where another list is at fault, those of its payments.
ENTRIES = """
UPDATE receipts_entry SET state = 'explained'
WHERE state = 'unmatched' AND (id = ANY(%(entries)s::uuid[]) OR payment_id = ANY(%(payments)s))
"""
OF_ITEM = """
SELECT DISTINCT payment.end_to_end_id, statement.bank || ' ' || statement.reference, statement.made_by
FROM payments_payment AS payment
JOIN people_account AS account ON account.id = payment.account_id
JOIN receipts_entry AS entry ON entry.payment_id = payment.id AND entry.status = 'paid'
    AND entry.account_index = account.number_index AND (entry.amount_fen = payment.amount_fen OR %(in_parts)s)
JOIN receipts_statement AS statement ON statement.id = entry.statement_id
WHERE payment.id = ANY(%(payments)s) AND payment.state IN ('instructed', 'accepted')
"""
# What the bank said of each payment it failed on or that came back, as often as it said it; nothing else is taken back.
# An entry without our number is of the payment whose failure or return it was found to be when all was compared, or
# of the one such payment of that amount into that account.
GIVEN_BACK = """
WITH told AS (
    SELECT entry.id, entry.status, entry.amount_fen, entry.statement_id, entry.payment_id IS NULL AS is_nameless,
        coalesce(entry.payment_id, (
            SELECT coalesce(
                min(payment.id) FILTER (WHERE item.rows ? entry.id::text),
                CASE WHEN count(*) = 1 THEN min(payment.id) END
            )
            FROM receipts_openitem AS item
            JOIN payments_payment AS payment ON payment.id = (item.payment_ids ->> 0)::bigint
            JOIN people_account AS account ON account.id = payment.account_id
            WHERE entry.payment_id IS NULL AND item.state = 'open' AND item.month = entry.counts_in
                AND item.kind IN ('failed', 'returned') AND jsonb_array_length(item.payment_ids) = 1
                AND (account.number_index, payment.amount_fen) = (entry.account_index, entry.amount_fen)
        )) AS payment_id
    FROM receipts_entry AS entry
    WHERE entry.status <> 'accepted' AND entry.state = 'unmatched' AND entry.counts_in = %(month)s
        AND starts_with(entry.region, %(region)s)
)
SELECT payment.end_to_end_id, min(statement.bank || ' ' || statement.reference), min(statement.made_by),
    count(*) FILTER (WHERE told.status = 'paid'), count(*) FILTER (WHERE told.status = 'returned'),
    count(*) FILTER (WHERE told.status = 'failed'), payment.state,
    coalesce(array_agg(told.id) FILTER (WHERE told.is_nameless), '{}')
FROM told
JOIN payments_payment AS payment ON payment.id = told.payment_id
    AND payment.state IN ('instructed', 'accepted', 'settled')
    AND coalesce(told.amount_fen, payment.amount_fen) = payment.amount_fen
JOIN receipts_statement AS statement ON statement.id = told.statement_id AND statement.state = 'taken_in'
GROUP BY payment.end_to_end_id, payment.state
HAVING bool_or(told.status IN ('failed', 'returned')) ORDER BY 1
"""
# No later attempt overtakes what names none: it has said all it says.
SAID_ALL = "UPDATE receipts_entry SET state = 'explained' WHERE id = ANY(%s)"


@dataclass(frozen=True)
class TakenBack:
    """The EndToEndIds of payments whose money is back: refused by the bank, or returned after it had arrived."""

    rejected: tuple[str, ...]
    returned: tuple[str, ...]


def answer_item(*, item_id: int, answer: str, by: Actor, at: datetime) -> None:
    """Say what a difference comes from; only somebody of the organisation that owns it does."""
    with acting():
        item = locked(OpenItem, item_id, "未达账项", "open item")
        move_to(ITEM, item, ItemState.ANSWERED, by, at)
        if by.party != item.owner:
            raise NotYourOffice("说明差异", "answer for this difference", [Party(item.owner)])
        item.answer, item.answered_by, item.answered_at = answer.strip(), by.id, at
        item.save(update_fields=["state", "answer", "answered_by", "answered_at"])
        record(type="receipts.answered", rows=[item], by=by, at=at)


def agree_to_item(*, item_id: int, by: Actor, at: datetime) -> None:
    """Agree to an explanation: the line stands explained, and where the money did arrive the books say so."""
    with acting():
        item = locked(OpenItem, item_id, "未达账项", "open item")
        move_to(ITEM, item, ItemState.EXPLAINED, by, at)
        item.agreed_by, item.agreed_at = by.id, at
        item.save(update_fields=["state", "agreed_by", "agreed_at"])
        record(type="receipts.explained", rows=[item], by=by, at=at)
        _stands_explained(item, by, at)


def _stands_explained(item: OpenItem, by: Actor, at: datetime) -> None:
    """Have entries, payments and books follow an explanation: where another list was at fault the money did arrive."""
    is_banks, kind = item.source == Source.PAID, Kind(item.kind)
    entries, theirs = (item.rows, []) if is_banks else ([], item.payment_ids)
    if not is_banks or kind in ARRIVED:
        for name, document, made_by in ask(OF_ITEM, {"payments": item.payment_ids, "in_parts": kind is Kind.SPLIT}):
            payments.answer(settled=[name], **_paper(document, made_by, by, at))
    changed(ENTRIES, {"entries": entries, "payments": theirs})


def send_back_item(*, item_id: int, by: Actor, at: datetime) -> None:
    """Send an explanation back: it does not explain the difference."""
    with acting():
        item = locked(OpenItem, item_id, "未达账项", "open item")
        move_to(ITEM, item, ItemState.OPEN, by, at)
        item.save(update_fields=["state"])
        record(type="receipts.sent_back", rows=[item], by=by, at=at)


def take_back(*, region: Region, month: Month, by: Actor, at: datetime) -> TakenBack:
    """
    Take back the money of every payment the bank did not make or that came back; return their EndToEndIds.

    After this, and not before, a payment may be tried again (`payments.reissue`). Where the bank also said something
    else (paid and failed, paid more often than returned), nothing is done: that is for the bank to explain.
    """
    with acting():
        permit(STATEMENT[0], region, by, at)
        alone(region)
        rejected, returned = [], []
        for name, document, made_by, paid, back, refused, state, nameless in ask(
            GIVEN_BACK, {"region": region.code, "month": month.first_on}
        ):
            if refused and not paid and not back and state != "settled":
                payments.answer(rejected=[name], **_paper(document, made_by, by, at))
                rejected.append(name)
            elif back and back >= paid and not refused:
                payments.answer(returned=[name], **_paper(document, made_by, by, at))
                returned.append(name)
            else:
                continue
            changed(SAID_ALL, [nameless])
        return TakenBack(tuple(rejected), tuple(returned))


def _paper(document: str, made_by: int, by: Actor, at: datetime) -> dict[str, Any]:
    return {"document": document[:100], "by": Signed(made_by, Party.BANK), "approved_by": by, "at": at}
