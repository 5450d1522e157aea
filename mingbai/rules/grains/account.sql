-- One row per account that several benefit lines of the month are paid to: by the roster, or where there is none, the approvals.
-- home: account
-- key: account_key
-- of: account_uses
WITH several AS (
    SELECT account_key FROM account_uses WHERE is_paid_to GROUP BY account_key HAVING COUNT(*) > 1
), users AS (
    SELECT uses.account_key, MIN(uses.account_no) AS account_no, COUNT(*) AS lines,
           COUNT(DISTINCT uses.payee_key) AS payees, COUNT(DISTINCT uses.household_key) AS households,
           MIN(uses.payee_name) AS first_name, MAX(uses.payee_name) AS last_name,
           CAST(SUM(COALESCE(uses.rostered_fen, uses.approved_fen)) AS BIGINT) AS amount_fen,
           MAX(COALESCE(uses.rostered_fen, uses.approved_fen)) AS largest_fen, MIN(uses.line_key) AS line_key
    FROM several
    JOIN account_uses AS uses ON uses.account_key = several.account_key
    WHERE uses.is_paid_to
    GROUP BY uses.account_key
)
SELECT users.account_key, users.account_no, users.lines, users.payees, users.households, users.first_name,
       users.last_name, users.amount_fen, users.largest_fen, use.payee_id AS person_id, use.payee_name AS name,
       use.household_id, use.region_code, use.programme, use.source, use.row_no, run.month AS month, 'A' AS tier
FROM users
JOIN account_uses AS use ON use.account_key = users.account_key AND use.line_key = users.line_key
