-- One row per account and benefit line that names it in the month: approvals in force and the roster.
-- home: household
-- key: account_key
-- carry: account
WITH line AS (
    SELECT ordered.line_key IS NOT NULL AS in_roster, ordered.account_key AS ordered_key, ordered.account_no AS ordered_no,
           ordered.region_code AS ordered_region_code, ordered.payee_name AS ordered_name,
           ordered.source AS ordered_source, ordered.row_no AS ordered_row_no, ordered.rostered_fen,
           approved.account_key AS approved_key, approved.account_no AS approved_no,
           approved.region_code AS approved_region_code, approved.payee_name AS approved_name,
           approved.source AS approved_source, approved.row_no AS approved_row_no, approved.approved_fen,
           approved.head_key, approved.head_name, approved.supply_mode,
           COALESCE(ordered.line_key, approved.line_key) AS line_key,
           COALESCE(ordered.household_key, approved.household_key) AS household_key,
           CASE WHEN ordered.line_key IS NOT NULL THEN ordered.household_id ELSE approved.household_id END AS household_id,
           COALESCE(ordered.programme, approved.programme) AS programme,
           COALESCE(ordered.payee_key, approved.payee_key) AS payee_key,
           CASE WHEN ordered.line_key IS NOT NULL THEN ordered.payee_id ELSE approved.payee_id END AS payee_id
    FROM ordered_line AS ordered
    FULL JOIN approved_line AS approved ON approved.line_key = ordered.line_key
)
SELECT CASE WHEN named.place = 1 THEN ordered_key ELSE approved_key END AS account_key,
       CASE WHEN named.place = 1 THEN ordered_no ELSE approved_no END AS account_no,
       line_key, household_key, household_id, programme,
       CASE WHEN named.place = 1 THEN ordered_region_code ELSE approved_region_code END AS region_code, payee_key, payee_id,
       CASE WHEN named.place = 1 THEN ordered_name ELSE approved_name END AS payee_name, named.place,
       CASE WHEN named.place = 1 THEN ordered_source ELSE approved_source END AS source,
       CASE WHEN named.place = 1 THEN ordered_row_no ELSE approved_row_no END AS row_no,
       head_key, head_name, supply_mode, rostered_fen, approved_fen, named.place = 1 OR NOT in_roster AS is_paid_to
FROM line
CROSS JOIN (SELECT 1 AS place UNION ALL SELECT 2 AS place) AS named
WHERE (named.place = 1 AND ordered_key IS NOT NULL)
   OR (named.place = 2 AND approved_key IS NOT NULL AND (ordered_key IS NULL OR ordered_key <> approved_key))
