-- One row per mode of a benefit line that a tekun person has certificates for both modes on: institution and home.
-- home: household
-- key: head_key
-- carry: person
WITH both_modes AS (
    SELECT line_key, head_key
    FROM active_approvals
    WHERE programme LIKE 'tekun%' AND supply_mode IN ('central', 'dispersed')
    GROUP BY line_key, head_key
    HAVING MIN(supply_mode) <> MAX(supply_mode)
)
SELECT approval.head_key, approval.line_key, approval.supply_mode, MAX(approval.amount_fen) AS amount_fen
FROM both_modes
JOIN active_approvals AS approval
    ON approval.line_key = both_modes.line_key AND approval.head_key = both_modes.head_key
WHERE approval.supply_mode IN ('central', 'dispersed')
GROUP BY approval.head_key, approval.line_key, approval.supply_mode
