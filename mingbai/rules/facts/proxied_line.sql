-- One row per line of somebody for whom a proxy is filed on some day of the month.
-- home: person
-- key: collector_key
-- carry: person
SELECT person.line_key, person.household_key, person.household_id, person.programme, person.region_code,
       person.line_source AS source, person.line_row_no AS row_no, filed.proxy_key AS collector_key,
       MIN(filed.proxy_id) AS collector_id, MAX(person.amount_fen) AS amount_fen
FROM appearances AS person
JOIN proxies AS filed ON filed.person_key = person.person_key
WHERE person.is_counted AND COALESCE(person.supply_mode, '') <> 'central' AND filed.proxy_key <> person.person_key
  AND filed.filed_on <= run.month_end AND (filed.until IS NULL OR filed.until >= run.month)
GROUP BY person.line_key, person.household_key, person.household_id, person.programme, person.region_code,
         person.line_source, person.line_row_no, filed.proxy_key
