-- One row per claim that means a benefit line: the only one its seeker has, else the one it agrees with in everything,
-- else the one it agrees with best. What was paid prefers a line nobody has paid yet; equals are spread over equals.
-- home: person
-- key: row_id
WITH single AS (
    SELECT claims.said_by, claims.row_id, choices.line_key
    FROM claims
    JOIN choices ON choices.sought_by = claims.sought_by AND choices.seeker_key = claims.seeker_key
        AND choices.programme = claims.programme
    WHERE choices.lines = 1
), agreed AS (
    SELECT pairs.said_by, pairs.row_id, pairs.sought_by, pairs.seeker_key, pairs.programme, pairs.household_key,
           pairs.account_key, pairs.amount_fen, pairs.is_paid, pairs.is_apart, pairs.line_key, pairs.offered_fen,
           16 * pairs.same_household + 8 * pairs.same_amount + 4 * pairs.same_account + 2 * pairs.is_half
           + pairs.same_name
           + CASE WHEN settled.row_id IS NULL AND pairs.is_paid = 1 AND pairs.is_apart = 0 THEN 6 ELSE 0 END AS agreement
    FROM claim_pairs AS pairs
    LEFT JOIN exact_claims AS mine ON mine.said_by = pairs.said_by AND mine.row_id = pairs.row_id
    LEFT JOIN exact_claims AS settled ON settled.said_by = pairs.said_by AND settled.line_key = pairs.line_key
    WHERE mine.row_id IS NULL
), best AS (
    SELECT said_by, row_id, MAX(agreement) AS agreement FROM agreed GROUP BY said_by, row_id
), ranked AS (
    SELECT agreed.said_by, agreed.row_id, agreed.line_key,
           DENSE_RANK() OVER (
               PARTITION BY agreed.said_by, agreed.sought_by, agreed.seeker_key, agreed.programme, agreed.household_key,
                            agreed.account_key, agreed.is_apart
               ORDER BY agreed.amount_fen DESC, agreed.is_paid DESC, agreed.row_id
           ) AS turn,
           ROW_NUMBER() OVER (
               PARTITION BY agreed.said_by, agreed.row_id ORDER BY agreed.offered_fen DESC, agreed.line_key
           ) AS place,
           COUNT(*) OVER (PARTITION BY agreed.said_by, agreed.row_id) AS places
    FROM agreed
    JOIN best ON best.said_by = agreed.said_by AND best.row_id = agreed.row_id AND best.agreement = agreed.agreement
)
SELECT said_by, row_id, line_key FROM single
UNION ALL
SELECT said_by, row_id, line_key FROM exact_claims
UNION ALL
SELECT said_by, row_id, line_key FROM ranked WHERE place = MOD(turn - 1, places) + 1
