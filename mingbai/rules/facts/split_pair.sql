-- One row per couple, or parent and minor child, counted in two dibao households at one address: the later household.
-- home: person
-- key: household_key
-- carry: household
WITH pair AS (
    SELECT there.household_id < here.household_id AS here_is_later, there.relation,
           here.line_key, here.household_key, here.household_id, here.name,
           there.line_key AS there_line_key, there.household_key AS there_household_key,
           there.household_id AS there_household_id, there.name AS there_name,
           CASE WHEN here.amount_fen <= there.amount_fen THEN here.amount_fen
                WHEN here.amount_fen > there.amount_fen THEN there.amount_fen END AS smaller_fen
    FROM family_counted AS there
    JOIN appearances AS here ON here.person_key = there.relative_key
    WHERE here.is_counted AND here.programme LIKE 'dibao%' AND here.household_id <> there.household_id
        AND SUBSTRING(here.region_code, 1, 6) = there.county AND ONE_SPELLING(here.address) = there.address
)
SELECT line_key, household_key, there_household_id AS earlier_household_id, relation, name, there_name AS relative_name,
       smaller_fen
FROM pair
WHERE here_is_later
UNION ALL
SELECT there_line_key AS line_key, there_household_key AS household_key, household_id AS earlier_household_id, relation,
       there_name AS name, name AS relative_name, smaller_fen
FROM pair
WHERE NOT here_is_later
