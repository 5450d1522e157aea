-- Writes for whom nothing is due any more in %(month)s that was the month before, and why.
INSERT INTO rosters_leaver (
    roster_id, region, month, programme, award_id, decision_id, household_id, cause, before_fen
)
SELECT
    roster.id, due.region, %(month)s, due.programme, due.award_id, due.decision_id, due.household_id, due.cause,
    due.before_fen
FROM awards_lines(%(month)s) AS due
JOIN rosters_roster AS roster ON roster.id = ANY (%(rosters)s) AND roster.region = left(due.region, %(digits)s)
WHERE due.change = 'stop'
