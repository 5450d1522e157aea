-- What awards say is due in %(month)s in %(region)s, with whom and where to it is paid as that stands now.
SELECT
    due.*, account.organisation_id AS payee_organisation_id, coalesce(organisation.name, payee.name) AS payee_name,
    account.holder_name, account.number_index AS account_index
FROM awards_lines(%(month)s) AS due
JOIN people_person AS payee ON payee.id = due.payee_id
JOIN people_account AS account ON account.id = due.account_id
LEFT JOIN offices_organisation AS organisation ON organisation.id = account.organisation_id
WHERE due.amount_fen > 0 AND starts_with(due.region, %(region)s)
