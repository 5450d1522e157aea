-- One row per benefit line: what the bank was told to pay for the month, and what it did pay.
-- Back-pay and corrections stand apart; a line the bank tried twice is one instruction.
-- home: household
-- key: line_key
WITH several AS (
    SELECT line_key
    FROM payments
    WHERE (month = run.month OR month IS NULL) AND NOT is_repeat
    GROUP BY line_key
    HAVING COUNT(*) > 1
), told AS (
    SELECT payment.line_key, payment.row_id, payment.amount_fen, payment.account_key, payment.payee_name,
           payment.is_back_pay, CASE WHEN payment.status = 'paid' AND NOT payment.is_back_pay THEN 1 ELSE 0 END AS is_success,
           CASE WHEN payment.status = 'paid' AND payment.is_back_pay THEN payment.amount_fen ELSE 0 END AS extra_fen
    FROM several
    JOIN payments AS payment ON payment.line_key = several.line_key
    WHERE (payment.month = run.month OR payment.month IS NULL) AND NOT payment.is_repeat
), summed AS (
    SELECT line_key, COALESCE(MIN(CASE WHEN is_success = 1 THEN row_id END), MIN(row_id)) AS row_id,
           CAST(SUM(is_success) AS BIGINT) AS successes, COUNT(CASE WHEN NOT is_back_pay THEN 1 END) AS instructions,
           CAST(SUM(CASE WHEN is_success = 1 THEN amount_fen ELSE 0 END) AS BIGINT) AS paid_fen,
           CAST(SUM(extra_fen) AS BIGINT) AS back_pay_fen,
           MAX(CASE WHEN is_success = 0 AND NOT is_back_pay THEN amount_fen END) AS failed_fen,
           MIN(CASE WHEN is_success = 1 THEN account_key END) AS lowest_account_key,
           MAX(CASE WHEN is_success = 1 THEN account_key END) AS highest_account_key,
           MIN(CASE WHEN is_success = 1 THEN payee_name END) AS lowest_name,
           MAX(CASE WHEN is_success = 1 THEN payee_name END) AS highest_name
    FROM told
    GROUP BY line_key
), alone AS (
    SELECT CAST(CASE WHEN status = 'paid' AND NOT is_back_pay THEN 1 ELSE 0 END AS BIGINT) AS successes,
           CAST(CASE WHEN is_back_pay THEN 0 ELSE 1 END AS BIGINT) AS instructions,
           CASE WHEN status = 'paid' AND NOT is_back_pay THEN amount_fen ELSE 0 END AS paid_fen,
           CASE WHEN status = 'paid' AND is_back_pay THEN amount_fen ELSE 0 END AS back_pay_fen,
           CASE WHEN status = 'paid' OR is_back_pay THEN NULL ELSE amount_fen END AS failed_fen,
           line_key, row_id, bank_ref, programme, household_id, household_key, payee_id, payee_key, payee_state,
           payee_name, account_no, account_key, paid_on, status, resolved, source, row_no
    FROM payments
    WHERE (month = run.month OR month IS NULL) AND NOT is_repeat
)
SELECT payment.line_key, COALESCE(summed.successes, payment.successes) AS successes,
       COALESCE(summed.instructions, payment.instructions) AS instructions,
       COALESCE(summed.paid_fen, payment.paid_fen) AS paid_fen,
       COALESCE(summed.back_pay_fen, payment.back_pay_fen) AS back_pay_fen,
       CASE WHEN summed.successes > 0 THEN summed.paid_fen WHEN summed.line_key IS NOT NULL THEN summed.failed_fen
            WHEN payment.successes > 0 THEN payment.paid_fen ELSE payment.failed_fen END AS instructed_fen,
       COALESCE(summed.lowest_account_key, payment.account_key) AS lowest_account_key,
       COALESCE(summed.highest_account_key, payment.account_key) AS highest_account_key,
       COALESCE(summed.lowest_name, payment.payee_name) AS lowest_name,
       COALESCE(summed.highest_name, payment.payee_name) AS highest_name,
       payment.bank_ref, payment.programme, payment.household_id, payment.household_key, payment.payee_id,
       payment.payee_key, payment.payee_state, payment.payee_name, payment.account_no, payment.account_key,
       payment.paid_on, payment.status, payment.resolved, payment.source, payment.row_no
FROM alone AS payment
LEFT JOIN summed ON summed.line_key = payment.line_key
WHERE summed.line_key IS NULL OR summed.row_id = payment.row_id
