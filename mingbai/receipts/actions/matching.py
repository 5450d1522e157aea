"""三方核对: a month's lists matched, set by set where they agree and line by line where not; the books follow."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from mingbai.config.jobs import enqueue
from mingbai.evidence.actions import Record, record_contents, record_keys
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind as Party
from mingbai.payments import actions as payments
from mingbai.payments.officers import Signed
from mingbai.receipts.acting import acting, alone, ask, changed, permit, set_wise
from mingbai.receipts.actions.informing import installed_gateway
from mingbai.receipts.actions.opening import keep_items
from mingbai.receipts.matching import Difference, three_way
from mingbai.receipts.models import Delivery, Statement
from mingbai.receipts.remainder import left_of
from mingbai.receipts.states import STATEMENT, StatementState

TAKE_IN = STATEMENT[0]
IN_PLACE = "starts_with(payment.region, %(region)s) AND payment.month = %(month)s"
# What was matched, and of which the bank has told more since: a return, a second payment. It is looked at again.
TOLD_MORE = """
WITH again AS (
    UPDATE receipts_match AS matched SET is_live = false, ended_at = %(at)s
    WHERE matched.is_live AND matched.month = %(month)s AND starts_with(matched.region, %(region)s) AND (
        EXISTS (
            SELECT FROM receipts_entry AS entry
            WHERE entry.payment_id = matched.payment_id AND entry.id <> matched.entry_id
                AND entry.status <> 'accepted' AND entry.state = 'unmatched' AND entry.counts_in = matched.month
        ) OR EXISTS (  -- a bank that gives no number of ours back
            SELECT FROM receipts_entry AS entry
            JOIN payments_payment AS payment ON payment.id = matched.payment_id
            JOIN people_account AS account ON account.id = payment.account_id
            WHERE entry.payment_id IS NULL AND entry.state = 'unmatched' AND entry.counts_in = matched.month
                AND entry.amount_fen = matched.amount_fen AND entry.account_index = account.number_index
        )
    )
    RETURNING matched.entry_id
)
UPDATE receipts_entry AS entry SET state = 'unmatched' FROM again WHERE entry.id = again.entry_id
"""
# What agrees to the letter, all at once; the rest is looked at line by line.
EXACT = """
WITH made AS (
    INSERT INTO receipts_match (payment_id, line_id, entry_id, allotment_id, region, month, programme, amount_fen,
        paid_on, is_live, made_by, made_at)
    SELECT payment.id, line.id, entry.id, allotment.id, payment.region, payment.month, payment.programme,
        payment.amount_fen, coalesce(entry.paid_on, %(today)s), true, %(by)s, %(at)s
    FROM receipts_entry AS entry
    JOIN payments_payment AS payment ON payment.id = entry.payment_id AND payment.is_live
        AND payment.state IN ('instructed', 'accepted', 'settled')
    JOIN people_account AS account ON account.id = payment.account_id
    LEFT JOIN people_person AS person ON person.id = payment.payee_id
    LEFT JOIN rosters_rosterline AS line ON line.id = payment.line_id AND line.month = payment.month
    LEFT JOIN receipts_allotment AS allotment ON allotment.line_id = payment.line_id
    WHERE {place} AND entry.counts_in = %(month)s AND entry.state = 'unmatched' AND entry.status = 'paid'
        AND entry.amount_fen = payment.amount_fen AND entry.account_index = account.number_index
        AND entry.name = account.holder_name AND coalesce(entry.month, payment.month) = payment.month
        AND entry.programme IN ('', payment.programme)
        AND coalesce(entry.payee_index = person.id_index, true)
        AND (payment.line_id IS NULL OR allotment.amount_fen = line.amount_fen AND allotment.month = line.month
            AND allotment.programme = line.programme
            AND coalesce(allotment.account_index = line.account_index, true)
            AND allotment.person_id IS NOT DISTINCT FROM line.payee_id AND allotment.name = line.holder_name)
        AND NOT EXISTS (
            SELECT FROM receipts_entry AS other
            WHERE other.payment_id = entry.payment_id AND other.id <> entry.id AND other.status <> 'accepted'
                AND other.state <> 'repeated' AND other.counts_in = %(month)s
        )
        AND NOT EXISTS (
            SELECT FROM receipts_allotment AS other WHERE other.line_id = allotment.line_id AND other.id <> allotment.id
        )
    RETURNING entry_id
)
UPDATE receipts_entry AS entry SET state = 'matched' FROM made WHERE entry.id = made.entry_id
""".replace("{place}", IN_PLACE)
# What was found equal line by line: banks cut names off, and some give no number of ours back.
ONE_BY_ONE = """
WITH made AS (
    INSERT INTO receipts_match (payment_id, line_id, entry_id, allotment_id, region, month, programme, amount_fen,
        paid_on, is_live, made_by, made_at)
    SELECT payment.id, payment.line_id, entry.id, told.allotment_id, payment.region, payment.month, payment.programme,
        payment.amount_fen, coalesce(entry.paid_on, %(today)s), true, %(by)s, %(at)s
    FROM unnest(%(payments)s::bigint[], %(entries)s::uuid[], %(allotments)s::bigint[])
        AS told (payment_id, entry_id, allotment_id)
    JOIN payments_payment AS payment ON payment.id = told.payment_id
    JOIN receipts_entry AS entry ON entry.id = told.entry_id
    RETURNING entry_id
)
UPDATE receipts_entry AS entry SET state = 'matched' FROM made WHERE entry.id = made.entry_id
"""
# Entries of attempts that failed or came back, once a later attempt has reached the family.
OVERTAKEN = """
UPDATE receipts_entry AS entry SET state = 'explained'
FROM payments_payment AS payment, receipts_match AS matched
WHERE entry.state = 'unmatched' AND payment.id = entry.payment_id AND NOT payment.is_live AND {place}
    AND matched.line_id = payment.line_id AND matched.is_live
