-- One row per dibao household with more members owed the top-up, by age, papers or a register, than get it: how many do
-- by all its approvals together, and the line that speaks for them. A single-person case always holds its own.
-- home: household
-- key: line_key
WITH family AS (
    SELECT whole.household_key, whole.programme, whole.line_key, line.region_code, 1 AS lines,
           CAST(line.priority_member_count AS BIGINT) AS topped_up
    FROM household_line AS whole
    JOIN benefit_line AS line ON line.line_key = whole.line_key
    WHERE whole.lines = 1 AND whole.programme LIKE 'dibao%' AND line.in_approvals
        AND line.case_kind IS DISTINCT FROM 'single'
    UNION ALL
    SELECT whole.household_key, whole.programme, MIN(line.line_key) AS line_key, MIN(line.region_code) AS region_code,
           COUNT(*) AS lines, CAST(SUM(line.priority_member_count) AS BIGINT) AS topped_up
    FROM household_line AS whole
    JOIN benefit_line AS line ON line.household_key = whole.household_key AND line.programme = whole.programme
    WHERE whole.lines > 1 AND whole.programme LIKE 'dibao%' AND line.in_approvals
    GROUP BY whole.household_key, whole.programme
    HAVING COUNT(line.priority_member_count) = COUNT(*) AND COUNT(CASE WHEN line.case_kind = 'single' THEN 1 END) = 0
), placed AS (
    SELECT family.line_key, family.lines, family.topped_up, family.region_code, member.household_key, member.programme,
           member.person_key, member.name, member.category,
           COALESCE(YEAR(member.born_on) * 10000 + MONTH(member.born_on) * 100 + DAY(member.born_on),
                    CASE WHEN member.person_key > 0 THEN member.person_key // 11000 % 100000000 END) AS born_number
    FROM family
    JOIN member_rows AS member ON member.household_key = family.household_key AND member.programme = family.programme
    WHERE member.counted
), kind AS (
    SELECT written.category
    FROM (SELECT DISTINCT category FROM member_rows WHERE category IS NOT NULL) AS written
    WHERE ANY_WORD(written.category, PARAM('top_up_categories', NULL))
), owed AS (
    SELECT line_key, lines, topped_up, name
    FROM placed
    WHERE category IN (SELECT category FROM kind)
       OR (ANY_WORD('老年人', PARAM('top_up_categories', NULL))
           AND born_number + PARAM('old_age', region_code) * 10000 <= run.month_number)
       OR (ANY_WORD('未成年人', PARAM('top_up_categories', NULL))
           AND born_number + PARAM('minor_age', region_code) * 10000 > run.month_number)
       OR (person_key, household_key, programme) IN (SELECT person_key, household_key, programme FROM registered_need)
), short AS (
    SELECT line_key, lines, topped_up, COUNT(*) AS owed
    FROM owed
    GROUP BY line_key, lines, topped_up
    HAVING COUNT(*) > topped_up
)
SELECT short.line_key, short.lines, short.topped_up, short.owed, MIN(owed.name) AS first_owed
FROM short
JOIN owed ON owed.line_key = short.line_key
GROUP BY short.line_key, short.lines, short.topped_up, short.owed
