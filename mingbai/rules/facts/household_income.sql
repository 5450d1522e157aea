-- One row per benefit line with pensions or steady wages of its counted members, each month, and what working costs in a year.
-- home: household
-- key: line_key
SELECT COALESCE(whole.line_key, known.line_key) AS line_key, CAST(SUM(known.pension_fen) AS BIGINT) AS pension_fen,
       CAST(SUM(known.wage_fen) AS BIGINT) AS wage_fen, CAST(SUM(known.pension_fen + known.wage_fen) AS BIGINT) AS income_fen,
       CAST(SUM(known.yearly_cost_fen) AS BIGINT) AS yearly_cost_fen, COUNT(*) AS earners, MIN(known.name) AS earner,
       MIN(known.employer) AS employer, MAX(known.tier) AS tier
FROM known_income AS known
LEFT JOIN household_line AS whole ON known.programme LIKE 'dibao%'
    AND whole.household_key = known.household_key AND whole.programme = known.programme
GROUP BY COALESCE(whole.line_key, known.line_key)
