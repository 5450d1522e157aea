-- One row per counted and listed member with a registered spouse, to be looked for where the spouse's number lies.
-- home: person
-- key: spouse_key
-- carry: person
SELECT DISTINCT marriage.spouse_key, marriage.spouse_id, marriage.registered_on, marriage.name, person.person_key,
       person.household_key, person.programme
FROM current_marriage AS marriage
JOIN appearances AS person ON person.person_key = marriage.person_key
WHERE person.is_counted AND person.is_member AND person.case_kind IS DISTINCT FROM 'single'
  AND (person.programme LIKE 'dibao%' OR person.programme LIKE 'tekun%')
