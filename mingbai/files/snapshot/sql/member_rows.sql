-- One row per household, programme and person listed in it.
-- home: household
-- key: person_key
-- carry: in place
WITH summed AS (
    SELECT household_key, programme, person_key, MIN(row_id) AS row_id, BOOL_OR(counted) AS counted
    FROM members
    GROUP BY household_key, programme, person_key
)
SELECT member.household_key, member.household_id, member.programme, member.person_key, member.person_id,
       member.person_state, member.name, member.relation, summed.counted, member.disability, member.category,
       member.exclusion, member.born_on, member.source, member.row_no
FROM summed
JOIN members AS member ON member.row_id = summed.row_id
