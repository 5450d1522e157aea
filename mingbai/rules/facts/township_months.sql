-- Per township and month with a roster: lines and persons of dibao and tekun, who came in, and how the amounts spread.
-- home: household
-- key: township_key
-- carry: region
WITH listed AS (
    SELECT line_key, month, TRY_CAST(SUBSTRING(region_code, 1, 9) AS BIGINT) AS township_key, amount_fen,
           COALESCE(member_count, 1) AS members
    FROM roster
    WHERE (programme LIKE 'dibao%' OR programme LIKE 'tekun%') AND LENGTH(region_code) >= 9
    UNION ALL
    SELECT line_key, month, TRY_CAST(SUBSTRING(region_code, 1, 9) AS BIGINT) AS township_key, amount_fen,
           COALESCE(member_count, 1) AS members
    FROM history
    WHERE (programme LIKE 'dibao%' OR programme LIKE 'tekun%') AND LENGTH(region_code) >= 9
), lines AS (
    SELECT line_key, YEAR(month) * 12 + MONTH(month) AS month_index, MIN(township_key) AS township_key,
           MAX(amount_fen) AS amount_fen, MAX(members) AS members
    FROM listed
    GROUP BY line_key, YEAR(month) * 12 + MONTH(month)
), stayed AS (
    SELECT lines.line_key, lines.month_index, lines.township_key, lines.amount_fen, lines.members,
           CASE WHEN earlier.line_key IS NULL THEN 1 ELSE 0 END AS entered
    FROM lines
    LEFT JOIN lines AS earlier ON earlier.line_key = lines.line_key AND earlier.month_index = lines.month_index - 1
)
SELECT township_key, CAST(township_key AS VARCHAR) AS township, month_index, COUNT(*) AS lines,
       CAST(SUM(members) AS BIGINT) AS persons, CAST(SUM(entered) AS BIGINT) AS entries,
       CAST(SUM(CASE WHEN members = 1 THEN 1 ELSE 0 END) AS BIGINT) AS singles,
       CAST(SUM(amount_fen) AS BIGINT) AS amount_fen
FROM stayed
WHERE township_key IS NOT NULL
GROUP BY township_key, month_index
