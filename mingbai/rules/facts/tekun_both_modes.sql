-- One row per benefit line of a tekun person with certificates for both modes: in an institution and at home.
-- home: household
-- key: head_key
-- carry: person
SELECT head_key, line_key, MIN(amount_fen) AS smaller_fen
FROM active_approvals
WHERE programme LIKE 'tekun%' AND supply_mode IN ('central', 'dispersed')
GROUP BY head_key, line_key
HAVING MIN(supply_mode) <> MAX(supply_mode)
