-- One row per account and benefit line that names it in the month: approvals in force and the roster.
-- home: household
-- key: account_key
-- carry: account
WITH named AS (
    SELECT account_key, account_no, line_key, household_key, household_id, programme, region_code, payee_key, payee_id,
           payee_name, row_id, source, row_no, 1 AS place
    FROM ordered_line
    UNION ALL
    SELECT account_key, account_no, line_key, household_key, household_id, programme, region_code, payee_key, payee_id,
           payee_name, row_id, source, row_no, 2 AS place
    FROM approved_line
), first_named AS (
    SELECT account_key, line_key, MIN(place) AS place FROM named WHERE account_key IS NOT NULL GROUP BY account_key, line_key
)
SELECT named.account_key, named.account_no, named.line_key, named.household_key, named.household_id, named.programme,
       named.region_code, named.payee_key, named.payee_id, named.payee_name, named.place, named.source, named.row_no,
       approved.head_key, approved.head_name, approved.supply_mode, ordered.rostered_fen, approved.approved_fen,
       named.place = 1 OR ordered.line_key IS NULL AS is_paid_to
FROM named
JOIN first_named
    ON first_named.account_key = named.account_key AND first_named.line_key = named.line_key AND first_named.place = named.place
LEFT JOIN approved_line AS approved ON approved.line_key = named.line_key
LEFT JOIN ordered_line AS ordered ON ordered.line_key = named.line_key
