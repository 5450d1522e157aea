-- One row per benefit line, as a payment or an appropriation may ask for it: by payee, account and amount.
-- A line approved for other months only is offered too, to say whose it was; it never competes with one of this month.
-- home: household
-- key: payee_key
-- carry: person
SELECT COALESCE(ordered.line_key, approved.line_key) AS line_key,
       COALESCE(ordered.household_key, approved.household_key) AS household_key,
       CASE WHEN ordered.line_key IS NOT NULL THEN ordered.household_id ELSE approved.household_id END AS household_id,
       COALESCE(ordered.programme, approved.programme) AS programme,
       COALESCE(ordered.payee_key, approved.payee_key) AS payee_key,
       CASE WHEN ordered.line_key IS NOT NULL THEN ordered.account_key ELSE approved.account_key END AS account_key,
       ordered.rostered_fen, approved.approved_fen, 1 AS is_live
FROM ordered_line AS ordered
FULL JOIN approved_line AS approved ON approved.line_key = ordered.line_key
UNION ALL
SELECT other.line_key, other.household_key, other.household_id, other.programme, other.payee_key, other.account_key,
       CAST(NULL AS BIGINT) AS rostered_fen, other.amount_fen AS approved_fen, 0 AS is_live
FROM lapsed_line AS other
LEFT JOIN ordered_line AS ordered ON ordered.line_key = other.line_key
WHERE ordered.line_key IS NULL
