-- One row per benefit line and person dead before the month who is its payee or counted in it.
-- home: person
-- key: household_key
-- carry: household
SELECT person.household_key, person.line_key, person.person_key, person.name, death.died_on, person.is_counted,
       COALESCE(person.category IS NOT NULL
                OR person.born_number + PARAM('old_age', person.region_code) * 10000 <= run.month_number
                OR person.born_number + PARAM('minor_age', person.region_code) * 10000 > run.month_number,
                FALSE) AS is_priority,
       LISTED_TIER(death.is_misspelt, person.person_state, person.name, death.name, death.other_name) AS tier
FROM death
JOIN appearances AS person ON person.person_key = death.person_key
WHERE death.died_on < run.month AND (person.is_counted OR person.is_payee)
