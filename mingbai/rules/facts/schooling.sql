-- One row per person at a school that lets a tekun minor stay on after coming of age.
-- The lists shorten the names of such schools in many ways; a university is none of them.
-- home: person
-- key: person_key
SELECT person_key, MIN(level) AS level
FROM students
WHERE ANY_WORD(level, PARAM('tekun_school_levels', NULL)) OR level LIKE '%高中%' OR level LIKE '%中职%'
   OR level LIKE '%中专%' OR level LIKE '%职高%' OR level LIKE '%技校%' OR level LIKE '%义务教育%' OR level LIKE '%特殊教育%'
GROUP BY person_key
