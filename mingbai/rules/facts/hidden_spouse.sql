-- One row per member whose registered spouse stands nowhere in the household.
-- home: person
-- key: person_key
WITH ranked AS (
    SELECT person_key, household_key, programme, spouse_id, registered_on, name, is_assisted, is_on_payroll, unit, kind,
           ROW_NUMBER() OVER (PARTITION BY person_key ORDER BY programme, household_key) AS place
    FROM spouse_outside
)
SELECT person_key, household_key, programme, spouse_id, registered_on, name, is_assisted, is_on_payroll, unit, kind
FROM ranked
WHERE place = 1
