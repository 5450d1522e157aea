-- One row per approval in force in the month, as it stands in the register.
-- home: household
-- key: row_id
-- of: active_approvals
SELECT row_id, line_key, certificate_no, programme, region_code, household_id, household_key, head_id AS person_id,
       head_name AS name, payee_id, case_kind, amount_fen, valid_from, confirmed_on, publicity_ended_on, source, row_no, run.month AS month,
       CASE WHEN head_state IN ('valid', 'upgraded') THEN 'A' ELSE 'B' END AS tier
FROM active_approvals
