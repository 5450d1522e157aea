-- One row per benefit line: what the month's roster orders to be paid.
-- home: household
-- key: line_key
WITH summed AS (
    SELECT line_key, MIN(row_id) AS row_id, CAST(SUM(amount_fen) AS BIGINT) AS rostered_fen,
           MIN(amount_fen) AS smallest_fen, MAX(amount_fen) AS largest_fen, COUNT(*) AS roster_rows
    FROM roster
    GROUP BY line_key
)
SELECT roster.line_key, roster.row_id, summed.rostered_fen, summed.smallest_fen, summed.largest_fen,
       summed.roster_rows, roster.programme,
       roster.region_code, roster.household_id, roster.household_key, roster.payee_id, roster.payee_key,
       roster.payee_state, roster.payee_name, roster.account_no, roster.account_key, roster.account_name,
       roster.member_count, roster.source, roster.row_no
FROM summed
JOIN roster ON roster.row_id = summed.row_id
