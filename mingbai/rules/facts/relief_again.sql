-- One row per decision on relief for a person or household that had another: which it is from the last, and what went
-- before it for the same event.
-- home: person
-- key: household_key
-- carry: household
WITH several AS (
    SELECT gathered_by, group_key, mark FROM relief_decision GROUP BY gathered_by, group_key, mark HAVING COUNT(*) > 1
), placed AS (
    SELECT decision.row_id, decision.household_key, decision.region_code, decision.amount_fen, decision.month_index,
           decision.gathered_by, decision.group_key, decision.mark,
           decision.month_index + PARAM('rk801_months', decision.region_code) > YEAR(run.month) * 12 + MONTH(run.month)
               AS is_recent,
           ROW_NUMBER() OVER (
               PARTITION BY decision.gathered_by, decision.group_key, decision.mark
               ORDER BY decision.confirmed_on DESC, decision.row_id DESC
           ) AS from_last,
           LAG(decision.confirmed_on) OVER same_event AS earlier_on,
           decision.month_index - LAG(decision.month_index) OVER same_event AS months_apart
    FROM relief_decision AS decision
    JOIN several ON several.gathered_by = decision.gathered_by AND several.group_key = decision.group_key
        AND several.mark = decision.mark
    WINDOW same_event AS (
        PARTITION BY decision.gathered_by, decision.group_key, decision.mark, decision.reason_code
        ORDER BY decision.confirmed_on, decision.row_id
    )
), counted AS (
    SELECT row_id, household_key, region_code, amount_fen, gathered_by, group_key, mark, from_last, earlier_on,
           months_apart, COUNT(CASE WHEN is_recent THEN 1 END) OVER (PARTITION BY gathered_by, group_key, mark) AS times
    FROM placed
)
SELECT row_id, household_key, from_last, earlier_on, months_apart, times,
       CAST(SUM(CASE WHEN from_last <= times - PARAM('rk801_times', region_code) + 1 THEN amount_fen END)
            OVER (PARTITION BY gathered_by, group_key, mark) AS BIGINT) AS beyond_fen
FROM counted
