-- One row per benefit line approved for other months only: what was approved last, or will be.
-- home: household
-- key: line_key
WITH other AS (
    SELECT approval.line_key, MAX(approval.valid_from) AS valid_from
    FROM approvals AS approval
    LEFT JOIN approved_line AS approved ON approved.line_key = approval.line_key
    WHERE approved.line_key IS NULL
    GROUP BY approval.line_key
), latest AS (
    SELECT approval.line_key, MAX(approval.row_id) AS row_id
    FROM approvals AS approval
    JOIN other ON other.line_key = approval.line_key AND other.valid_from = approval.valid_from
    GROUP BY approval.line_key
)
SELECT approval.line_key, approval.programme, approval.region_code, approval.household_id, approval.household_key,
       approval.payee_id, approval.payee_key, approval.payee_state, approval.payee_name, approval.account_key,
       approval.amount_fen, approval.valid_from, approval.valid_to
FROM latest
JOIN approvals AS approval ON approval.row_id = latest.row_id
