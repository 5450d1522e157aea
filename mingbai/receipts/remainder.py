"""What is left of a month once all that agrees to the letter is matched: the rows that are compared one by one."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mingbai.kernel.calendar import last_working_day_by
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.receipts.acting import ask
from mingbai.receipts.fees import is_fee
from mingbai.receipts.matching import Difference, Kind, Row, Source

# Lines that two people have explained are no longer compared, unless they are matched after all.
EXPLAINED = """
    SELECT told::bigint FROM receipts_openitem AS item, jsonb_array_elements_text(item.lines) AS told
    WHERE item.state = 'explained' AND item.month = %(month)s
"""
STAYS = "payment.id IS NULL OR payment.state IN ('drafted', 'reserved')"  # its file has not left
# A line is awaited while its bank still has time to answer and has said nothing that names it. What a bank says without
# our number may mean a line that is awaited, so where there is such, these lines are looked at too.
AWAITED = """coalesce(
    payment.state IN ('instructed', 'accepted')
    AND (SELECT execute_on FROM payments_bankfile WHERE id = payment.file_id) >= %(answered_by)s
    AND NOT EXISTS (
        SELECT FROM receipts_entry AS entry WHERE entry.payment_id = payment.id AND entry.status <> 'accepted'
    ), false)"""
WAITS = f"{STAYS} OR NOT %(nameless)s AND {AWAITED}"
LAST = """
    SELECT line_id, id, attempt, account_id, state, file_id FROM payments_payment AS one
    WHERE month = %(month)s AND NOT EXISTS (SELECT FROM payments_payment AS later WHERE later.previous_id = one.id)
"""
# A line as it was approved, with its last attempt: the account is the attempt's where two people changed it.
LINES = f"""
WITH line AS MATERIALIZED (  -- nearly nothing, once all that agrees is matched
    SELECT line.* FROM rosters_rosterline AS line
    JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released'
    WHERE line.live AND line.month = %(month)s AND starts_with(line.region, %(region)s)
        AND NOT EXISTS (SELECT FROM receipts_match AS matched WHERE matched.line_id = line.id AND matched.is_live)
        AND line.id NOT IN ({EXPLAINED})
)
SELECT line.id, payment.id, CASE WHEN payment.attempt > 1 THEN account.number_index ELSE line.account_index END,
    person.id_index, CASE WHEN payment.attempt > 1 THEN account.holder_name ELSE line.holder_name END,
    line.amount_fen, line.month, line.programme, {AWAITED}
FROM line
LEFT JOIN ({LAST}) AS payment ON payment.line_id = line.id
LEFT JOIN people_account AS account ON account.id = payment.account_id
LEFT JOIN people_person AS person ON person.id = line.payee_id
WHERE NOT ({WAITS})
"""
# Urgent relief has no roster: what two people approved singly stands for approval and appropriation.
URGENT = f"""
SELECT payment.id, account.number_index, person.id_index, account.holder_name, payment.amount_fen, payment.month,
    payment.programme, {AWAITED}
FROM payments_payment AS payment
JOIN people_account AS account ON account.id = payment.account_id
LEFT JOIN people_person AS person ON person.id = payment.payee_id
WHERE payment.urgent_id IS NOT NULL AND payment.month = %(month)s AND starts_with(payment.region, %(region)s)
    AND payment.state IN ('instructed', 'accepted', 'settled')
    AND NOT EXISTS (SELECT FROM receipts_match AS matched WHERE matched.payment_id = payment.id AND matched.is_live)
    AND NOT ({WAITS})
"""
ALLOTTED = f"""
WITH allotment AS MATERIALIZED (
    SELECT * FROM receipts_allotment AS allotment
    WHERE month = %(month)s AND starts_with(region, %(region)s) AND coalesce(line_id NOT IN ({EXPLAINED}), true)
        AND NOT EXISTS (
            SELECT FROM receipts_match AS matched WHERE matched.allotment_id = allotment.id AND matched.is_live
        )
)
SELECT allotment.id, allotment.line_id, allotment.account_index, person.id_index, allotment.name, allotment.amount_fen,
    allotment.month, allotment.programme, payment.id