""".replace("{place}", IN_PLACE)
# Payments that arrived and whose books do not say so yet: the matched ones, and those found one by one.
SETTLED = f"""
SELECT entry.statement_id, array_agg(payment.end_to_end_id)
FROM payments_payment AS payment
JOIN receipts_match AS matched ON matched.payment_id = payment.id AND matched.is_live
JOIN receipts_entry AS entry ON entry.id = matched.entry_id
WHERE payment.state IN ('instructed', 'accepted') AND {IN_PLACE} GROUP BY 1 ORDER BY 1
"""
ARRIVED = """
SELECT min(entry.statement_id), payment.end_to_end_id
FROM payments_payment AS payment
JOIN receipts_entry AS entry ON entry.status = 'paid' AND entry.payment_id = payment.id
WHERE payment.id = ANY(%s) AND payment.state IN ('instructed', 'accepted') GROUP BY 2 ORDER BY 1, 2
"""
# A further attempt at a line whose own month is closed: it agrees and is settled; the closed month stays as it is.
LATE = """
SELECT entry.statement_id, array_agg(payment.end_to_end_id), array_agg(entry.id)
FROM receipts_entry AS entry
JOIN payments_payment AS payment ON payment.id = entry.payment_id AND payment.state IN ('instructed', 'accepted')
JOIN people_account AS account ON account.id = payment.account_id
WHERE entry.state = 'unmatched' AND entry.status = 'paid' AND entry.counts_in = %(month)s
    AND payment.month <> %(month)s AND starts_with(entry.region, %(region)s)
    AND (entry.amount_fen, entry.account_index, entry.name)
        = (payment.amount_fen, account.number_index, account.holder_name)
GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True)
class Matched:
    """What a run made of the month: lines newly matched, what is open, how many payments the books settled."""

    matched: int
    differences: tuple[Difference, ...]
    settled: int
    opened: int
    resolved: int


