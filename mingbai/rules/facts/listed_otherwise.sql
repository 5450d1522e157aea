-- Rows of the lists whose findings are red, for people known there by a number one slip away and the same name.
-- home: person
-- key: person_key
-- carry: person
WITH told AS (
    SELECT 'death' AS said, person_key, name, died_on AS from_on, CAST(NULL AS DATE) AS to_on,
           CAST(NULL AS VARCHAR) AS unit, CAST(NULL AS VARCHAR) AS kind
    FROM deaths
    UNION ALL
    SELECT 'death' AS said, person_key, name, cremated_on AS from_on, CAST(NULL AS DATE) AS to_on,
           CAST(NULL AS VARCHAR) AS unit, CAST(NULL AS VARCHAR) AS kind
    FROM cremations
    UNION ALL
    SELECT 'custody' AS said, person_key, name, from_on, to_on, CAST(NULL AS VARCHAR) AS unit, CAST(NULL AS VARCHAR) AS kind
    FROM prisoners
    UNION ALL
    SELECT 'payroll' AS said, person_key, name, CAST(NULL AS DATE) AS from_on, CAST(NULL AS DATE) AS to_on, unit, kind
    FROM payroll
)
SELECT other.roll_key AS person_key, told.said, told.name, told.from_on, told.to_on, told.unit, told.kind
FROM other_number AS other
JOIN told ON told.person_key = other.list_key AND told.name = other.name
