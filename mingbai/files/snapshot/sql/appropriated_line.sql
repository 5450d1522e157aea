-- One row per benefit line: what finance appropriated for the month.
-- home: household
-- key: line_key
WITH summed AS (
    SELECT line_key, MIN(row_id) AS row_id, CAST(SUM(amount_fen) AS BIGINT) AS appropriated_fen
    FROM appropriations
    GROUP BY line_key
)
SELECT appropriation.line_key, summed.appropriated_fen, appropriation.programme, appropriation.household_id,
       appropriation.household_key, appropriation.payee_id, appropriation.payee_key, appropriation.payee_state,
       appropriation.payee_name, appropriation.account_no, appropriation.account_key, appropriation.source,
       appropriation.row_no
FROM summed
JOIN appropriations AS appropriation ON appropriation.row_id = summed.row_id
