-- One row per benefit line: what the bank was told to pay for the month, and what it did pay.
-- Back-pay and corrections stand apart; a line the bank tried twice is one instruction.
-- home: household
-- key: line_key
WITH told AS (
    SELECT line_key, row_id, amount_fen, account_key, status,
           COALESCE(purpose LIKE '%补%' OR purpose LIKE '%更正%', FALSE) AS is_back_pay
    FROM payments
    WHERE month = run.month OR month IS NULL
), summed AS (
    SELECT line_key,
           COALESCE(MIN(CASE WHEN status = 'paid' AND NOT is_back_pay THEN row_id END), MIN(row_id)) AS row_id,
           COUNT(CASE WHEN status = 'paid' AND NOT is_back_pay THEN 1 END) AS successes,
           COUNT(CASE WHEN NOT is_back_pay THEN 1 END) AS instructions,
           CAST(COALESCE(SUM(CASE WHEN status = 'paid' AND NOT is_back_pay THEN amount_fen END), 0) AS BIGINT) AS paid_fen,
           CAST(COALESCE(SUM(CASE WHEN status = 'paid' AND is_back_pay THEN amount_fen END), 0) AS BIGINT) AS back_pay_fen,
           MAX(CASE WHEN NOT is_back_pay THEN amount_fen END) AS largest_fen,
           MIN(CASE WHEN NOT is_back_pay AND status = 'paid' THEN account_key END) AS lowest_account_key,
           MAX(CASE WHEN NOT is_back_pay AND status = 'paid' THEN account_key END) AS highest_account_key
    FROM told
    GROUP BY line_key
)
SELECT payment.line_key, summed.successes, summed.instructions, summed.paid_fen, summed.back_pay_fen,
       CASE WHEN summed.successes > 0 THEN summed.paid_fen ELSE summed.largest_fen END AS instructed_fen,
       COALESCE(summed.lowest_account_key, payment.account_key) AS lowest_account_key,
       COALESCE(summed.highest_account_key, payment.account_key) AS highest_account_key,
       payment.bank_ref, payment.programme, payment.household_id, payment.household_key, payment.payee_id,
       payment.payee_key, payment.payee_state, payment.payee_name, payment.account_no, payment.account_key,
       payment.paid_on, payment.status, payment.resolved, payment.source, payment.row_no
FROM summed
JOIN payments AS payment ON payment.row_id = summed.row_id
