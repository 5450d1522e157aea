-- One row per person whom the month's own lists write by different names under one valid number.
-- A name with a character that could not be written proves nothing.
-- home: person
-- key: person_key
SELECT person_key, MIN(LEAST(member_name, head_name, payee_name)) AS first_name,
       MAX(GREATEST(member_name, head_name, payee_name)) AS last_name
FROM appearances
WHERE person_state IN ('valid', 'upgraded')
  AND NOT COALESCE(CONCAT(member_name, head_name, payee_name) LIKE '%□%'
                   OR CONCAT(member_name, head_name, payee_name) LIKE '%?%'
                   OR CONCAT(member_name, head_name, payee_name) LIKE '%*%', FALSE)
GROUP BY person_key
HAVING MIN(LEAST(member_name, head_name, payee_name)) <> MAX(GREATEST(member_name, head_name, payee_name))
