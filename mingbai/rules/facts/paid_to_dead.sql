-- One row per successful payment of the month for a line with dead people: who died, and what was paid before it.
-- Back-pay stands apart: it may be for months in which the person lived.
-- home: household
-- key: row_id
WITH gone AS (
    SELECT line_key, CAST(SUM(CASE WHEN is_counted THEN 1 ELSE 0 END) AS BIGINT) AS gone,
           CAST(SUM(CASE WHEN is_counted AND is_priority THEN 1 ELSE 0 END) AS BIGINT) AS gone_priority,
           CAST(SUM(CASE WHEN is_counted THEN 0 ELSE 1 END) AS BIGINT) AS payees_gone, COUNT(*) AS deaths,
           MIN(died_on) AS died_on, MIN(name) AS dead_name, MAX(tier) AS tier
    FROM dead_person
    WHERE tier <> 'C'
    GROUP BY line_key
), paid AS (
    SELECT row_id, line_key, household_key, payee_key, payee_state, payee_name, amount_fen, paid_on, resolved
    FROM payments
    WHERE status = 'paid' AND (month = run.month OR month IS NULL)
      AND NOT is_back_pay AND NOT is_repeat
), stranger_paid AS (
    SELECT paid.row_id, stranger.died_on, paid.payee_name AS dead_name,
           LISTED_TIER(stranger.is_misspelt, paid.payee_state, paid.payee_name, stranger.name, stranger.other_name) AS tier
    FROM paid
    JOIN dead_stranger AS stranger ON stranger.household_key = paid.household_key
        AND stranger.person_key = paid.payee_key
        AND (stranger.line_key = paid.line_key OR (stranger.line_key IS NULL AND NOT paid.resolved))
)
SELECT paid.row_id, gone.gone, gone.gone_priority, gone.payees_gone, gone.deaths, gone.died_on, gone.dead_name, gone.tier,
       CAST(COALESCE(SUM(paid.amount_fen) OVER (
           PARTITION BY paid.line_key ORDER BY paid.paid_on, paid.row_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
       ), 0) AS BIGINT) AS paid_before_fen
FROM paid
JOIN gone ON gone.line_key = paid.line_key
UNION ALL
SELECT row_id, 0 AS gone, 0 AS gone_priority, 1 AS payees_gone, 1 AS deaths, died_on, dead_name, tier,
       0 AS paid_before_fen
FROM stranger_paid
WHERE tier <> 'C'
