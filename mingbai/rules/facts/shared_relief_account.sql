-- One row per account to which this month's relief of several families goes; an institution's is meant to be shared.
-- home: account
-- key: account_key
WITH family AS (
    SELECT relief.account_key, relief.household_key, MIN(COALESCE(relief.head_key, relief.payee_key)) AS person_key,
           CAST(SUM(COALESCE(relief.rostered_fen, relief.approved_fen)) AS BIGINT) AS amount_fen
    FROM account_uses AS relief
    LEFT JOIN institutions ON institutions.account_key = relief.account_key
    WHERE relief.programme = 'linshi' AND relief.is_paid_to AND institutions.account_key IS NULL
    GROUP BY relief.account_key, relief.household_key
)
SELECT account_key, COUNT(*) AS families, CAST(SUM(amount_fen) - MAX(amount_fen) AS BIGINT) AS surplus_fen
FROM family
GROUP BY account_key
HAVING COUNT(*) > 1 AND MIN(person_key) <> MAX(person_key)
