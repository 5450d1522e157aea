-- One row per decision on relief in the twelve months up to and with the month, once for its head and once for its
-- household, each to be gathered wherever it was granted. A decision entered twice counts once.
-- home: household
-- key: group_key
-- carry: person
WITH latest_entry AS (
    SELECT MAX(row_id) AS row_id
    FROM relief
    GROUP BY household_key, head_key, confirmed_on, COALESCE(certificate_no, ''),
             CASE WHEN certificate_no IS NULL THEN amount_fen END, CASE WHEN certificate_no IS NULL THEN reason_code END
), decision AS (
    SELECT relief.row_id, relief.household_key, relief.head_key, relief.name, relief.region_code, relief.reason_code,
           relief.confirmed_on, YEAR(relief.confirmed_on) * 12 + MONTH(relief.confirmed_on) AS month_index,
           relief.amount_fen
    FROM latest_entry
    JOIN relief ON relief.row_id = latest_entry.row_id
)
SELECT 'person' AS gathered_by, head_key AS group_key,
       -- An impossible number is a person only together with the name, a household number a family only in its county.
       CASE WHEN head_key > 0 THEN '' ELSE COALESCE(name, '') END AS mark,
       row_id, household_key, region_code, reason_code, confirmed_on, month_index, amount_fen
FROM decision
WHERE head_key IS NOT NULL
UNION ALL
SELECT 'household' AS gathered_by, household_key AS group_key, SUBSTRING(region_code, 1, 6) AS mark,
       row_id, household_key, region_code, reason_code, confirmed_on, month_index, amount_fen
FROM decision
