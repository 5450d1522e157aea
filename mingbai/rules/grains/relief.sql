-- One row per grant of temporary relief confirmed in the twelve months up to and with the month.
-- home: household
-- key: row_id
-- of: relief_grants
SELECT row_id, line_key, household_key, household_id, head_key, head_id, head_state, programme, region_code,
       head_id AS person_id, head_name AS name, payee_id, certificate_no, account_no, account_key, amount_fen,
       reason_code, approval_level, confirmed_on, valid_from, standard_fen, source, row_no, run.month AS month,
       CASE WHEN head_state IN ('valid', 'upgraded') THEN 'A' ELSE 'B' END AS tier
FROM relief_grants
