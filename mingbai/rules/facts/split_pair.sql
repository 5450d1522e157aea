-- One row per couple, or parent and minor child, counted in two dibao households at one address: the later household.
-- home: person
-- key: household_key
-- carry: household
WITH apart AS (
    SELECT here.line_key, here.household_key, here.household_id, here.name, here.amount_fen, here.address, here.county,
           here.relation, there.line_key AS there_line_key, there.household_key AS there_household_key,
           there.household_id AS there_household_id, there.name AS there_name, there.amount_fen AS there_fen,
           SUBSTRING(there.region_code, 1, 6) AS there_county, there.address AS there_address
    FROM counted_apart AS here
    JOIN appearances AS there ON there.person_key = here.there_key AND there.line_key = here.there_line_key
        AND there.household_key = here.there_household_key
    WHERE there.is_counted AND there.programme LIKE 'dibao%' AND here.household_id <> there.household_id
), pair AS (
    SELECT there_household_id < household_id AS here_is_later, relation, line_key, household_key, household_id, name,
           there_line_key, there_household_key, there_household_id, there_name,
           CASE WHEN amount_fen <= there_fen THEN amount_fen WHEN amount_fen > there_fen THEN there_fen END AS smaller_fen
    FROM apart
    WHERE county = there_county
      -- Not a plain equality, which would be sought by, and so worked out for every counted person.
      AND COALESCE(ONE_SPELLING(address) = ONE_SPELLING(there_address), FALSE) AND ONE_SPELLING(address) <> ''
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
