-- One row per person on the month's lists and other number under which a department may know the person by the same name.
-- Either the department's number is misspelt or the month's own; which list names it is seen where the number lies.
-- home: person
-- key: list_key
-- carry: person
SELECT misspelt.misspelt_key AS list_key, person.person_key AS roll_key, misspelt.name
FROM misspelt_number AS misspelt
JOIN appearances AS person ON person.person_key = misspelt.candidate_key AND person.name = misspelt.name
UNION
SELECT candidate_key AS list_key, misspelt_key AS roll_key, name
FROM misspelt_number
