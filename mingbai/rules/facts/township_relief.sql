-- Per township and household-day: relief the township granted in twelve months, how much of it just under its limit.
-- home: household
-- key: township_key
-- carry: region
WITH limited AS (
    SELECT TRY_CAST(SUBSTRING(region_code, 1, 9) AS BIGINT) AS township_key, SUBSTRING(region_code, 1, 9) AS township,
           household_key, confirmed_on, amount_fen, PARAM('linshi_township_limit_fen', region_code) AS limit_fen,
           PARAM('rk804_band_bp', region_code) AS band_bp
    FROM relief
    WHERE (approval_level = 'township' OR approval_level IS NULL) AND LENGTH(region_code) >= 9
)
SELECT township_key, township, limit_fen, household_key, confirmed_on, COUNT(*) AS grants,
       CAST(SUM(amount_fen) AS BIGINT) AS amount_fen,
       COUNT(CASE WHEN amount_fen * 10000 >= limit_fen * band_bp THEN 1 END) AS near_limit,
       CAST(COALESCE(SUM(CASE WHEN amount_fen * 10000 >= limit_fen * band_bp THEN amount_fen END), 0) AS BIGINT)
           AS near_limit_fen
FROM limited
WHERE amount_fen <= limit_fen
GROUP BY township_key, township, limit_fen, household_key, confirmed_on
