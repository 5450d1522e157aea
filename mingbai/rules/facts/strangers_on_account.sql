-- One row per account shared by households that nothing ties together: how many circles of related payees use it.
-- Each payee takes the lowest number within three steps of ties; circles are as many as numbers are left.
-- home: account
-- key: account_key
WITH tie AS (
    SELECT account_key, payee_key, other_key FROM tied_pair
    UNION
    SELECT account_key, other_key AS payee_key, payee_key AS other_key FROM tied_pair
    UNION
    SELECT one.account_key, one.payee_key, other.payee_key AS other_key
    FROM shared_account AS one
    JOIN shared_account AS other ON other.account_key = one.account_key AND other.household_key = one.household_key
), first_step AS (
    SELECT account_key, payee_key, MIN(other_key) AS circle FROM tie GROUP BY account_key, payee_key
), second_step AS (
    SELECT tie.account_key, tie.payee_key, MIN(near.circle) AS circle
    FROM tie
    JOIN first_step AS near ON near.account_key = tie.account_key AND near.payee_key = tie.other_key
    GROUP BY tie.account_key, tie.payee_key
), third_step AS (
    SELECT tie.account_key, tie.payee_key, MIN(near.circle) AS circle
    FROM tie
    JOIN second_step AS near ON near.account_key = tie.account_key AND near.payee_key = tie.other_key
    GROUP BY tie.account_key, tie.payee_key
)
SELECT account_key, COUNT(DISTINCT circle) AS circles
FROM third_step
GROUP BY account_key
HAVING COUNT(DISTINCT circle) > 1