def match_month(*, region: Region, month: Month, by: Actor, at: datetime) -> Matched:
    """
    Take in what the bank delivered and compare approval, appropriation and receipts of a month line by line.

    What a receipt agrees with is settled in the books; what failed or came back a person takes back (`take_back`).
    Every difference becomes an open item with an owner and a deadline. In whatever order statements come, and however
    often this is done, the outcome is the same (R-717, R-718).
    """
    with acting():
        permit(TAKE_IN, region, by, at)
        alone(region)
        _take_in(region, by, at)
        facts = {
            "region": region.code,
            "month": month.first_on,
            "by": by.id,
            "at": at,
            "today": localdate(at),
        }
        with set_wise():
            changed(TOLD_MORE, facts)
            matched = changed(EXACT, facts)
            left = left_of(region, month, localdate(at))
        found = three_way(*left.lists, awaited=left.awaited)
        matched += _match(left.payments, found.matched, facts)
        settled = _booked(facts, [left.payments[line] for line in found.arrived], by, at)
        with set_wise():
            changed(OVERTAKEN, facts)
        differences = (*found.differences, *left.apart)
        opened, resolved = keep_items(region, month, differences, left.payments_of, by=by, at=at)
        _record(region, month, matched, settled, by, at)
        if settled and installed_gateway():
            enqueue("receipts.tell", once=f"{region}/{month}", post_id=by.post_id, place=region.code, month=str(month))
        return Matched(matched, differences, settled, opened, resolved)


def _take_in(region: Region, by: Actor, at: datetime) -> None:
    """Take in what was delivered; whoever delivered it does not (the database refuses)."""
    waiting = list(
        Statement.objects.select_for_update(of=("self",)).filter(
            region__startswith=region.code, state=StatementState.DELIVERED.value
        )
    )
    for one in waiting:
        one.state, one.taken_in_by, one.taken_in_at = StatementState.TAKEN_IN.value, by.id, at
        one.save(update_fields=["state", "taken_in_by", "taken_in_at"])
    record_keys(type="receipts.taken_in", model=Delivery, keys=[one.pk for one in waiting], by=by, at=at)


def _match(
    payments: Mapping[Hashable, int], matched: Mapping[Hashable, tuple[Hashable, ...]], facts: dict[str, Any]
) -> int:
    told = [(payments[line], entry, allotment) for line, (_, allotment, entry) in matched.items()]
    if not told:
        return 0
    columns = [list(column) for column in zip(*told, strict=True)]
    return changed(ONE_BY_ONE, facts | dict(zip(("payments", "entries", "allotments"), columns, strict=True)))


def _booked(facts: dict[str, Any], arrived: list[int], by: Actor, at: datetime) -> int:
    """Have payments and books follow what is proven: who delivered the statement answers for the bank."""
    with set_wise():
        late, matched = ask(LATE, facts), ask(SETTLED, facts)
    proven: dict[int, list[str]] = defaultdict(list)
    for statement, names, *_ in [*matched, *late]:
        proven[statement] += names
    for statement, name in ask(ARRIVED, [arrived]):
        proven[statement].append(name)
    for statement, names in sorted(proven.items()):
        payments.answer(settled=names, **_paper(statement, by, at))
    for _, _, entries in late:
        changed("UPDATE receipts_entry SET state = 'explained' WHERE id = ANY(%s)", [entries])
    return sum(map(len, proven.values()))


def _paper(statement_id: int, by: Actor, at: datetime) -> dict[str, Any]:
    one = Statement.objects.get(pk=statement_id)
    document = f"{one.bank} {one.reference}"[:100]
    return {"document": document, "by": Signed(one.made_by, Party.BANK), "approved_by": by, "at": at}


def _record(region: Region, month: Month, matched: int, settled: int, by: Actor, at: datetime) -> None:
    """Leave in the log what this run made, and the digest of all that is matched by now."""
    ((lines, fen, explained, digest),) = ask(
        "SELECT * FROM receipts_month_digest(%s, %s)", [region.code, month.first_on]
    )
    content = {"region": region.code, "month": str(month), "digest": digest}
    content |= {"matched": matched, "settled": settled}
    content |= {"lines": int(lines), "fen": int(fen), "explained": int(explained)}
    named = f"receipts/matched/{region.code}/{month}/{at.isoformat()}"
    said = Record(named, content, {"region": region.code, "month": str(month)})
    record_contents(type="receipts.matched", records=[said], by=by, at=at)
