-- One row per person whom two or more departments know by one other name than the month's lists.
-- home: person
-- key: person_key
WITH told AS (
    SELECT 'police' AS said_by, person_key, name FROM deaths
    UNION ALL
    SELECT 'cremations' AS said_by, person_key, name FROM cremations
    UNION ALL
    SELECT 'prisoners' AS said_by, person_key, name FROM prisoners
    UNION ALL
    SELECT 'payroll' AS said_by, person_key, name FROM payroll
    UNION ALL
    SELECT 'businesses' AS said_by, person_key, name FROM businesses
    UNION ALL
    SELECT 'social security' AS said_by, person_key, name FROM insurance
    UNION ALL
    SELECT 'social security' AS said_by, person_key, name FROM pensions
    UNION ALL
    SELECT 'housing_fund' AS said_by, person_key, name FROM housing_fund
    UNION ALL
    SELECT 'vehicles' AS said_by, person_key, name FROM vehicles
    UNION ALL
    SELECT 'properties' AS said_by, person_key, name FROM properties
    UNION ALL
    SELECT 'marriages' AS said_by, person_key, name FROM marriages
    UNION ALL
    SELECT 'disability' AS said_by, person_key, name FROM disability
    UNION ALL
    SELECT 'students' AS said_by, person_key, name FROM students
    UNION ALL
    SELECT 'illnesses' AS said_by, person_key, name FROM illnesses
), other AS (
    SELECT told.person_key, told.name, COUNT(DISTINCT told.said_by) AS departments
    FROM told
    JOIN appearances AS person ON person.person_key = told.person_key AND person.person_key > 0
    WHERE told.name <> person.name
      AND NOT (CONCAT(told.name, person.name) LIKE '%□%' OR CONCAT(told.name, person.name) LIKE '%?%'
               OR CONCAT(told.name, person.name) LIKE '%*%')
    GROUP BY told.person_key, told.name
    HAVING COUNT(DISTINCT told.said_by) >= 2
)
SELECT person_key, MIN(name) AS agreed, MAX(departments) AS departments
FROM other
GROUP BY person_key
