-- Every bank line with whom it is sought by: the payee's number, else the account. A transaction told twice counts once:
-- the last the bank said of it stands, the others repeat it. (A reference shared by several payees is a batch's.)
-- home: person
-- key: row_id
WITH told AS (
    SELECT 'payee' AS sought_by, payee_key AS seeker_key, row_id, bank_ref, month, programme, payee_id, payee_key,
           payee_state, payee_name, account_no, account_key, amount_fen, paid_on, status, reason, purpose, returned_on,
           source, row_no
    FROM payments_known
    UNION ALL
    SELECT 'account' AS sought_by, COALESCE(account_key, -row_id) AS seeker_key, row_id, bank_ref, month,
           programme, payee_id, payee_key, payee_state, payee_name, account_no, account_key, amount_fen, paid_on, status, reason, purpose, returned_on,
           source, row_no
    FROM payments_unknown
), told_again AS (
    SELECT bank_ref
    FROM told
    GROUP BY bank_ref
    HAVING COUNT(*) > 1 AND MIN(seeker_key) = MAX(seeker_key) AND MIN(amount_fen) = MAX(amount_fen)
       AND COALESCE(MIN(account_key), 0) = COALESCE(MAX(account_key), 0)
), ranked AS (
    SELECT told.row_id,
           ROW_NUMBER() OVER (
               PARTITION BY told.bank_ref
               ORDER BY COALESCE(told.returned_on, told.paid_on) DESC,
                        CASE told.status WHEN 'returned' THEN 1 WHEN 'paid' THEN 2 ELSE 3 END, told.row_id
           ) AS place
    FROM told
    JOIN told_again ON told_again.bank_ref = told.bank_ref
)
SELECT told.sought_by, told.seeker_key, told.row_id, told.bank_ref, told.month, told.programme, told.payee_id,
       told.payee_key, told.payee_state, told.payee_name, told.account_no, told.account_key, told.amount_fen,
       told.paid_on, told.status, told.reason, told.purpose, told.returned_on, told.source, told.row_no,
       COALESCE(told.purpose LIKE '%补%' OR told.purpose LIKE '%更正%', FALSE) AS is_back_pay,
       COALESCE(ranked.place > 1, FALSE) AS is_repeat
FROM told
LEFT JOIN ranked ON ranked.row_id = told.row_id
