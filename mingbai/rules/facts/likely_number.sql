-- One row per number with a digit too few or too many that exactly one valid number of another list explains: that one.
-- It is a hint for whoever looks at the card, and joins nothing.
-- home: person
-- key: person_key
SELECT person_key, MIN(name) AS name, MIN(likely_number) AS likely_number
FROM agreeing_number
GROUP BY person_key
HAVING COUNT(*) = 1
