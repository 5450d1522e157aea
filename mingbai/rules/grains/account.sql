-- One row per account that benefit lines of the month are paid to: by the roster, or where there is none, the approvals.
-- home: account
-- key: account_key
WITH users AS (
    SELECT account_key, MIN(account_no) AS account_no, COUNT(*) AS lines, COUNT(DISTINCT payee_key) AS payees,
           COUNT(DISTINCT household_key) AS households, MIN(payee_name) AS first_name, MAX(payee_name) AS last_name,
           CAST(SUM(COALESCE(rostered_fen, approved_fen)) AS BIGINT) AS amount_fen,
           MAX(COALESCE(rostered_fen, approved_fen)) AS largest_fen, MIN(line_key) AS line_key
    FROM account_uses
    WHERE is_paid_to
    GROUP BY account_key
)
SELECT users.account_key, users.account_no, users.lines, users.payees, users.households, users.first_name,
       users.last_name, users.amount_fen, users.largest_fen, use.payee_id AS person_id, use.payee_name AS name,
       use.household_id, use.region_code, use.programme, use.source, use.row_no, run.month AS month, 'A' AS tier
FROM users
JOIN account_uses AS use ON use.account_key = users.account_key AND use.line_key = users.line_key
