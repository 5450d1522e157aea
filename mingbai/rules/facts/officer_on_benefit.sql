-- One row per officer who is a recipient: the post, and the largest benefit. Welfare allowances are owed to anyone.
-- home: person
-- key: person_key
WITH ranked AS (
    SELECT person.person_key, person.line_key, officers.unit, officers.post, officers.name AS officer_name,
           ROW_NUMBER() OVER (
               PARTITION BY person.person_key
               ORDER BY person.amount_fen DESC NULLS LAST, person.line_key, officers.row_id
           ) AS place
    FROM officers
    JOIN appearances AS person ON person.person_key = officers.person_key
    WHERE person.is_counted
        AND person.programme NOT IN ('living_disabled', 'care_disabled', 'orphan', 'unsupported_child', 'old_age')
)
SELECT person_key, line_key, unit, post, officer_name
FROM ranked
WHERE place = 1
