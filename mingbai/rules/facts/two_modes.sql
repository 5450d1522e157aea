-- One row per tekun person supported in an institution and at home at once, the line that is worth less.
-- home: person
-- key: person_key
WITH found AS (
    SELECT person_key, line_key, household_id, other_household_id, smaller_fen, tier
    FROM overlap
    WHERE kind = 'tekun' AND other_kind = 'tekun' AND is_smaller AND supply_mode <> other_supply_mode
    UNION ALL
    SELECT person.person_key, person.line_key, person.household_id, person.household_id AS other_household_id,
           both_modes.smaller_fen, person.tier
    FROM tekun_both_modes AS both_modes
    JOIN person ON person.person_key = both_modes.head_key AND person.line_key = both_modes.line_key
    WHERE person.is_head
), ranked AS (
    SELECT person_key, line_key, household_id, other_household_id, smaller_fen, tier,
           ROW_NUMBER() OVER (PARTITION BY person_key ORDER BY smaller_fen DESC NULLS LAST, line_key) AS place
    FROM found
)
SELECT person_key, line_key, household_id AS one_household_id, other_household_id, smaller_fen, tier
FROM ranked
WHERE place = 1
