-- One row per decision on relief that was not the first: how often its person or household had relief, if it is the
-- last of them, and when the same event was relieved before.
-- home: household
-- key: row_id
SELECT row_id, MAX(CASE WHEN from_last = 1 THEN times END) AS times,
       MAX(CASE WHEN from_last = 1 THEN beyond_fen END) AS beyond_fen, MAX(earlier_on) AS earlier_on,
       MIN(months_apart) AS months_apart
FROM relief_again
GROUP BY row_id
