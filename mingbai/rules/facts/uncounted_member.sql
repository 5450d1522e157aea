-- One row per dibao line whose household lists people it does not count and gives no lawful reason: how many, and one of
-- them with the reason that is given. Single-person cases leave their families out by law.
-- home: household
-- key: line_key
WITH uncounted AS (
    SELECT household_key, programme,
           CASE WHEN exclusion IS NULL OR exclusion = '' THEN name ELSE name || '（' || exclusion || '）' END AS name
    FROM member_rows
    WHERE NOT counted AND programme LIKE 'dibao%'
        AND NOT COALESCE(ANY_WORD(exclusion, PARAM('rk211_exclusions', NULL)), FALSE)
), family_line AS (
    SELECT uncounted.household_key, uncounted.programme, MIN(line.line_key) AS line_key
    FROM uncounted
    JOIN benefit_line AS line ON line.household_key = uncounted.household_key AND line.programme = uncounted.programme
    WHERE line.in_approvals AND line.case_kind IS DISTINCT FROM 'single'
    GROUP BY uncounted.household_key, uncounted.programme
)
SELECT family_line.line_key, COUNT(*) AS people, MIN(uncounted.name) AS left_out_name
FROM family_line
JOIN uncounted ON uncounted.household_key = family_line.household_key AND uncounted.programme = family_line.programme
GROUP BY family_line.line_key
