-- One row per account and benefit line that names it in the month: approvals in force and the roster.
-- home: household
-- key: account_key
-- carry: account
SELECT ordered_key AS account_key, ordered_no AS account_no, line_key, household_key, household_id, programme,
       ordered_region_code AS region_code, payee_key, payee_id, ordered_name AS payee_name, 1 AS place,
       ordered_source AS source, ordered_row_no AS row_no, head_key, head_name, supply_mode, rostered_fen, approved_fen,
       TRUE AS is_paid_to
FROM known_line
WHERE ordered_key IS NOT NULL
UNION ALL
SELECT approved_key AS account_key, approved_no AS account_no, line_key, household_key, household_id, programme,
       approved_region_code AS region_code, payee_key, payee_id, approved_name AS payee_name, 2 AS place,
       approved_source AS source, approved_row_no AS row_no, head_key, head_name, supply_mode, rostered_fen, approved_fen,
       NOT in_roster AS is_paid_to
FROM known_line
WHERE approved_key IS NOT NULL AND (ordered_key IS NULL OR ordered_key <> approved_key)
