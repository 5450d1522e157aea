-- One row per person the latest entry of the marriage register calls married; an entry that ends it on the same day wins.
-- home: person
-- key: person_key
-- carry: in place
WITH entry AS (
    SELECT person_key, spouse_key, spouse_id, name, status, registered_on,
           ROW_NUMBER() OVER (
               PARTITION BY person_key
               ORDER BY registered_on DESC NULLS LAST, CASE WHEN status = 'married' THEN 1 ELSE 0 END, name NULLS LAST, spouse_key
           ) AS place
    FROM marriages
    WHERE spouse_key IS NOT NULL AND person_key IS NOT NULL AND (registered_on IS NULL OR registered_on <= run.month_end)
)
SELECT person_key, spouse_key, spouse_id, name, registered_on
FROM entry
WHERE place = 1 AND status = 'married'
