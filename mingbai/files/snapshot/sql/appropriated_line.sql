-- One row per benefit line: what finance appropriated for the month.
-- home: household
-- key: line_key
WITH several AS (
    SELECT line_key, MIN(row_id) AS row_id, CAST(SUM(amount_fen) AS BIGINT) AS appropriated_fen
    FROM appropriations
    GROUP BY line_key
    HAVING COUNT(*) > 1
)
SELECT appropriation.line_key, COALESCE(several.appropriated_fen, appropriation.amount_fen) AS appropriated_fen,
       appropriation.programme, appropriation.household_id, appropriation.household_key, appropriation.payee_id,
       appropriation.payee_key, appropriation.payee_state, appropriation.payee_name, appropriation.account_no,
       appropriation.account_key, appropriation.source, appropriation.row_no
FROM appropriations AS appropriation
LEFT JOIN several ON several.line_key = appropriation.line_key
WHERE several.line_key IS NULL OR several.row_id = appropriation.row_id
