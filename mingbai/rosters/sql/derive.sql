-- Writes a line for all that is due in %(month)s in %(region)s into the rosters %(rosters)s of its townships.
INSERT INTO rosters_rosterline (
    roster_id, region, month, programme, award_id, decision_id, household_id, person_id, payee_id,
    payee_organisation_id, account_id, payee_name, holder_name, account_index, amount_fen, member_count, instalment,
    change, cause, before_fen, live
)
SELECT
    roster.id, due.region, %(month)s, due.programme, due.award_id, due.decision_id, due.household_id, due.person_id,
    due.payee_id, due.payee_organisation_id, due.account_id, due.payee_name, due.holder_name, due.account_index,
    due.amount_fen, due.member_count, 0, due.change, due.cause, due.before_fen, TRUE
FROM ({due}) AS due
JOIN rosters_roster AS roster ON roster.id = ANY (%(rosters)s) AND roster.region = left(due.region, %(digits)s)
ORDER BY due.region, due.award_id
