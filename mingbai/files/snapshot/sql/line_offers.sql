-- One row per benefit line, as a payment or an appropriation may ask for it: by payee, account and amount.
-- A line approved for other months only is offered too, to say whose it was; it never competes with one of this month.
-- home: household
-- key: payee_key
-- carry: person
SELECT line_key, household_key, household_id, programme, payee_key,
       CASE WHEN in_roster THEN ordered_key ELSE approved_key END AS account_key, rostered_fen, approved_fen, 1 AS is_live
FROM known_line
UNION ALL
SELECT other.line_key, other.household_key, other.household_id, other.programme, other.payee_key, other.account_key,
       CAST(NULL AS BIGINT) AS rostered_fen, other.amount_fen AS approved_fen, 0 AS is_live
FROM lapsed_line AS other
LEFT JOIN roster ON roster.line_key = other.line_key
WHERE roster.line_key IS NULL
