-- One row per benefit line: what civil affairs approved. A certificate entered twice counts once.
-- home: household
-- key: line_key
WITH certificate AS (
    SELECT line_key, MIN(row_id) AS row_id, MAX(amount_fen) AS amount_fen
    FROM active_approvals
    GROUP BY line_key, certificate_no
), summed AS (
    SELECT line_key, MIN(row_id) AS row_id, CAST(SUM(amount_fen) AS BIGINT) AS approved_fen, COUNT(*) AS certificates
    FROM certificate
    GROUP BY line_key
)
SELECT approval.line_key, approval.row_id, summed.approved_fen, summed.certificates, approval.certificate_no,
       approval.programme, approval.region_code, approval.household_id, approval.household_key, approval.head_id,
       approval.head_key, approval.head_state, approval.head_name, approval.payee_id, approval.payee_key,
       approval.payee_state, approval.payee_name, approval.account_no, approval.account_key, approval.account_name,
       approval.member_count, approval.priority_member_count, approval.annual_income_fen, approval.case_kind,
       approval.address, approval.grace_until, approval.publicity_ended_on, approval.standard_fen, approval.supply_mode,
       approval.care_level, approval.valid_from, approval.confirmed_on, approval.source, approval.row_no
FROM summed
JOIN active_approvals AS approval ON approval.row_id = summed.row_id
