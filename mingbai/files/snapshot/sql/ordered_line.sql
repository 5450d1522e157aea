-- One row per benefit line: what the month's roster orders to be paid.
-- home: household
-- key: line_key
-- made: anew
WITH several AS (
    SELECT line_key, MIN(row_id) AS row_id, CAST(SUM(amount_fen) AS BIGINT) AS rostered_fen,
           MIN(amount_fen) AS smallest_fen, MAX(amount_fen) AS largest_fen, COUNT(*) AS roster_rows
    FROM roster
    GROUP BY line_key
    HAVING COUNT(*) > 1
)
SELECT roster.line_key, roster.row_id, COALESCE(several.rostered_fen, roster.amount_fen) AS rostered_fen,
       COALESCE(several.smallest_fen, roster.amount_fen) AS smallest_fen,
       COALESCE(several.largest_fen, roster.amount_fen) AS largest_fen,
       COALESCE(several.roster_rows, CAST(1 AS BIGINT)) AS roster_rows, roster.programme,
       roster.region_code, roster.household_id, roster.household_key, roster.payee_id, roster.payee_key,
       roster.payee_state, roster.payee_name, roster.account_no, roster.account_key, roster.account_name,
       roster.member_count, roster.source, roster.row_no
FROM roster
LEFT JOIN several ON several.line_key = roster.line_key
WHERE several.line_key IS NULL OR several.row_id = roster.row_id
