"""Whether payments still are what their steps, their files and the books say: every difference by name."""

from dataclasses import dataclass

from django.db import connection

CHECKS = {  # what is wrong → the rows that show it
    ("状态与最后一次变更不符", "its state is not that of its last change"): """
        SELECT payment.end_to_end_id FROM payments_payment AS payment
        LEFT JOIN LATERAL (
            SELECT change.state FROM payments_paymentstate AS change
            WHERE change.payment_id = payment.id AND NOT EXISTS (
                SELECT FROM payments_paymentstate AS later
                WHERE later.payment_id = change.payment_id AND later.before = change.state
            )
        ) AS last ON true
        WHERE payment.state <> coalesce(last.state, 'drafted')
    """,
    ("一次变更与其登记的摘要不符", "a step is not what its digest says"): """
        SELECT 'step ' || step.id FROM payments_step AS step
        LEFT JOIN payments_paymentstate AS change ON change.step_id = step.id
        GROUP BY step.id
        HAVING step.payments <> count(change.payment_id) OR step.digest IS DISTINCT FROM encode(sha256(convert_to(
            string_agg(change.payment_id || ':' || change.state, ',' ORDER BY change.payment_id), 'UTF8')), 'hex')
    """,
    ("代发文件与其明细不符", "a file does not hold what it says"): """
        SELECT file.message_id FROM payments_bankfile AS file
        LEFT JOIN payments_payment AS payment ON payment.file_id = file.id
        GROUP BY file.id
        HAVING (file.payments, file.total_fen) IS DISTINCT FROM (count(payment.id), sum(payment.amount_fen)::bigint)
            OR file.digest IS DISTINCT FROM encode(sha256(convert_to(string_agg(
                payment.end_to_end_id || '|' || payment.account_id || '|' || payment.amount_fen, E'\\n'
                ORDER BY payment.end_to_end_id), 'UTF8')), 'hex')
    """,
    ("付款与名册行不符", "a payment is not what its line says"): """
        SELECT payment.end_to_end_id FROM payments_payment AS payment
        JOIN rosters_rosterline AS line ON line.id = payment.line_id
        WHERE (line.region, line.month, line.programme, line.household_id, line.person_id,
            CASE WHEN line.payee_organisation_id IS NULL THEN line.payee_id END,
            line.payee_organisation_id, line.amount_fen) IS DISTINCT FROM
            (payment.region, payment.month, payment.programme, payment.household_id, payment.person_id,
            payment.payee_id, payment.payee_organisation_id, payment.amount_fen)
    """,
    ("同一名册行有两笔有效付款", "a line has two live payments"): """
        SELECT min(end_to_end_id) FROM payments_payment WHERE is_live AND line_id IS NOT NULL
        GROUP BY line_id HAVING count(*) > 1
    """,
    ("账上在途与付款状态不符", "the books do not hold what is on its way"): """
        WITH told AS MATERIALIZED (
            SELECT end_to_end_id, coalesce(message_id, '') AS document, payment.fund_id, payment.amount_fen AS fen
            FROM payments_payment AS payment LEFT JOIN payments_bankfile AS file ON file.id = payment.file_id
            WHERE payment.state IN ('instructed', 'accepted')
        )
        SELECT end_to_end_id FROM told WHERE (document, fund_id, fen) IN (
            SELECT document, fund_id, fen FROM told
            EXCEPT SELECT document, fund_id, fen FROM treasury_transfer WHERE code = 'pay' AND kind = 'pending'
        )
    """,
}
SUMS = """
SELECT fund_id,
    sum(amount_fen) FILTER (WHERE state = 'reserved'
        OR state = 'rejected' AND NOT EXISTS (SELECT FROM payments_payment AS next WHERE next.previous_id = payment.id
            AND next.state NOT IN ('drafted'))),
    sum(amount_fen) FILTER (WHERE state IN ('instructed', 'accepted')),
    sum(amount_fen) FILTER (WHERE state = 'settled')
FROM payments_payment AS payment GROUP BY fund_id ORDER BY fund_id
"""
RUNGS = """
SELECT fund_id,
    sum(credits_posted - debits_posted) FILTER (WHERE rung = 'reserved'),
    sum(credits_posted - debits_posted) FILTER (WHERE rung = 'in_transit'),
    sum(credits_posted - debits_posted) FILTER (WHERE rung IN ('paid', 'recoverable', 'recovered'))
FROM treasury_account GROUP BY fund_id ORDER BY fund_id
"""
NAMES = (("已占用", "reserved"), ("在途", "on its way"), ("已到账", "arrived"))


@dataclass(frozen=True)
class Fault:
    """One difference, and where."""

    where: str
    zh: str
    en: str


def audit() -> list[Fault]:
    """
    Return every difference in sight: between payments, their changes, files and lines, and the books of their funds.

    Work in the nation's scope (or a whole fund's): sums of a part of a fund's payments are not those of its books.
    """
    found: list[Fault] = []
    with connection.cursor() as cursor:
        for (zh, en), query in CHECKS.items():
            cursor.execute(f"{query} LIMIT 100")
            found += [Fault(where, zh, en) for (where,) in cursor.fetchall()]
        cursor.execute(SUMS)
        payments = {fund: sums for fund, *sums in cursor.fetchall()}
        cursor.execute(RUNGS)
        books = {fund: sums for fund, *sums in cursor.fetchall()}
    for fund, sums in payments.items():
        for (zh, en), said, stands in zip(NAMES, sums, books.get(fund, (0, 0, 0)), strict=True):
            if (said or 0) != (stands or 0):
                zh_said = f"账上{zh}为{stands or 0}分，付款合计{said or 0}分"
                found.append(
                    Fault(f"fund {fund}", zh_said, f"{en}: the books say {stands or 0}, payments {said or 0} fen")
                )
    return found
