-- One row per area and programme: the standard in force on the first day of the month.
-- home: household
-- key: area
WITH dated AS (
    SELECT CASE
               WHEN LENGTH(region_code) = 12 AND region_code LIKE '%0000000000' THEN SUBSTRING(region_code, 1, 2)
               WHEN LENGTH(region_code) = 12 AND region_code LIKE '%00000000' THEN SUBSTRING(region_code, 1, 4)
               WHEN LENGTH(region_code) = 12 AND region_code LIKE '%000000' THEN SUBSTRING(region_code, 1, 6)
               WHEN LENGTH(region_code) = 12 AND region_code LIKE '%000' THEN SUBSTRING(region_code, 1, 9)
               WHEN LENGTH(region_code) = 6 AND region_code LIKE '%0000' THEN SUBSTRING(region_code, 1, 2)
               WHEN LENGTH(region_code) = 6 AND region_code LIKE '%00' THEN SUBSTRING(region_code, 1, 4)
               ELSE region_code
           END AS area,
           programme, standard_fen, from_on
    FROM standards
    WHERE from_on <= run.month
), latest AS (
    SELECT area, programme, MAX(from_on) AS from_on FROM dated GROUP BY area, programme
)
SELECT dated.area, LENGTH(dated.area) AS digits, dated.programme, MAX(dated.standard_fen) AS standard_fen
FROM dated
JOIN latest ON dated.area = latest.area AND dated.programme = latest.programme AND dated.from_on = latest.from_on
GROUP BY dated.area, dated.programme
