-- Rows of valid numbers under which another list knows, by the same name, somebody whose number has a digit too few or
-- too many.
-- home: person
-- key: person_key
-- carry: person
WITH known AS (
    SELECT person_key, person_id, name FROM appearances WHERE person_key > 0
    UNION ALL
    SELECT person_key, person_id, name FROM deaths WHERE person_key > 0
    UNION ALL
    SELECT person_key, person_id, name FROM cremations WHERE person_key > 0
    UNION ALL
    SELECT person_key, person_id, name FROM disability WHERE person_key > 0
    UNION ALL
    SELECT person_key, person_id, name FROM pensions WHERE person_key > 0
    UNION ALL
    SELECT person_key, person_id, name FROM payroll WHERE person_key > 0
)
SELECT DISTINCT short.misspelt_key AS person_key, known.name, known.person_id AS likely_number
FROM mislengthed_number AS short
JOIN known ON known.person_key = short.candidate_key AND known.name = short.name
