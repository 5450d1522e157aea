-- Every account's four sums added up again from the entries alone, where they differ from those it keeps.
WITH added AS (
    SELECT side.account_id,
        coalesce(sum(fen) FILTER (WHERE is_debit AND is_held), 0) AS debits_pending,
        coalesce(sum(fen) FILTER (WHERE is_debit AND kind IN ('single', 'post')), 0) AS debits_posted,
        coalesce(sum(fen) FILTER (WHERE NOT is_debit AND is_held), 0) AS credits_pending,
        coalesce(sum(fen) FILTER (WHERE NOT is_debit AND kind IN ('single', 'post')), 0) AS credits_posted
    FROM (
        -- Held is what was never answered: not reckoned as the trigger does, by taking answers off.
        SELECT entry.*, entry.kind = 'pending' AND answer.pending_id IS NULL AS is_held
        FROM treasury_transfer AS entry
        LEFT JOIN treasury_transfer AS answer ON answer.pending_id = entry.id
    ) AS entry, LATERAL (VALUES (debit_account_id, true), (credit_account_id, false)) AS side (account_id, is_debit)
    GROUP BY side.account_id
)
SELECT account.id, account.fund_id, account.rung, account.township,
    account.debits_pending, account.debits_posted, account.credits_pending, account.credits_posted,
    coalesce(added.debits_pending, 0)::bigint, coalesce(added.debits_posted, 0)::bigint,
    coalesce(added.credits_pending, 0)::bigint, coalesce(added.credits_posted, 0)::bigint
FROM treasury_account AS account LEFT JOIN added ON added.account_id = account.id
WHERE (account.debits_pending, account.debits_posted, account.credits_pending, account.credits_posted)
    IS DISTINCT FROM (coalesce(added.debits_pending, 0), coalesce(added.debits_posted, 0),
        coalesce(added.credits_pending, 0), coalesce(added.credits_posted, 0))
ORDER BY account.id
