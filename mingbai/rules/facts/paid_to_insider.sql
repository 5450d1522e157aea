-- One row per line whose money goes to an officer or an officer's unfiled relative who has no part in the household.
-- home: household
-- key: line_key
WITH told AS (
    SELECT line_key, household_key, officer_key, officer_name, post, how, how_en, place FROM officer_account_use
    UNION ALL
    SELECT line_key, household_key, officer_key, officer_name, post, how, how_en, place FROM officer_collects
), outside AS (
    SELECT told.line_key, told.officer_key, told.officer_name, told.post, told.how, told.how_en, told.place
    FROM told
    JOIN benefit_line AS line ON line.line_key = told.line_key
    LEFT JOIN member_rows AS member ON member.household_key = told.household_key AND member.person_key = told.officer_key
    WHERE member.person_key IS NULL AND told.officer_key <> COALESCE(line.head_key, line.payee_key)
), ranked AS (
    SELECT line_key, officer_name, post, how, how_en,
           ROW_NUMBER() OVER (PARTITION BY line_key ORDER BY place, officer_key, post, how) AS turn
    FROM outside
)
SELECT line_key, officer_name, post, how, how_en
FROM ranked
WHERE turn = 1
