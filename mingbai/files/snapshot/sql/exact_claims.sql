-- Claims that agree with one of several benefit lines in all they say: one claim a line, as long as lines are left.
-- Those that agree in the name too choose first; what was paid chooses before what failed.
-- home: person
-- key: row_id
WITH named AS (
    SELECT said_by, row_id, line_key, is_paid,
           DENSE_RANK() OVER (
               PARTITION BY said_by, sought_by, seeker_key, programme, household_key, account_key, amount_fen, name
               ORDER BY is_paid DESC, row_id
           ) AS turn,
           ROW_NUMBER() OVER (PARTITION BY said_by, row_id ORDER BY line_key) AS place
    FROM claim_pairs
    WHERE is_exact = 1 AND same_name = 1
), first_asked AS (
    SELECT said_by, row_id, line_key,
           ROW_NUMBER() OVER (PARTITION BY said_by, line_key ORDER BY is_paid DESC, row_id) AS asked
    FROM named
    WHERE place = turn
), first_settled AS (
    SELECT said_by, row_id, line_key FROM first_asked WHERE asked = 1
), unnamed AS (
    SELECT pairs.said_by, pairs.row_id, pairs.line_key, pairs.is_paid,
           DENSE_RANK() OVER (
               PARTITION BY pairs.said_by, pairs.sought_by, pairs.seeker_key, pairs.programme, pairs.household_key,
                            pairs.account_key, pairs.amount_fen
               ORDER BY pairs.is_paid DESC, pairs.row_id
           ) AS turn,
           ROW_NUMBER() OVER (PARTITION BY pairs.said_by, pairs.row_id ORDER BY pairs.line_key) AS place
    FROM claim_pairs AS pairs
    LEFT JOIN first_settled AS same_claim ON same_claim.said_by = pairs.said_by AND same_claim.row_id = pairs.row_id
    LEFT JOIN first_settled AS same_line ON same_line.said_by = pairs.said_by AND same_line.line_key = pairs.line_key
    WHERE pairs.is_exact = 1 AND same_claim.row_id IS NULL AND same_line.row_id IS NULL
), then_asked AS (
    SELECT said_by, row_id, line_key,
           ROW_NUMBER() OVER (PARTITION BY said_by, line_key ORDER BY is_paid DESC, row_id) AS asked
    FROM unnamed
    WHERE place = turn
)
SELECT said_by, row_id, line_key FROM first_settled
UNION ALL
SELECT said_by, row_id, line_key FROM then_asked WHERE asked = 1
