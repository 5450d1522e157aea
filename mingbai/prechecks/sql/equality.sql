-- Whether roster %(roster)s is what is approved, in every column of every line; one row for each difference, and first
-- one that says how much was compared. What is held, and what was moved out to be rostered anew, is accounted for.
WITH roster AS (SELECT kind, month AS of_month FROM rosters_roster WHERE id = %(roster)s
), line AS (SELECT * FROM rosters_rosterline WHERE roster_id = %(roster)s AND live
), months AS (
    SELECT month FROM line UNION SELECT of_month FROM roster WHERE kind = 'regular'
), due AS (
    SELECT months.month, due.* FROM months, LATERAL ({due_each_month}) AS due
), departed AS MATERIALIZED (
    SELECT departure.id, departure.roster_id, departure.why, departure.held_fen, line.award_id, line.month
    FROM rosters_departure AS departure JOIN rosters_rosterline AS line ON line.id = departure.line_id
    WHERE departure.state = 'done' AND starts_with(departure.region, %(region)s) AND line.id = ANY (ARRAY(
        SELECT line_id FROM rosters_departure WHERE state = 'done' AND starts_with(region, %(region)s)
    ))
), standing AS (
    SELECT award_id, month, sum(fen) AS fen FROM (
        SELECT award_id, month, amount_fen AS fen FROM rosters_rosterline
        WHERE live AND starts_with(region, %(region)s) AND award_id = ANY (ARRAY(SELECT award_id FROM due))
        UNION ALL
        SELECT award_id, month, held_fen FROM departed
        WHERE why = 'held' AND NOT EXISTS (
            SELECT FROM rosters_rosterline AS back
            WHERE back.makes_up_for_id = departed.id AND back.roster_id <> departed.roster_id AND back.live
        )
    ) AS parts GROUP BY 1, 2
), sums AS (
    SELECT due.award_id, due.month, due.amount_fen, coalesce(standing.fen, 0) AS fen
    FROM due CROSS JOIN roster
    LEFT JOIN standing USING (award_id, month)
    WHERE (roster.kind = 'regular' AND due.month = roster.of_month
            OR (due.award_id, due.month) IN (SELECT award_id, month FROM line))
        AND NOT (standing.fen IS NULL AND (due.award_id, due.month) IN (
            SELECT award_id, month FROM departed WHERE why = 'moved'
        ))
), unlike AS (
    SELECT line.id, line.award_id, cell.name, cell.approved, cell.rostered
    FROM line LEFT JOIN due USING (award_id, month)
    CROSS JOIN LATERAL (
        VALUES ('programme', due.programme::text, line.programme::text), ('region', due.region, line.region),
            ('decision', due.decision_id::text, line.decision_id::text),
            ('household', due.household_id::text, line.household_id::text),
            ('person', due.person_id::text, line.person_id::text),
            ('payee', due.payee_id::text, line.payee_id::text), ('payee_name', due.payee_name, line.payee_name),
            ('organisation', due.payee_organisation_id::text, line.payee_organisation_id::text),
            ('account', due.account_id::text, line.account_id::text),
            ('account_number', md5(due.account_index), md5(line.account_index)),
            ('holder_name', due.holder_name, line.holder_name),
            ('member_count', due.member_count::text, line.member_count::text)
    ) AS cell (name, approved, rostered)
    WHERE (due.programme, due.region, due.decision_id, due.household_id, due.person_id, due.payee_id, due.payee_name,
            due.payee_organisation_id, due.account_id, due.account_index, due.holder_name, due.member_count)
        IS DISTINCT FROM (line.programme, line.region, line.decision_id, line.household_id, line.person_id,
            line.payee_id, line.payee_name, line.payee_organisation_id, line.account_id, line.account_index,
            line.holder_name, line.member_count)
        AND cell.approved IS DISTINCT FROM cell.rostered
)
SELECT 0 AS place, NULL::bigint AS line_id, NULL::bigint AS award_id, 'compared' AS what,
    (SELECT count(*) || '/' || coalesce(sum(amount_fen), 0) FROM sums) AS approved,
    (SELECT count(*) || '/' || coalesce(sum(amount_fen), 0) FROM line) AS rostered
UNION ALL
SELECT 1, NULL, award_id, CASE fen WHEN 0 THEN 'missing' ELSE 'amount' END, amount_fen::text, fen::text
FROM sums WHERE fen <> amount_fen
UNION ALL
SELECT 2, id, award_id, name, approved, rostered FROM unlike
ORDER BY place, award_id, what
