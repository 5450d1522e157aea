-- One row per person: the earliest day any department says they died.
-- Police cancellations and cremations of one person count once.
-- home: person
-- key: person_key
SELECT person_key, MIN(died_on) AS died_on, MIN(name) AS name, COUNT(*) AS reports
FROM (
    SELECT person_key, died_on, name FROM deaths
    UNION ALL
    SELECT person_key, cremated_on AS died_on, name FROM cremations
) AS report
GROUP BY person_key
