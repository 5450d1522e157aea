-- Every bank line with the benefit line it means; those that mean none stay together by payee and programme.
-- home: person
-- key: household_key
-- carry: household
WITH told AS (
    SELECT row_id, bank_ref, month, programme, payee_id, payee_key, payee_state, payee_name, account_no, account_key,
           amount_fen, paid_on, status, reason, purpose, returned_on, source, row_no
    FROM payments_known
    UNION ALL
    SELECT row_id, bank_ref, month, programme, payee_id, payee_key, payee_state, payee_name, account_no, account_key,
           amount_fen, paid_on, status, reason, purpose, returned_on, source, row_no
    FROM payments_guessed
)
SELECT told.row_id, told.bank_ref, told.month, COALESCE(offer.programme, told.programme) AS programme,
       told.payee_id, told.payee_key, told.payee_state, told.payee_name, told.account_no, told.account_key,
       told.amount_fen, told.paid_on, told.status, told.reason, told.purpose, told.returned_on, told.source, told.row_no,
       COALESCE(offer.line_key, -LINE_KEY(COALESCE(told.programme, ''), told.payee_key, told.payee_key)) AS line_key,
       COALESCE(offer.household_key, told.payee_key) AS household_key,
       COALESCE(offer.household_id, '') AS household_id,
       offer.line_key IS NOT NULL AS resolved
FROM told
LEFT JOIN claim_lines AS claimed ON claimed.said_by = 'bank' AND claimed.row_id = told.row_id
LEFT JOIN line_offers AS offer ON offer.line_key = claimed.line_key
