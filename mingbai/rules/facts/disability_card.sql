-- One row per person on the disability register: the card that is valid longest, and whether any card means unable to work.
-- home: person
-- key: person_key
WITH ranked AS (
    SELECT person_key, kind, level, valid_to, name,
           CASE WHEN UNABLE_TO_WORK(kind, level, PARAM('tekun_disability', NULL)) THEN 1 ELSE 0 END AS unable,
           ROW_NUMBER() OVER (PARTITION BY person_key ORDER BY valid_to DESC NULLS FIRST, level, kind) AS place
    FROM disability
)
SELECT person_key, MIN(CASE WHEN place = 1 THEN kind END) AS kind, MIN(CASE WHEN place = 1 THEN level END) AS level,
       MIN(CASE WHEN place = 1 THEN DISABILITY_WORDS(kind, level) END) AS card,
       MIN(CASE WHEN place = 1 THEN kind || ' ' || level END) AS card_en,
       MIN(CASE WHEN place = 1 THEN valid_to END) AS valid_to, MIN(name) AS name, MAX(name) AS other_name,
       MAX(unable) = 1 AS is_unable_to_work
FROM ranked
GROUP BY person_key
