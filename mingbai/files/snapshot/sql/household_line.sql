-- One row per household and programme approved or ordered in the month: its first line, and how many it has.
-- home: household
-- key: household_key
SELECT household_key, programme, MIN(line_key) AS line_key, COUNT(*) AS lines,
       MAX(CASE WHEN in_approvals THEN 1 ELSE 0 END) AS approved
FROM benefit_line
WHERE in_approvals OR in_roster
GROUP BY household_key, programme