FROM allotment
LEFT JOIN people_person AS person ON person.id = allotment.person_id
LEFT JOIN ({LAST}) AS payment ON payment.line_id = allotment.line_id
WHERE allotment.line_id IS NULL OR NOT ({WAITS})
"""
# The bank's entries of the last attempt at a line; those of attempts before it are told by the payments themselves.
TOLD = """
SELECT entry.id, coalesce(payment.line_id, -payment.id), entry.account_index, entry.payee_index, entry.name,
    entry.amount_fen, coalesce(entry.month, payment.month), nullif(entry.programme, ''), entry.status, payment.id,
    entry.purpose || ' ' || entry.reason, coalesce(payment.month <> %(month)s, false)
FROM receipts_entry AS entry
LEFT JOIN payments_payment AS payment ON payment.id = entry.payment_id
WHERE entry.state = 'unmatched' AND entry.counts_in = %(month)s AND starts_with(entry.region, %(region)s)
    AND (payment.id IS NULL OR NOT EXISTS (SELECT FROM payments_payment AS later WHERE later.previous_id = payment.id))
"""


LATE_KINDS = {"paid": Kind.DUPLICATE, "returned": Kind.RETURNED, "failed": Kind.FAILED}  # of a month that is closed
OF_PAYMENT = -3  # among the columns of TOLD
WORKING_DAYS = 2  # a bank has to answer after it was to pay


@dataclass(frozen=True)
class Left:
    """The three lists, and by which payment each line is paid."""

    lists: tuple[list[Row], list[Row], list[Row]]
    awaited: frozenset[Hashable]  # lines whose bank still has time
    payments: dict[Hashable, int]  # line → its last attempt
    of_entry: Mapping[Hashable, int]
    apart: tuple[Difference, ...]  # compared with no line: fees, and news of months that are closed

    def payments_of(self, difference: Difference) -> list[int]:
        """Return the payments a difference concerns."""
        found = {self.payments[line] for line in difference.lines if line in self.payments}
        if difference.source is Source.PAID:
            found |= {self.of_entry[row] for row in difference.rows if row in self.of_entry}
        return sorted(found)


def left_of(region: Region, month: Month, on: date) -> Left:
    """
    Return what is not matched of a month and should be by this day.

    A line is its number, urgent relief the negative one of its payment.
    """
    answered_by = on
    for _ in range(WORKING_DAYS):
        answered_by = last_working_day_by(answered_by - timedelta(days=1)).on
    facts: dict[str, Any] = {"region": region.code, "month": month.first_on, "answered_by": answered_by}
    told = ask(TOLD, facts)
    facts["nameless"] = any(row[OF_PAYMENT] is None and not is_fee(row[OF_PAYMENT + 1]) for row in told)
    approved, payments, changed_accounts, awaited = [], {}, {}, set()
    for line, payment, account, *said, is_awaited in ask(LINES, facts):
        awaited |= {line} if is_awaited else set()
        approved.append(_row(line, line, account, *said))
        changed_accounts[line] = (account, said[1])
        if payment is not None:
            payments[line] = payment
    allotted = []
    for id_, line, account, person, name, *said, _ in ask(ALLOTTED, facts):
        # Money is appropriated for a line; into which account a later attempt goes two people agreed to since.
        later = changed_accounts.get(line)
        allotted.append(_row(id_, line, later[0] if later else account, person, later[1] if later else name, *said))
    for payment, *said, is_awaited in ask(URGENT, facts):
        awaited |= {-payment} if is_awaited else set()
        payments[-payment] = payment
        approved.append(_row(-payment, -payment, *said))
        allotted.append(_row(None, -payment, *said))
    paid: list[Row] = []
    apart: list[Difference] = []
    for id_, line, *said, status, _, words, is_late in told:
        if is_fee(words):
            apart.append(Difference(Kind.FEE, Source.PAID, (), (id_,), said[3] or 0))
        elif is_late:
            apart.append(Difference(LATE_KINDS[status], Source.PAID, (), (id_,), said[3] or 0))
        else:
            account, person, name, fen, month_, programme = said
            paid.append(_row(id_, line, account, person, name, fen, month_, programme, status))
    of_entry = {row[0]: row[OF_PAYMENT] for row in told if row[OF_PAYMENT] is not None}
    return Left((approved, allotted, paid), frozenset(awaited), payments, of_entry, tuple(apart))


def _row(id_: Hashable, line: Hashable, account: object, person: object, name: str, fen: int | None, month: object,
         programme: str | None, status: str = "paid") -> Row:  # fmt: skip
    return Row(id_, line, _bytes(account), _bytes(person), name, fen, month, programme, status)  # type: ignore[arg-type]


def _bytes(value: object) -> bytes | None:
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else None
