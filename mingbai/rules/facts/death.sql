-- One row per person: the earliest day any department says they died.
-- Police cancellations and cremations of one person count once; a report under a misspelt number only where there is no other.
-- home: person
-- key: person_key
WITH report AS (
    SELECT person_key, died_on, name, 0 AS misspelt FROM deaths
    UNION ALL
    SELECT person_key, cremated_on AS died_on, name, 0 AS misspelt FROM cremations
    UNION ALL
    SELECT person_key, from_on AS died_on, name, 1 AS misspelt FROM listed_otherwise WHERE said = 'death'
), surest AS (
    SELECT person_key, MIN(misspelt) AS misspelt FROM report GROUP BY person_key
)
SELECT report.person_key, MIN(report.died_on) AS died_on, MIN(report.name) AS name, MAX(report.name) AS other_name,
       COUNT(*) AS reports, MAX(report.misspelt) = 1 AS is_misspelt
FROM report
JOIN surest ON surest.person_key = report.person_key AND surest.misspelt = report.misspelt
GROUP BY report.person_key
