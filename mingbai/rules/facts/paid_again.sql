-- One row per successful payment of a line that was paid more than once: which it is, and how much had been paid with it.
-- home: household
-- key: row_id
WITH success AS (
    SELECT row_id, line_key, amount_fen, paid_on
    FROM payments
    WHERE status = 'paid' AND NOT is_back_pay AND NOT is_repeat AND (month = run.month OR month IS NULL)
), several AS (
    SELECT line_key FROM success GROUP BY line_key HAVING COUNT(*) > 1
)
SELECT success.row_id,
       ROW_NUMBER() OVER (PARTITION BY success.line_key ORDER BY success.paid_on, success.row_id) AS turn,
       CAST(SUM(success.amount_fen) OVER (
           PARTITION BY success.line_key ORDER BY success.paid_on, success.row_id
           ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
       ) AS BIGINT) AS paid_so_far_fen
FROM success
JOIN several ON several.line_key = success.line_key
