-- One row per person who was in custody on some day of the month: from when to when, and whether on every day of it.
-- Terms that follow each other without a free day between count as one.
-- home: person
-- key: person_key
WITH told AS (
    SELECT person_key, from_on, to_on, name, 0 AS misspelt FROM prisoners
    UNION ALL
    SELECT person_key, from_on, to_on, name, 1 AS misspelt FROM listed_otherwise WHERE said = 'custody'
), term AS (
    SELECT person_key, from_on, to_on, name, misspelt,
           MAX(COALESCE(to_on, run.month_end)) OVER (
               PARTITION BY person_key ORDER BY from_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ) AS reached_on
    FROM told
    WHERE from_on <= run.month_end AND (to_on IS NULL OR to_on >= run.month)
)
SELECT person_key, MIN(from_on) AS from_on, CASE WHEN COUNT(*) = COUNT(to_on) THEN MAX(to_on) END AS to_on,
       MIN(name) AS name, MAX(name) AS other_name, MIN(misspelt) = 1 AS is_misspelt,
       MIN(from_on) <= run.month AND MAX(COALESCE(to_on, run.month_end)) >= run.month_end
       AND COUNT(CASE WHEN from_on > run.month AND DATEDIFF('day', reached_on, from_on) > 1 THEN 1 END) = 0 AS is_all_month
FROM term
GROUP BY person_key
