-- Every line names its award and its decision and pays what they say: to the family, person, payee and account of the
-- award, in a roster of its township that is still open; and all that is live for an award in a month, with what is
-- held of it, is to the fen what the decision grants. A decision that ends an award pays nothing. All of it is looked up
-- by the ids that were written: one line costs what it is, and a county's what they are.
CREATE OR REPLACE FUNCTION rosters_line_from_award() RETURNS trigger  -- of many lines at once, so never one by one
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
DECLARE
    fault record;
BEGIN
    SELECT line.award_id, line.month INTO fault
    FROM written AS line
    LEFT JOIN awards_award AS award ON award.id = line.award_id
        AND award.id = ANY (ARRAY(SELECT award_id FROM written))
    LEFT JOIN awards_decision AS decision ON decision.id = line.decision_id AND decision.award_id = line.award_id
        AND decision.id = ANY (ARRAY(SELECT decision_id FROM written))
    WHERE decision.id IS NULL
        OR decision.state <> 'approved'
        OR decision.kind = 'stop'
        OR decision.effective_month > line.month
        OR (line.programme, line.household_id) IS DISTINCT FROM (award.programme, award.household_id)
        OR line.person_id IS DISTINCT FROM award.person_id
        OR (line.payee_id, line.account_id) IS DISTINCT FROM (decision.payee_id, decision.account_id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'a line says what its award and its decision say: award %, month %', fault.award_id, fault.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rosters_line_from_award';
    END IF;

    SELECT line.award_id, line.month INTO fault
    FROM written AS line LEFT JOIN rosters_roster AS roster ON roster.id = line.roster_id
    WHERE roster.id IS NULL
        OR NOT starts_with(line.region, roster.region)
        OR line.month > roster.month
        OR roster.state IN ('released', 'set_aside')
        OR roster.state <> 'drafted' AND line.makes_up_for_id IS NULL
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'this roster takes no such line any more: award %, month %', fault.award_id, fault.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rosters_line_in_open_roster';
    END IF;

    WITH concerned AS (
        SELECT award_id, month, max(decision_id) AS decision_id FROM written GROUP BY award_id, month
    ), rostered AS (
        SELECT line.award_id, line.month, sum(line.amount_fen) AS fen
        FROM rosters_rosterline AS line JOIN concerned USING (award_id, month)
        WHERE line.live AND line.award_id = ANY (ARRAY(SELECT award_id FROM written)) GROUP BY 1, 2
    ), held AS (
        SELECT line.award_id, line.month, sum(departure.held_fen) AS fen
        FROM rosters_departure AS departure
        JOIN rosters_rosterline AS line ON line.id = departure.line_id AND line.id = ANY (ARRAY(
            SELECT line_id FROM rosters_departure WHERE why = 'held' AND state = 'done'
        ))
        JOIN concerned USING (award_id, month)
        WHERE departure.why = 'held' AND departure.state = 'done' AND NOT EXISTS (
            SELECT FROM rosters_rosterline AS back
            WHERE back.makes_up_for_id = departure.id AND back.roster_id <> departure.roster_id AND back.live
        )
        GROUP BY 1, 2
    )
    SELECT concerned.award_id, concerned.month INTO fault
    FROM concerned
    LEFT JOIN rostered USING (award_id, month)
    LEFT JOIN held USING (award_id, month)
    JOIN awards_decision AS decision ON decision.id = concerned.decision_id
        AND decision.id = ANY (ARRAY(SELECT decision_id FROM written))
    WHERE coalesce(rostered.fen, 0) + coalesce(held.fen, 0) <> decision.amount_fen
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'what is rostered for an award in a month is what its decision grants: award %, month %',
            fault.award_id, fault.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rosters_amount_is_the_decisions';
    END IF;
    RETURN NULL;
END $$;
