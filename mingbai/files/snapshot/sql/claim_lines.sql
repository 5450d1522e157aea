-- One row per claim that means a benefit line: the only line of its payee, else the one that agrees best.
-- Two equal claims of one payee mean two equal lines, as long as there are so many.
-- home: person
-- key: row_id
WITH offer AS (
    SELECT line_key, household_key, payee_key, programme, account_key, amount_fen FROM line_offers
    UNION ALL
    SELECT line_key, household_key, payee_key, '*' AS programme, account_key, amount_fen FROM line_offers
), choice AS (
    SELECT payee_key, programme, COUNT(*) AS lines, MIN(line_key) AS line_key FROM offer GROUP BY payee_key, programme
), single AS (
    SELECT claims.said_by, claims.row_id, choice.line_key
    FROM claims
    JOIN choice ON choice.payee_key = claims.payee_key AND choice.programme = claims.programme
    WHERE choice.lines = 1
), several AS (
    SELECT claims.said_by, claims.row_id, claims.payee_key, claims.programme, claims.account_key, claims.amount_fen,
           claims.household_key,
           ROW_NUMBER() OVER (
               PARTITION BY claims.said_by, claims.payee_key, claims.programme, claims.household_key, claims.account_key,
                            claims.amount_fen
               ORDER BY claims.row_id
           ) AS turn
    FROM claims
    JOIN choice ON choice.payee_key = claims.payee_key AND choice.programme = claims.programme
    WHERE choice.lines > 1
), agreed AS (
    SELECT several.said_by, several.row_id, offer.line_key, several.turn,
           CASE WHEN several.household_key = offer.household_key THEN 4 ELSE 0 END
           + CASE WHEN several.account_key = offer.account_key THEN 2 ELSE 0 END
           + CASE WHEN several.amount_fen = offer.amount_fen THEN 1 ELSE 0 END AS agreement
    FROM several
    JOIN offer ON offer.payee_key = several.payee_key AND offer.programme = several.programme
), best AS (
    SELECT said_by, row_id, MAX(agreement) AS agreement FROM agreed GROUP BY said_by, row_id
), ranked AS (
    SELECT agreed.said_by, agreed.row_id, agreed.line_key, agreed.turn,
           ROW_NUMBER() OVER (PARTITION BY agreed.said_by, agreed.row_id ORDER BY agreed.line_key) AS place,
           COUNT(*) OVER (PARTITION BY agreed.said_by, agreed.row_id) AS places
    FROM agreed
    JOIN best ON best.said_by = agreed.said_by AND best.row_id = agreed.row_id AND best.agreement = agreed.agreement
)
SELECT said_by, row_id, line_key FROM single
UNION ALL
SELECT said_by, row_id, line_key FROM ranked WHERE place = MOD(turn - 1, places) + 1
