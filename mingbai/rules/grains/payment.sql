-- One row per bank line of the month, with the benefit line it means.
-- home: household
-- key: row_id
-- of: payments
SELECT payment.row_id, payment.bank_ref, payment.line_key, payment.household_key, payment.amount_fen, payment.paid_on,
       payment.status, payment.reason, payment.purpose, payment.returned_on, payment.resolved, payment.account_no,
       payment.account_key, payment.payee_name AS name, payment.source, payment.row_no,
       payment.is_back_pay, run.month AS month, COALESCE(line.programme, payment.programme, '') AS programme, line.region_code,
       COALESCE(line.household_id, payment.household_id) AS household_id,
       COALESCE(line.payee_id, payment.payee_id) AS person_id, line.payee_key, line.payee_id, line.head_name,
       line.in_approvals, line.in_roster, line.approved_fen, line.rostered_fen, line.paid_fen, line.successes,
       line.instructions, line.member_count, line.priority_member_count, line.annual_income_fen, line.standard_fen,
       line.case_kind, line.confirmed_on, line.valid_from, line.valid_to, line.certificate_no, line.back_pay_fen,
       line.bank_fen, line.payee_name,
       CASE WHEN line.payee_state IN ('valid', 'upgraded') THEN 'A' ELSE 'B' END AS tier
FROM payments AS payment
LEFT JOIN line ON line.line_key = payment.line_key
WHERE (payment.month = run.month OR payment.month IS NULL) AND NOT payment.is_repeat
