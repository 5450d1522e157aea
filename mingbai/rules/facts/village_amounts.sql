-- Per village and amount: the month's dibao lines of that amount, those apart that a zero income or the full standard explains.
-- home: household
-- key: township_key
-- carry: region
SELECT TRY_CAST(SUBSTRING(region_code, 1, 9) AS BIGINT) AS township_key, region_code, amount_fen, COUNT(*) AS lines,
       COUNT(CASE WHEN annual_income_fen = 0 OR amount_fen = standard_fen * member_count THEN 1 END) AS explained
FROM line
WHERE programme LIKE 'dibao%' AND (in_roster OR in_approvals) AND LENGTH(region_code) = 12
GROUP BY TRY_CAST(SUBSTRING(region_code, 1, 9) AS BIGINT), region_code, amount_fen
