-- One row per grant of relief: the monthly dibao standard it is measured by, its own or the higher one of its place.
-- home: household
-- key: row_id
WITH place AS (
    SELECT DISTINCT region_code FROM relief WHERE COALESCE(standard_fen, 0) = 0
), area AS (
    SELECT region_code, 9 AS digits, SUBSTRING(region_code, 1, 9) AS area FROM place
    UNION ALL
    SELECT region_code, 6 AS digits, SUBSTRING(region_code, 1, 6) AS area FROM place
    UNION ALL
    SELECT region_code, 4 AS digits, SUBSTRING(region_code, 1, 4) AS area FROM place
    UNION ALL
    SELECT region_code, 2 AS digits, SUBSTRING(region_code, 1, 2) AS area FROM place
), told AS (
    SELECT area.region_code, area.digits, MAX(standard.standard_fen) AS standard_fen,
           MAX(area.digits) OVER (PARTITION BY area.region_code) AS nearest
    FROM area
    JOIN standard_in_force AS standard ON standard.area = area.area
    WHERE standard.programme LIKE 'dibao%'
    GROUP BY area.region_code, area.digits
)
SELECT relief.row_id,
       COALESCE(NULLIF(relief.standard_fen, 0), told.standard_fen,
                GREATEST(PARAM('dibao_urban_standard_fen', relief.region_code),
                         PARAM('dibao_rural_standard_fen', relief.region_code))) AS standard_fen
FROM relief
LEFT JOIN told ON told.region_code = relief.region_code AND told.digits = told.nearest
