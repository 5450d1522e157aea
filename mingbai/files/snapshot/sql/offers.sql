-- One row per benefit line and seeker it may be asked for by: its payee, or an account that names it.
-- (A person's bucket also holds the accounts whose keys fall into it, so both can be sought in one place.)
-- home: person
-- key: line_key
SELECT 'payee' AS sought_by, payee_key AS seeker_key, line_key, programme, household_key, account_key,
       CAST(NULL AS VARCHAR) AS name, rostered_fen, approved_fen, is_live
FROM line_offers
UNION ALL
SELECT 'account' AS sought_by, used.account_key AS seeker_key, used.line_key, used.programme, used.household_key,
       used.account_key, used.payee_name AS name, used.rostered_fen, used.approved_fen, 1 AS is_live
FROM account_uses AS used
JOIN (SELECT DISTINCT account_key FROM payments_sent WHERE payee_key IS NULL) AS sought ON sought.account_key = used.account_key
