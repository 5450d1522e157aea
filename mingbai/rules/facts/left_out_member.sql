-- One row per dibao line whose household lists people it does not count and gives no reason: how many, and one of them.
-- Single-person cases leave their families out by law.
-- home: household
-- key: line_key
WITH left_out AS (
    SELECT household_key, programme, person_key, name
    FROM member_rows
    WHERE NOT counted AND programme LIKE 'dibao%'
        AND COALESCE(exclusion, '') IN ('', '无', '否', '没有', '不详', '未知', '-', '—', '/')
), family_line AS (
    SELECT left_out.household_key, left_out.programme, MIN(approved.line_key) AS line_key
    FROM left_out
    JOIN approved_line AS approved ON approved.household_key = left_out.household_key
        AND approved.programme = left_out.programme
    WHERE approved.case_kind IS DISTINCT FROM 'single'
    GROUP BY left_out.household_key, left_out.programme
)
SELECT family_line.line_key, COUNT(*) AS people, MIN(left_out.name) AS left_out_name
FROM family_line
JOIN left_out ON left_out.household_key = family_line.household_key AND left_out.programme = family_line.programme
GROUP BY family_line.line_key
