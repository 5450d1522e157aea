-- One row per household, programme and person listed in it.
-- home: household
-- key: person_key
-- carry: in place
WITH several AS (
    SELECT household_key, programme, person_key, MIN(row_id) AS row_id, BOOL_OR(counted) AS counted
    FROM members
    GROUP BY household_key, programme, person_key
    HAVING COUNT(*) > 1
)
SELECT member.household_key, member.household_id, member.programme, member.person_key, member.person_id,
       member.person_state, member.name, member.relation, COALESCE(several.counted, member.counted) AS counted,
       member.disability, member.category, member.exclusion, member.born_on, member.source, member.row_no
FROM members AS member
LEFT JOIN several ON several.household_key = member.household_key AND several.programme = member.programme
    AND several.person_key = member.person_key
WHERE several.row_id IS NULL OR several.row_id = member.row_id
