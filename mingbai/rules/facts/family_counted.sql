-- Per member counted for dibao and each spouse, parent or minor child on the registers: where the member is counted.
-- A child is a minor on the first of the month; the tie is told from the minor's side only.
-- home: person
-- key: relative_key
-- carry: person
WITH tie AS (
    SELECT person_key, spouse_key AS relative_key, 'spouse' AS relation
    FROM current_marriage
    UNION ALL
    SELECT person_key, other_key AS relative_key, 'minor' AS relation
    FROM kinships
    WHERE IS_PARENTAGE(relation)
)
SELECT tie.relative_key, tie.relation, member.person_key, member.line_key, member.household_key
FROM tie
JOIN appearances AS member ON member.person_key = tie.person_key
WHERE member.is_counted AND member.programme LIKE 'dibao%'
    AND (tie.relation = 'spouse'
         OR member.born_number + PARAM('minor_age', member.region_code) * 10000 > run.month_number)
