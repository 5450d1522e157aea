-- One row per relief grant of an earlier month that an earlier roster already shows.
-- home: household
-- key: line_key
SELECT line.line_key, COUNT(*) AS times
FROM benefit_line AS line
JOIN history ON history.line_key = line.line_key AND history.month >= line.lapsed_from
WHERE line.programme = 'linshi'
GROUP BY line.line_key
