-- One row per person whom the month's own lists write by different names under one valid number.
-- A name with a character that could not be written proves nothing.
-- home: person
-- key: person_key
WITH several AS (
    SELECT person_key FROM appearances GROUP BY person_key HAVING COUNT(*) > 1
), differing AS (
    SELECT person.person_key
    FROM several
    JOIN appearances AS person ON person.person_key = several.person_key
    GROUP BY person.person_key
    HAVING MIN(person.name) <> MAX(person.name) OR COUNT(person.name) < COUNT(*)
    UNION
    SELECT person_key FROM appearances
    WHERE LEAST(member_name, head_name, payee_name) <> GREATEST(member_name, head_name, payee_name)
)
SELECT person.person_key, MIN(LEAST(person.member_name, person.head_name, person.payee_name)) AS first_name,
       MAX(GREATEST(person.member_name, person.head_name, person.payee_name)) AS last_name
FROM differing
JOIN appearances AS person ON person.person_key = differing.person_key
WHERE person.person_key > 0
  AND NOT COALESCE(CONCAT(person.member_name, person.head_name, person.payee_name) LIKE '%□%'
                   OR CONCAT(person.member_name, person.head_name, person.payee_name) LIKE '%?%'
                   OR CONCAT(person.member_name, person.head_name, person.payee_name) LIKE '%*%', FALSE)
GROUP BY person.person_key
HAVING MIN(LEAST(person.member_name, person.head_name, person.payee_name))
       <> MAX(GREATEST(person.member_name, person.head_name, person.payee_name))
