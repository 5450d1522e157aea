-- One row per benefit line approved for other months only: what was approved last, or will be.
-- home: household
-- key: line_key
WITH other AS (
    SELECT approval.line_key, approval.row_id, approval.valid_from
    FROM approvals AS approval
    LEFT JOIN active_approvals AS active ON active.line_key = approval.line_key
    WHERE active.line_key IS NULL
), latest AS (
    SELECT line_key, MAX(valid_from) AS valid_from FROM other GROUP BY line_key
), entry AS (
    SELECT other.line_key, MAX(other.row_id) AS row_id
    FROM other
    JOIN latest ON latest.line_key = other.line_key AND latest.valid_from = other.valid_from
    GROUP BY other.line_key
)
SELECT approval.line_key, approval.programme, approval.region_code, approval.household_id, approval.household_key,
       approval.payee_id, approval.payee_key, approval.payee_state, approval.payee_name, approval.account_key,
       approval.amount_fen, approval.valid_from, approval.valid_to
FROM entry
JOIN approvals AS approval ON approval.row_id = entry.row_id
