-- One row per payment of the month that failed or came back: since when, and what was tried or achieved for the line later.
-- A later month's own payment does not make good for this one's; its back-pay does.
-- home: household
-- key: row_id
WITH told AS (
    SELECT row_id, line_key, amount_fen, status, is_back_pay, COALESCE(returned_on, paid_on) AS known_on
    FROM payments
    WHERE NOT is_repeat AND (month = run.month OR month IS NULL OR (month > run.month AND is_back_pay))
), undelivered AS (
    SELECT row_id, line_key, amount_fen, known_on
    FROM told
    WHERE status IN ('failed', 'returned') AND NOT is_back_pay
)
SELECT undelivered.row_id, undelivered.known_on,
       COUNT(CASE WHEN other.status = 'paid' AND other.known_on > undelivered.known_on THEN 1 END) AS later_successes,
       CAST(COALESCE(SUM(CASE WHEN other.status = 'paid' THEN other.amount_fen END), 0) AS BIGINT) AS arrived_fen,
       COUNT(CASE WHEN other.status <> 'paid' AND other.amount_fen = undelivered.amount_fen
                   AND (other.known_on > undelivered.known_on
                        OR (other.known_on = undelivered.known_on AND other.row_id > undelivered.row_id)) THEN 1 END)
           AS later_failures
FROM undelivered
JOIN told AS other ON other.line_key = undelivered.line_key
GROUP BY undelivered.row_id, undelivered.known_on
