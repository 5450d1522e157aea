-- Every line of finance's list with the benefit line it means; those that mean none stay together by payee and programme.
-- home: person
-- key: household_key
-- carry: household
SELECT told.row_id, told.month, told.programme, told.payee_id, told.payee_key, told.payee_state, told.payee_name,
       told.account_no, told.account_key, told.amount_fen, told.source, told.row_no,
       COALESCE(offer.line_key, -LINE_KEY(told.programme, told.payee_key, told.payee_key)) AS line_key,
       COALESCE(offer.household_key, told.payee_key) AS household_key,
       CASE WHEN offer.line_key IS NOT NULL THEN offer.household_id
            ELSE COALESCE(told.household_id, CASE WHEN told.household_key > 0 THEN CAST(told.household_key AS VARCHAR) END, '')
       END AS household_id
FROM appropriations_sent AS told
LEFT JOIN claim_lines AS claimed ON claimed.said_by = 'finance' AND claimed.row_id = told.row_id
LEFT JOIN line_offers AS offer ON offer.line_key = claimed.line_key
