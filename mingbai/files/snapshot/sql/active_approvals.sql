-- The approvals in force in the month; a one-off grant only in its own month.
-- home: household
-- key: line_key
SELECT line_key, row_id, certificate_no, programme, region_code, household_id, household_key, head_id, head_key, head_state,
       head_name, payee_id, payee_key, payee_state, payee_name, account_no, account_key, account_name, amount_fen,
       member_count, priority_member_count, annual_income_fen, case_kind, address, grace_until, publicity_ended_on,
       standard_fen, supply_mode, care_level, valid_from, valid_to, confirmed_on, source, row_no
FROM approvals
WHERE valid_from <= run.month
  AND (valid_to >= run.month OR (valid_to IS NULL AND (programme <> 'linshi' OR valid_from = run.month)))
