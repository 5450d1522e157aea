-- One row per relief grant of an earlier month that an earlier roster already shows.
-- home: household
-- key: line_key
SELECT lapsed.line_key, COUNT(*) AS times
FROM lapsed_line AS lapsed
JOIN history ON history.line_key = lapsed.line_key AND history.month >= lapsed.valid_from
WHERE lapsed.programme = 'linshi'
GROUP BY lapsed.line_key
