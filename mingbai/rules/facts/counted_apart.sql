-- One row per couple, or parent and minor child, counted for dibao in two households: where the spouse or the parent is,
-- to be set beside where the other is.
-- home: person
-- key: there_key
-- carry: person
SELECT there.person_key AS there_key, there.line_key AS there_line_key, there.household_key AS there_household_key,
       there.relation, here.line_key, here.household_key, here.household_id, here.name, here.amount_fen, here.address,
       SUBSTRING(here.region_code, 1, 6) AS county
FROM family_counted AS there
JOIN appearances AS here ON here.person_key = there.relative_key
WHERE here.is_counted AND here.programme LIKE 'dibao%' AND here.household_key <> there.household_key
