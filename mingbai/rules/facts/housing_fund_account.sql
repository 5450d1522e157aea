-- One row per person with a housing-fund account that receives deposits: the highest base.
-- home: person
-- key: person_key
SELECT person_key, MAX(base_fen) AS base_fen, MIN(name) AS name, MAX(name) AS other_name
FROM housing_fund
WHERE ANY_WORD(status, PARAM('rk111_active_statuses', NULL)) AND NOT ANY_WORD(status, PARAM('rk111_stopped_statuses', NULL))
GROUP BY person_key
