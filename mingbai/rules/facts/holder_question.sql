-- One row per line with a strange account holder and person the line is for: has the person filed the holder?
-- home: household
-- key: person_key
-- carry: person
SELECT line_key, household_key, holder, payee_key AS person_key FROM strange_holder
UNION
SELECT line_key, household_key, holder, head_key AS person_key FROM strange_holder WHERE head_key IS NOT NULL
UNION
SELECT strange.line_key, strange.household_key, strange.holder, member.person_key
FROM strange_holder AS strange
JOIN member_rows AS member ON member.household_key = strange.household_key AND member.programme = strange.programme
