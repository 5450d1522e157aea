-- One row per person and whoever is filed, on some day of the month, to collect for the person or to keep the card.
-- home: person
-- key: person_key
SELECT person_key, proxy_key AS collector_key, MIN(proxy_id) AS collector_id
FROM proxies
WHERE filed_on <= run.month_end AND (until IS NULL OR until >= run.month)
GROUP BY person_key, proxy_key
UNION
SELECT person_key, keeper_key AS collector_key, MIN(keeper_id) AS collector_id
FROM card_keepers
WHERE filed_on <= run.month_end AND (until IS NULL OR until >= run.month)
GROUP BY person_key, keeper_key
