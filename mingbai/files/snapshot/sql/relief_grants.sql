-- The approvals of temporary relief confirmed in the twelve months up to and with the month.
-- home: household
-- key: row_id
-- carry: in place
SELECT row_id, line_key, household_key, household_id, head_key, head_id, head_state, programme, region_code, head_name,
       payee_id, payee_key, certificate_no, account_no, account_key, amount_fen, reason_code, approval_level, confirmed_on,
       valid_from, standard_fen, source, row_no
FROM approvals
WHERE programme = 'linshi' AND confirmed_on >= run.year_ago AND confirmed_on <= run.month_end
