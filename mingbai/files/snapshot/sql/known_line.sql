-- One row per benefit line that the month's roster orders or an approval in force allows: who is paid, by whom it is said.
-- home: household
-- key: line_key
SELECT ordered.line_key IS NOT NULL AS in_roster, COALESCE(ordered.line_key, approved.line_key) AS line_key,
       COALESCE(ordered.household_key, approved.household_key) AS household_key,
       CASE WHEN ordered.line_key IS NOT NULL THEN ordered.household_id ELSE approved.household_id END AS household_id,
       COALESCE(ordered.programme, approved.programme) AS programme,
       COALESCE(ordered.payee_key, approved.payee_key) AS payee_key,
       CASE WHEN ordered.line_key IS NOT NULL THEN ordered.payee_id ELSE approved.payee_id END AS payee_id,
       ordered.account_key AS ordered_key, ordered.account_no AS ordered_no, ordered.region_code AS ordered_region_code,
       ordered.payee_name AS ordered_name, ordered.source AS ordered_source, ordered.row_no AS ordered_row_no,
       ordered.rostered_fen, approved.account_key AS approved_key, approved.account_no AS approved_no,
       approved.region_code AS approved_region_code, approved.payee_name AS approved_name,
       approved.source AS approved_source, approved.row_no AS approved_row_no, approved.approved_fen, approved.head_key,
       approved.head_name, approved.supply_mode
FROM ordered_line AS ordered
FULL JOIN approved_line AS approved ON approved.line_key = ordered.line_key
