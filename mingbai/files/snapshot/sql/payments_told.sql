-- Every bank line with whom it is sought by: the payee's number, else the account. A transaction told twice counts once:
-- the last the bank said of it stands, the others repeat it. (A reference shared by several payees is a batch's.)
-- home: person
-- key: row_id
WITH told AS (
    SELECT CASE WHEN payee_key IS NULL THEN 'account' ELSE 'payee' END AS sought_by,
           COALESCE(payee_key, account_key, -row_id) AS seeker_key, row_id, bank_ref, month, programme, payee_id,
           payee_key, payee_state, payee_name, account_no, account_key, amount_fen, paid_on, status, reason, purpose,
           returned_on, source, row_no
    FROM payments_sent
), several AS (
    SELECT bank_ref FROM payments_sent GROUP BY bank_ref HAVING COUNT(*) > 1
), told_again AS (
    SELECT sent.bank_ref
    FROM several
    JOIN payments_sent AS sent ON sent.bank_ref = several.bank_ref
    GROUP BY sent.bank_ref
    HAVING MIN(COALESCE(sent.payee_key, sent.account_key, -sent.row_id))
               = MAX(COALESCE(sent.payee_key, sent.account_key, -sent.row_id))
       AND MIN(sent.amount_fen) = MAX(sent.amount_fen)
       AND COALESCE(MIN(sent.account_key), 0) = COALESCE(MAX(sent.account_key), 0)
), ranked AS (
    SELECT sent.row_id,
           ROW_NUMBER() OVER (
               PARTITION BY sent.bank_ref
               ORDER BY COALESCE(sent.returned_on, sent.paid_on) DESC,
                        CASE sent.status WHEN 'returned' THEN 1 WHEN 'paid' THEN 2 ELSE 3 END, sent.row_id
           ) AS place
    FROM payments_sent AS sent
    JOIN told_again ON told_again.bank_ref = sent.bank_ref
)
SELECT told.sought_by, told.seeker_key, told.row_id, told.bank_ref, told.month, told.programme, told.payee_id,
       told.payee_key, told.payee_state, told.payee_name, told.account_no, told.account_key, told.amount_fen,
       told.paid_on, told.status, told.reason, told.purpose, told.returned_on, told.source, told.row_no,
       COALESCE(told.purpose LIKE '%补%' OR told.purpose LIKE '%更正%', FALSE) AS is_back_pay,
       COALESCE(ranked.place > 1, FALSE) AS is_repeat
FROM told
LEFT JOIN ranked ON ranked.row_id = told.row_id
