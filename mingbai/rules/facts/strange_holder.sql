-- One row per roster line whose account belongs, by its name, to nobody of the household and to no institution.
-- home: household
-- key: line_key
-- carry: in place
WITH held AS (
    SELECT line.line_key, line.household_key, line.payee_key, line.head_key, line.programme, line.supply_mode,
           line.rostered_account_key, COALESCE(line.account_name, line.lowest_name) AS holder
    FROM benefit_line AS line
    WHERE line.in_roster AND COALESCE(line.account_name, line.lowest_name) <> line.payee_name
      AND NOT SAME_NAME(COALESCE(line.account_name, line.lowest_name), line.payee_name)
      AND NOT COALESCE(SAME_NAME(COALESCE(line.account_name, line.lowest_name), line.head_name), FALSE)
), members AS (
    SELECT held.line_key, COUNT(*) AS members
    FROM held
    JOIN member_rows AS member ON member.household_key = held.household_key
    WHERE SAME_NAME(held.holder, member.name)
    GROUP BY held.line_key
), listed AS (
    SELECT held.line_key
    FROM held
    JOIN institutions ON institutions.account_key = held.rostered_account_key
    UNION
    SELECT held.line_key
    FROM held
    JOIN institutions ON institutions.name = held.holder
)
SELECT held.line_key, held.household_key, held.payee_key, held.head_key, held.programme, held.holder
FROM held
LEFT JOIN members ON members.line_key = held.line_key
LEFT JOIN listed ON listed.line_key = held.line_key
WHERE members.line_key IS NULL AND listed.line_key IS NULL
  AND NOT COALESCE(held.supply_mode = 'central' AND (held.holder LIKE '%院%' OR held.holder LIKE '%中心%'
                                                     OR held.holder LIKE '%机构%' OR held.holder LIKE '%公寓%'), FALSE)
