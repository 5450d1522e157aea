-- One row per benefit line whose counted members own cars: how many, each once.
-- home: household
-- key: line_key
SELECT COALESCE(whole.line_key, owned.line_key) AS line_key, COUNT(DISTINCT owned.car) AS cars, MIN(owned.name) AS owner,
       MIN(owned.plate) AS plate, MIN(owned.kind) AS car_kind, MAX(owned.tier) AS tier
FROM owned_car AS owned
LEFT JOIN household_line AS whole ON owned.programme LIKE 'dibao%'
    AND whole.household_key = owned.household_key AND whole.programme = owned.programme
GROUP BY COALESCE(whole.line_key, owned.line_key)
