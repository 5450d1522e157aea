-- One row per township that granted temporary relief in twelve months: how its grants lie under its limit.
-- home: region
-- key: region_code
SELECT township AS region_code, MAX(limit_fen) AS limit_fen, CAST(SUM(grants) AS BIGINT) AS grants,
       CAST(SUM(near_limit) AS BIGINT) AS near_limit,
       CAST(COALESCE(SUM(CASE WHEN grants > 1 AND amount_fen > limit_fen THEN 1 END), 0) AS BIGINT) AS splits,
       CAST(SUM(near_limit_fen) AS BIGINT) AS near_limit_fen,
       CAST(SUM(CASE WHEN grants > 1 AND amount_fen > limit_fen THEN amount_fen ELSE near_limit_fen END) AS BIGINT)
           AS amount_fen,
       CAST(SUM(CASE WHEN grants > 1 AND amount_fen > limit_fen THEN amount_fen ELSE 0 END) AS BIGINT) AS split_fen,
       run.month AS month, 'A' AS tier,
       CAST(NULL AS VARCHAR) AS person_id, CAST(NULL AS VARCHAR) AS name, CAST(NULL AS VARCHAR) AS household_id,
       'linshi' AS programme, CAST(NULL AS INTEGER) AS source, CAST(NULL AS BIGINT) AS row_no
FROM township_relief
GROUP BY township
