-- One row per roster line that had other accounts within the twelve months up to this one: how many in all, and the last.
-- home: household
-- key: line_key
SELECT line.line_key, 1 + COUNT(DISTINCT history.account_key) AS accounts,
       MAX(CASE WHEN history.month = run.previous_month THEN history.account_no END) AS previous_account_no
FROM history
JOIN benefit_line AS line ON line.line_key = history.line_key
WHERE history.month >= run.year_ago AND history.month < run.month AND history.account_key <> line.rostered_account_key
GROUP BY line.line_key
