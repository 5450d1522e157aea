-- One row per person on the disability register: the card that is valid longest, and whether any card means unable to work.
-- home: person
-- key: person_key
WITH card AS (
    SELECT person_key, kind, level, valid_to, name,
           CASE WHEN UNABLE_TO_WORK(kind, level, PARAM('tekun_disability', NULL)) THEN 1 ELSE 0 END AS unable
    FROM disability
), several AS (
    SELECT person_key FROM disability GROUP BY person_key HAVING COUNT(*) > 1
), ranked AS (
    SELECT card.person_key, card.kind, card.level, card.valid_to, card.name, card.unable,
           ROW_NUMBER() OVER (
               PARTITION BY card.person_key ORDER BY card.valid_to DESC NULLS FIRST, card.level, card.kind
           ) AS place
    FROM several
    JOIN card ON card.person_key = several.person_key
)
SELECT card.person_key, card.kind, card.level, card.valid_to, card.name, card.name AS other_name,
       card.unable = 1 AS is_unable_to_work
FROM card
LEFT JOIN several ON several.person_key = card.person_key
WHERE several.person_key IS NULL
UNION ALL
SELECT person_key, MIN(CASE WHEN place = 1 THEN kind END) AS kind, MIN(CASE WHEN place = 1 THEN level END) AS level,
       MIN(CASE WHEN place = 1 THEN valid_to END) AS valid_to, MIN(name) AS name, MAX(name) AS other_name,
       MAX(unable) = 1 AS is_unable_to_work
FROM ranked
GROUP BY person_key
