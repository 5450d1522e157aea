-- One row per benefit line: what the bank was told to pay for the month, and what it did pay.
-- Back-pay and corrections stand apart; a line the bank tried twice is one instruction.
-- home: household
-- key: line_key
WITH told AS (
    SELECT line_key, row_id, amount_fen, account_key, payee_name, is_back_pay,
           CASE WHEN status = 'paid' AND NOT is_back_pay THEN 1 ELSE 0 END AS is_success,
           CASE WHEN status = 'paid' AND is_back_pay THEN amount_fen ELSE 0 END AS extra_fen
    FROM payments
    WHERE (month = run.month OR month IS NULL) AND NOT is_repeat
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
)
SELECT payment.line_key, summed.successes, summed.instructions, summed.paid_fen, summed.back_pay_fen,
       CASE WHEN summed.successes > 0 THEN summed.paid_fen ELSE summed.failed_fen END AS instructed_fen,
       COALESCE(summed.lowest_account_key, payment.account_key) AS lowest_account_key,
       COALESCE(summed.highest_account_key, payment.account_key) AS highest_account_key,
       COALESCE(summed.lowest_name, payment.payee_name) AS lowest_name,
       COALESCE(summed.highest_name, payment.payee_name) AS highest_name,
       payment.bank_ref, payment.programme, payment.household_id, payment.household_key, payment.payee_id,
       payment.payee_key, payment.payee_state, payment.payee_name, payment.account_no, payment.account_key,
       payment.paid_on, payment.status, payment.resolved, payment.source, payment.row_no
FROM summed
JOIN payments AS payment ON payment.row_id = summed.row_id
