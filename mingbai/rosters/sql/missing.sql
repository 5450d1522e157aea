-- What is due in %(region)s for the months that have been rostered, up to %(month)s, and is on no roster: lines moved
-- out, parts held whose time is over (%(departures)s), raises that reach back. One row for each part held, and one for
-- the rest of an award's month.
WITH months AS (
    SELECT DISTINCT month FROM rosters_roster
    WHERE region = %(region)s AND kind = 'regular' AND state IN ('frozen', 'released') AND month <= %(month)s
), due AS (
    SELECT months.month, due.* FROM months, LATERAL ({due_each_month}) AS due
), rostered AS (
    SELECT award_id, month, sum(amount_fen) AS fen, max(instalment) AS instalment
    FROM rosters_rosterline WHERE live AND starts_with(region, %(region)s) GROUP BY 1, 2
), kept AS (
    SELECT departure.id, line.award_id, line.month, departure.held_fen, departure.reason
    FROM rosters_departure AS departure JOIN rosters_rosterline AS line ON line.id = departure.line_id
    WHERE departure.why = 'held' AND departure.state = 'done' AND starts_with(departure.region, %(region)s)
        AND NOT EXISTS (
            SELECT FROM rosters_rosterline AS back
            WHERE back.makes_up_for_id = departure.id AND back.roster_id <> departure.roster_id AND back.live
        )
), open AS (
    SELECT due.*, coalesce(rostered.instalment, -1) AS instalment,
        due.amount_fen - coalesce(rostered.fen, 0)
            - coalesce((SELECT sum(held_fen) FROM kept
                        WHERE (kept.award_id, kept.month) = (due.award_id, due.month)), 0) AS rest_fen
    FROM due LEFT JOIN rostered USING (award_id, month)
), parts AS (
    SELECT open.*, kept.id AS departure_id, least(kept.held_fen, kept.held_fen + rest_fen) AS part_fen, 'held' AS why
    FROM open JOIN kept USING (award_id, month) WHERE kept.id = ANY (%(departures)s)
    UNION ALL
    SELECT open.*, NULL, rest_fen, 'missed' FROM open WHERE rest_fen > 0
)
INSERT INTO rosters_rosterline (
    roster_id, region, month, programme, award_id, decision_id, household_id, person_id, payee_id,
    payee_organisation_id, account_id, payee_name, holder_name, account_index, amount_fen, member_count, instalment,
    change, cause, before_fen, makes_up_for_id, live
)
SELECT
    %(roster)s, region, month, programme, award_id, decision_id, household_id, person_id, payee_id,
    payee_organisation_id, account_id, payee_name, holder_name, account_index, part_fen, member_count,
    instalment + row_number() OVER (PARTITION BY award_id, month ORDER BY departure_id),
    'raise', why, 0, departure_id, TRUE
FROM parts WHERE part_fen > 0
ORDER BY month, region, award_id
