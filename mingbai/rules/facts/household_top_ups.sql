-- One row per dibao household with members owed the top-up, by age, papers or a register: how many, how many get it by
-- all its approvals together, and the line that speaks for them. A single-person case always holds its own.
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
                    CASE WHEN member.person_state IN ('valid', 'upgraded')
                         THEN CAST(SUBSTRING(member.person_id, 7, 8) AS BIGINT) END) AS born_number
    FROM family
    JOIN member_rows AS member ON member.household_key = family.household_key AND member.programme = family.programme
    WHERE member.counted
), kind AS (
    SELECT written.category, COALESCE(ANY_WORD(written.category, PARAM('top_up_categories', NULL)), FALSE) AS is_owed
    FROM (SELECT DISTINCT category FROM member_rows WHERE category IS NOT NULL) AS written
), owed AS (
    SELECT placed.line_key, placed.lines, placed.topped_up, placed.name,
           COALESCE(kind.is_owed, FALSE) OR registered.person_key IS NOT NULL
           OR COALESCE(ANY_WORD('老年人', PARAM('top_up_categories', NULL))
              AND placed.born_number + PARAM('old_age', placed.region_code) * 10000 <= run.month_number, FALSE)
           OR COALESCE(ANY_WORD('未成年人', PARAM('top_up_categories', NULL))
              AND placed.born_number + PARAM('minor_age', placed.region_code) * 10000 > run.month_number, FALSE) AS is_owed
    FROM placed
    LEFT JOIN kind ON kind.category = placed.category
    LEFT JOIN registered_need AS registered ON registered.household_key = placed.household_key
        AND registered.programme = placed.programme AND registered.person_key = placed.person_key
)
SELECT line_key, lines, topped_up, COUNT(*) AS owed, MIN(name) AS first_owed
FROM owed
WHERE is_owed
GROUP BY line_key, lines, topped_up
