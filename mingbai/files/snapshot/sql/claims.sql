-- What finance and the bank say they paid, before it is known which benefit line each row means.
-- home: person
-- key: row_id
SELECT 'bank' AS said_by, row_id, payee_key, COALESCE(programme, '*') AS programme, account_key, amount_fen,
       CAST(NULL AS BIGINT) AS household_key
FROM payments_known
UNION ALL
SELECT 'bank' AS said_by, row_id, payee_key, COALESCE(programme, '*') AS programme, account_key, amount_fen,
       CAST(NULL AS BIGINT) AS household_key
FROM payments_guessed
UNION ALL
SELECT 'finance' AS said_by, row_id, payee_key, programme, account_key, amount_fen, household_key
FROM appropriations_sent
