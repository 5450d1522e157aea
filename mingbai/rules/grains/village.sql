-- One row per village: its dibao lines, and the commonest amount that nothing explains.
-- home: region
-- key: region_code
WITH summed AS (
    SELECT region_code, amount_fen, CAST(SUM(lines) AS BIGINT) AS lines, CAST(SUM(lines - explained) AS BIGINT) AS same
    FROM village_amounts
    GROUP BY region_code, amount_fen
), total AS (
    SELECT region_code, CAST(SUM(lines) AS BIGINT) AS lines, MAX(same) AS same FROM summed GROUP BY region_code
), commonest AS (
    SELECT summed.region_code, MAX(summed.amount_fen) AS amount_fen
    FROM summed
    JOIN total ON total.region_code = summed.region_code AND total.same = summed.same
    GROUP BY summed.region_code
)
SELECT total.region_code, total.lines, total.same, commonest.amount_fen AS same_fen,
       commonest.amount_fen * total.same AS amount_fen, run.month AS month, 'A' AS tier,
       CAST(NULL AS VARCHAR) AS person_id, CAST(NULL AS VARCHAR) AS name, CAST(NULL AS VARCHAR) AS household_id,
       CAST(NULL AS VARCHAR) AS programme, CAST(NULL AS INTEGER) AS source, CAST(NULL AS BIGINT) AS row_no
FROM total
JOIN commonest ON commonest.region_code = total.region_code
