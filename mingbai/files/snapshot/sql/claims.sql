-- What finance and the bank say they paid, before it is known which benefit line each row means.
-- Those apart (back-pay, other months, what repeats another row) leave the line free for the month's own payment.
-- home: person
-- key: row_id
-- made: anew
SELECT 'bank' AS said_by, row_id, sought_by, seeker_key, COALESCE(programme, '*') AS programme, account_key,
       payee_name AS name, amount_fen, CAST(NULL AS BIGINT) AS household_key,
       CASE WHEN status = 'paid' THEN 1 ELSE 0 END AS is_paid,
       CASE WHEN is_back_pay OR is_repeat OR month <> run.month THEN 1 ELSE 0 END AS is_apart
FROM payments_told
UNION ALL
SELECT 'finance' AS said_by, row_id, 'payee' AS sought_by, payee_key AS seeker_key, programme, account_key,
       payee_name AS name, amount_fen, household_key, 1 AS is_paid, 0 AS is_apart
FROM appropriations_sent
