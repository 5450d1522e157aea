-- One row per car that stands in the name of a counted member.
-- home: person
-- key: household_key
-- carry: household
SELECT person.household_key, person.programme, person.line_key, person.name,
       COALESCE(vehicle.plate, CAST(vehicle.row_id AS VARCHAR)) AS car, vehicle.plate, vehicle.kind,
       MATCH_TIER(person.person_state, person.name, vehicle.name) AS tier
FROM vehicles AS vehicle
JOIN appearances AS person ON person.person_key = vehicle.person_key
WHERE person.is_counted AND (person.programme LIKE 'dibao%' OR person.programme LIKE 'tekun%')
  AND ANY_WORD(vehicle.kind, PARAM('rk109_vehicle_kinds', NULL))
  AND NOT ANY_WORD(vehicle.kind, PARAM('rk109_exempt_words', NULL))
  AND NOT ANY_WORD(vehicle.status, PARAM('rk109_gone_statuses', NULL))
  AND (vehicle.registered_on IS NULL OR vehicle.registered_on <= run.month_end)
