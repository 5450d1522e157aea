-- One row per seeker and programme (or any, *): how many benefit lines may be meant, and which if there is only one.
-- Any programme is told only of those for whom somebody asks without one.
-- home: person
-- key: seeker_key
WITH asked AS (
    SELECT DISTINCT sought_by, seeker_key FROM claims WHERE programme = '*'
), offer AS (
    SELECT sought_by, seeker_key, programme, line_key, is_live FROM offers
    UNION ALL
    SELECT offers.sought_by, offers.seeker_key, '*' AS programme, offers.line_key, offers.is_live
    FROM asked
    JOIN offers ON offers.sought_by = asked.sought_by AND offers.seeker_key = asked.seeker_key
), counted AS (
    SELECT sought_by, seeker_key, programme, COUNT(*) AS lines, CAST(SUM(is_live) AS BIGINT) AS live_lines,
           MIN(line_key) AS line_key, MIN(CASE WHEN is_live = 1 THEN line_key END) AS live_line_key
    FROM offer
    GROUP BY sought_by, seeker_key, programme
)
SELECT sought_by, seeker_key, programme, CASE WHEN live_lines > 0 THEN 1 ELSE 0 END AS is_live,
       CASE WHEN live_lines > 0 THEN live_lines ELSE lines END AS lines, COALESCE(live_line_key, line_key) AS line_key
FROM counted
