-- Per township: how many members of dibao households in the month get a top-up, and how many lines are single cases.
-- home: household
-- key: township_key
-- carry: region
SELECT TRY_CAST(SUBSTRING(region_code, 1, 9) AS BIGINT) AS township_key, SUBSTRING(region_code, 1, 9) AS township,
       COUNT(*) AS lines, CAST(SUM(member_count) AS BIGINT) AS persons,
       CAST(SUM(COALESCE(priority_member_count, 0)) AS BIGINT) AS priority_persons,
       COUNT(priority_member_count) AS known_lines,
       COUNT(CASE WHEN case_kind = 'single' THEN 1 END) AS single_cases, COUNT(case_kind) AS known_kinds
FROM benefit_line
WHERE in_approvals AND programme LIKE 'dibao%' AND LENGTH(region_code) >= 9
GROUP BY TRY_CAST(SUBSTRING(region_code, 1, 9) AS BIGINT), SUBSTRING(region_code, 1, 9)
