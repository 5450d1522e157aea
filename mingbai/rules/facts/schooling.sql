-- One row per person at a school that lets a tekun minor stay on after coming of age; a university is none.
-- home: person
-- key: person_key
SELECT person_key, MIN(level) AS level
FROM students
WHERE ANY_WORD(level, PARAM('tekun_school_levels', NULL))
GROUP BY person_key
