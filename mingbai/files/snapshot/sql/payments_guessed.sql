-- Bank lines without a payee's number, given the payee who uses the account; where several do, the one of that name.
-- home: account
-- key: payee_key
-- carry: person
WITH user_of AS (
    SELECT account_key, payee_name, MIN(payee_key) AS payee_key, MIN(payee_id) AS payee_id, COUNT(DISTINCT payee_key) AS payees
    FROM account_uses
    GROUP BY account_key, payee_name
), only_user AS (
    SELECT account_key, MIN(payee_key) AS payee_key, MIN(payee_id) AS payee_id, COUNT(DISTINCT payee_key) AS payees
    FROM account_uses
    GROUP BY account_key
)
SELECT payment.row_id, payment.bank_ref, payment.month, payment.programme,
       COALESCE(same_name.payee_id, only_user.payee_id, payment.payee_id) AS payee_id,
       COALESCE(same_name.payee_key, only_user.payee_key, payment.account_key) AS payee_key,
       payment.payee_state, payment.payee_name, payment.account_no, payment.account_key, payment.amount_fen,
       payment.paid_on, payment.status, payment.reason, payment.purpose, payment.returned_on, payment.source, payment.row_no
FROM payments_unknown AS payment
LEFT JOIN user_of AS same_name
    ON same_name.account_key = payment.account_key AND same_name.payee_name = payment.payee_name AND same_name.payees = 1
LEFT JOIN only_user ON only_user.account_key = payment.account_key AND only_user.payees = 1
