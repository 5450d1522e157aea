-- One row per line whose strange account holder may be somebody filed to collect.
-- home: household
-- key: line_key
SELECT line_key, COUNT(*) AS collectors FROM holder_known WHERE is_holder = 1 GROUP BY line_key
