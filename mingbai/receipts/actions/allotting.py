"""拨款明细: what finance appropriated, line by line: its own list, or the lines of the files an arrival pays for."""

from datetime import datetime
from hashlib import sha256

from mingbai.evidence.actions import Record, record_contents
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import acting, alone, ask, permit, set_wise
from mingbai.receipts.refused import NothingToDo
from mingbai.receipts.states import ALLOT

# The files of a month say which arrived plan pays which line; what a plan allots never exceeds what arrived on it.
ARRIVED = """
WITH due AS (
    SELECT DISTINCT ON (payment.line_id) payment.line_id, payment.region, payment.month, payment.programme,
        file.request_id, payment.payee_id, line.holder_name, line.account_index, payment.amount_fen
    FROM payments_payment AS payment
    JOIN payments_bankfile AS file ON file.id = payment.file_id
    JOIN payments_fundrequest AS request ON request.id = file.request_id AND request.state = 'arrived'
    JOIN rosters_rosterline AS line ON line.id = payment.line_id
    WHERE payment.month = %(month)s AND starts_with(payment.region, %(region)s)
        AND NOT EXISTS (SELECT FROM receipts_allotment AS made WHERE made.line_id = payment.line_id)
    ORDER BY payment.line_id, payment.attempt
)
INSERT INTO receipts_allotment (region, month, programme, line_id, request_id, person_id, name, account_index,
    amount_fen, list_digest, made_by, made_at)
SELECT region, month, programme, line_id, request_id, payee_id, holder_name, account_index, amount_fen, %(digest)s,
    %(by)s, %(at)s
FROM due
RETURNING amount_fen
"""
OVERDRAWN = """
SELECT request.document FROM payments_fundrequest AS request
JOIN (
    SELECT request_id, sum(amount_fen) AS fen FROM receipts_allotment WHERE month = %s GROUP BY request_id
) AS allotted ON allotted.request_id = request.id
WHERE allotted.fen > request.fen LIMIT 1
"""


def allot_arrived(*, region: Region, month: Month, by: Actor, at: datetime) -> int:
    """
    Enter for every line of the month's files what the arrived plan of use pays; return how many lines were new.

    Raise NothingToDo where a plan would pay out more than arrived on it.
    """
    with acting():
        permit(ALLOT, region, by, at)
        alone(region)
        digest = sha256(f"{region}|{month}|{at.isoformat()}".encode()).hexdigest()
        facts = {"month": month.first_on, "region": region.code, "digest": digest, "by": by.id, "at": at}
        with set_wise():
            made = [fen for (fen,) in ask(ARRIVED, facts)]
        if over := ask(OVERDRAWN, [month.first_on]):
            raise NothingToDo(
                f"用款计划{over[0][0]}的拨款明细合计超过到位金额，未登记。",
                f"The lines of plan {over[0][0]} add up to more than arrived on it: nothing was entered.",
            )
        if made:
            content = {"region": region.code, "month": str(month), "lines": len(made), "fen": sum(made)}
            said = Record(f"receipts/allotted/{digest}", content, {"region": region.code, "month": str(month)})
            record_contents(type="receipts.allotted", records=[said], by=by.id, at=at)
        return len(made)
