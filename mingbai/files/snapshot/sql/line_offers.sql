-- One row per benefit line of the month, as a payment or an appropriation may ask for it: by payee, account and amount.
-- home: household
-- key: payee_key
-- carry: person
SELECT ordered.line_key, ordered.household_key, ordered.household_id, ordered.programme, ordered.payee_key,
       ordered.account_key, ordered.rostered_fen AS amount_fen
FROM ordered_line AS ordered
UNION ALL
SELECT approved.line_key, approved.household_key, approved.household_id, approved.programme, approved.payee_key,
       approved.account_key, approved.approved_fen AS amount_fen
FROM approved_line AS approved
LEFT JOIN ordered_line AS ordered ON ordered.line_key = approved.line_key
WHERE ordered.line_key IS NULL
