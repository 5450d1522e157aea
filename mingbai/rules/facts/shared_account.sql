-- One row per account and payee, of accounts that payees of several households are paid to.
-- An institution's account is meant to be shared: it is listed, or all its users live in one.
-- home: account
-- key: account_key
-- carry: in place
WITH shared AS (
    SELECT uses.account_key
    FROM account_uses AS uses
    LEFT JOIN institutions ON institutions.account_key = uses.account_key
    WHERE institutions.account_key IS NULL AND uses.is_paid_to
    GROUP BY uses.account_key
    HAVING MIN(uses.payee_key) <> MAX(uses.payee_key) AND MIN(uses.household_key) <> MAX(uses.household_key)
       AND SUM(CASE WHEN uses.supply_mode = 'central' THEN 0 ELSE 1 END) > 0
)
SELECT uses.account_key, uses.payee_key, uses.household_key, COUNT(*) AS lines
FROM account_uses AS uses
JOIN shared ON shared.account_key = uses.account_key
WHERE uses.is_paid_to
GROUP BY uses.account_key, uses.payee_key, uses.household_key
