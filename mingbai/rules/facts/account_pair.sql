-- One row per two payees of a shared account, both ways round: what must be known to say whether they are strangers.
-- Where more than thirty share an account no kinship explains it, and nobody asks.
-- home: account
-- key: payee_key
-- carry: person
WITH few AS (
    SELECT account_key FROM shared_account GROUP BY account_key HAVING COUNT(DISTINCT payee_key) <= 30
)
SELECT one.payee_key, other.payee_key AS other_key, other.household_key AS other_household_key, one.account_key
FROM shared_account AS one
JOIN few ON few.account_key = one.account_key
JOIN shared_account AS other ON other.account_key = one.account_key AND other.payee_key <> one.payee_key
