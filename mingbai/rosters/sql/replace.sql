-- Writes the line that takes the place of one that left its roster: %(departure)s says which and why.
WITH gone AS (
    SELECT line.*, departure.id AS departure_id, departure.why, departure.held_fen,
        (SELECT award.region FROM awards_award AS award WHERE award.id = line.award_id) AS village
    FROM rosters_departure AS departure JOIN rosters_rosterline AS line ON line.id = departure.line_id
    WHERE departure.id = %(departure)s
), other AS (  -- of the same award and month, on this or another roster
    SELECT coalesce(sum(line.amount_fen), 0) AS fen
    FROM rosters_rosterline AS line JOIN gone ON (line.award_id, line.month) = (gone.award_id, gone.month)
    WHERE line.live
)
INSERT INTO rosters_rosterline (
    roster_id, region, month, programme, award_id, decision_id, household_id, person_id, payee_id,
    payee_organisation_id, account_id, payee_name, holder_name, account_index, amount_fen, member_count, instalment,
    change, cause, before_fen, makes_up_for_id, live
)
SELECT
    gone.roster_id, due.region, gone.month, due.programme, due.award_id, due.decision_id, due.household_id,
    due.person_id, due.payee_id, due.payee_organisation_id, due.account_id, due.payee_name, due.holder_name,
    due.account_index, CASE gone.why WHEN 'held' THEN gone.amount_fen - gone.held_fen ELSE due.amount_fen - other.fen END,
    due.member_count, gone.instalment, gone.change, gone.cause, gone.before_fen, gone.departure_id, TRUE
FROM gone, other, LATERAL ({due_of_line}) AS due
WHERE due.award_id = gone.award_id
    AND CASE gone.why WHEN 'held' THEN gone.amount_fen > gone.held_fen ELSE due.amount_fen > other.fen END
