-- One row per benefit line whose grace months ended before this month and that nobody approved anew since.
-- home: household
-- key: line_key
SELECT past.line_key, MAX(past.grace_until) AS grace_until
FROM approvals AS past
LEFT JOIN approvals AS anew ON anew.line_key = past.line_key AND anew.row_id <> past.row_id
    AND anew.valid_from >= past.valid_from AND anew.valid_from <= run.month
    AND (anew.grace_until IS NULL OR anew.grace_until >= run.month)
WHERE past.grace_until < run.month AND anew.line_key IS NULL
GROUP BY past.line_key
