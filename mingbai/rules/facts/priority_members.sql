-- One row per dibao household with one line: how many counted members are owed the top-up, by age, papers or a register.
-- home: household
-- key: line_key
WITH placed AS (
    SELECT whole.line_key, line.region_code, member.household_key, member.programme, member.person_key, member.name,
           member.category,
           COALESCE(YEAR(member.born_on) * 10000 + MONTH(member.born_on) * 100 + DAY(member.born_on),
                    CASE WHEN member.person_state IN ('valid', 'upgraded')
                         THEN CAST(SUBSTRING(member.person_id, 7, 8) AS BIGINT) END) AS born_number
    FROM household_line AS whole
    JOIN benefit_line AS line ON line.line_key = whole.line_key
    JOIN member_rows AS member ON member.household_key = whole.household_key AND member.programme = whole.programme
    WHERE whole.programme LIKE 'dibao%' AND whole.lines = 1 AND line.in_approvals AND member.counted
), owed AS (
    SELECT placed.line_key, placed.name,
           COALESCE(ANY_WORD(placed.category, PARAM('top_up_categories', NULL)), FALSE)
           OR registered.person_key IS NOT NULL
           OR COALESCE(ANY_WORD('老年人', PARAM('top_up_categories', NULL))
              AND placed.born_number + PARAM('old_age', placed.region_code) * 10000 <= run.month_number, FALSE)
           OR COALESCE(ANY_WORD('未成年人', PARAM('top_up_categories', NULL))
              AND placed.born_number + PARAM('minor_age', placed.region_code) * 10000 > run.month_number, FALSE) AS is_owed
    FROM placed
    LEFT JOIN registered_need AS registered ON registered.household_key = placed.household_key
        AND registered.programme = placed.programme AND registered.person_key = placed.person_key
)
SELECT line_key, COUNT(*) AS owed, MIN(name) AS first_owed
FROM owed
WHERE is_owed
GROUP BY line_key
