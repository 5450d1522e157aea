-- One row per person whom public money pays in a post that rules out assistance; a public-welfare post does not.
-- home: person
-- key: person_key
WITH told AS (
    SELECT person_key, unit, kind, name, 0 AS misspelt FROM payroll
    UNION ALL
    SELECT person_key, unit, kind, name, 1 AS misspelt FROM listed_otherwise WHERE said = 'payroll'
)
SELECT person_key, MIN(unit) AS unit, MIN(kind) AS kind, MIN(name) AS name, MAX(name) AS other_name,
       MIN(misspelt) = 1 AS is_misspelt
FROM told
WHERE NOT COALESCE(ANY_WORD(kind, PARAM('rk107_lawful_kinds', NULL)), FALSE)
GROUP BY person_key
