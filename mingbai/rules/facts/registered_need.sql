-- One row per counted dibao member whom a register calls severely disabled or seriously ill, where that earns a top-up.
-- home: person
-- key: household_key
-- carry: household
WITH need AS (
    SELECT person_key
    FROM disability
    WHERE level IN ('1', '2') AND (valid_to IS NULL OR valid_to >= run.month)
      AND ANY_WORD('重度残疾', PARAM('top_up_categories', NULL))
    UNION
    SELECT person_key FROM illnesses WHERE ANY_WORD('重病', PARAM('top_up_categories', NULL))
)
SELECT person.household_key, person.programme, person.person_key
FROM need
JOIN appearances AS person ON person.person_key = need.person_key
WHERE person.is_counted AND person.programme LIKE 'dibao%' AND person.person_key > 0
