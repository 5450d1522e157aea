-- Every bank line with the benefit line it means; those that mean none stay together by payee (else account) and programme.
-- home: person
-- key: household_key
-- carry: household
SELECT told.row_id, told.bank_ref, told.month,
       COALESCE(offer.programme, used.programme, told.programme, outsider.programme) AS programme,
       told.payee_id, told.payee_key, told.payee_state, told.payee_name, told.account_no, told.account_key,
       told.amount_fen, told.paid_on, told.status, told.reason, told.purpose, told.returned_on, told.source, told.row_no,
       told.is_back_pay, told.is_repeat,
       COALESCE(claimed.line_key,
                -LINE_KEY(COALESCE(told.programme, outsider.programme, ''), told.seeker_key, told.seeker_key)) AS line_key,
       COALESCE(offer.household_key, used.household_key, told.seeker_key) AS household_key,
       CASE WHEN offer.line_key IS NOT NULL THEN offer.household_id WHEN used.line_key IS NOT NULL THEN used.household_id
            ELSE '' END AS household_id,
       claimed.line_key IS NOT NULL AS resolved
FROM payments_told AS told
LEFT JOIN claim_lines AS claimed ON claimed.said_by = 'bank' AND claimed.row_id = told.row_id
LEFT JOIN line_offers AS offer ON offer.line_key = claimed.line_key
LEFT JOIN account_uses AS used ON used.account_key = told.account_key AND used.line_key = claimed.line_key
LEFT JOIN outsider ON outsider.payee_key = told.payee_key
