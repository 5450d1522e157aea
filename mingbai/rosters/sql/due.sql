-- What awards say is due in %(month)s in %(region)s, with whom and where to it is paid as that stands now. Unless a %(whole)s
-- county is asked for, all is looked up by its ids: a township costs what it has, however large its county.
WITH due AS MATERIALIZED (
    SELECT * FROM awards_lines(%(month)s)
    WHERE amount_fen > 0 AND starts_with(region, %(region)s) AND (%(whole)s OR award_id = ANY (ARRAY(
        SELECT id FROM awards_award WHERE starts_with(region, %(region)s)
    )))
)
SELECT
    due.*, account.organisation_id AS payee_organisation_id, coalesce(organisation.name, payee.name) AS payee_name,
    account.holder_name, account.number_index AS account_index
FROM due
JOIN people_person AS payee ON payee.id = due.payee_id
    AND (%(whole)s OR payee.id = ANY (ARRAY(SELECT payee_id FROM due)))
JOIN people_account AS account ON account.id = due.account_id
    AND (%(whole)s OR account.id = ANY (ARRAY(SELECT account_id FROM due)))
LEFT JOIN offices_organisation AS organisation ON organisation.id = account.organisation_id
