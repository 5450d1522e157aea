-- One row per benefit line: what civil affairs approved. A certificate entered again counts once, as it was entered last.
-- home: household
-- key: line_key
WITH certificate AS (
    SELECT line_key, COALESCE(certificate_no, '') AS certificate_no, MAX(valid_from) AS valid_from
    FROM active_approvals
    GROUP BY line_key, COALESCE(certificate_no, '')
), entry AS (
    SELECT approval.line_key, MAX(approval.row_id) AS row_id
    FROM active_approvals AS approval
    JOIN certificate ON certificate.line_key = approval.line_key AND certificate.valid_from = approval.valid_from
        AND certificate.certificate_no = COALESCE(approval.certificate_no, '')
    GROUP BY approval.line_key, COALESCE(approval.certificate_no, '')
), summed AS (
    SELECT approval.line_key, MIN(approval.row_id) AS row_id, CAST(SUM(approval.amount_fen) AS BIGINT) AS approved_fen,
           COUNT(*) AS certificates, COALESCE(MIN(approval.head_key) <> MAX(approval.head_key), FALSE) AS several_heads
    FROM entry
    JOIN active_approvals AS approval ON approval.row_id = entry.row_id
    GROUP BY approval.line_key
)
SELECT approval.line_key, approval.row_id, summed.approved_fen, summed.certificates, summed.several_heads,
       approval.certificate_no, approval.programme, approval.region_code, approval.household_id, approval.household_key,
       approval.head_id, approval.head_key, approval.head_state, approval.head_name, approval.payee_id, approval.payee_key,
       approval.payee_state, approval.payee_name, approval.account_no, approval.account_key, approval.account_name,
       approval.member_count, approval.priority_member_count, approval.annual_income_fen, approval.case_kind,
       approval.address, approval.grace_until, approval.publicity_ended_on, approval.standard_fen, approval.supply_mode,
       approval.care_level, approval.valid_from, approval.confirmed_on, approval.source, approval.row_no
FROM summed
JOIN active_approvals AS approval ON approval.row_id = summed.row_id
