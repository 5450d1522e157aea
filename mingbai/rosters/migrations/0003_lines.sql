-- What every line of a roster is held to, whoever writes it; and when a roster may be signed off.

-- What of a line is paid, in one spelling: the digest of a roster is over these, in the order of the awards.
CREATE FUNCTION rosters_canonical(line rosters_rosterline) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$  -- no SET, or it would be called line by line
    SELECT pg_catalog.json_build_array(
        pg_catalog.to_char(line.month, 'YYYY-MM'), line.programme, line.region, line.award_id, line.decision_id,
        line.household_id, line.person_id, line.payee_id, line.payee_organisation_id, line.payee_name,
        line.account_id, pg_catalog.encode(line.account_index, 'hex'), line.holder_name, line.amount_fen, line.member_count,
        line.instalment
    )::text
$$;

-- The live lines of a roster, or of one village in it: how many, how much, and their digest.
CREATE FUNCTION rosters_sums(
    roster bigint, village text DEFAULT '', OUT lines integer, OUT total_fen bigint, OUT digest text
)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT
        count(*)::integer,
        coalesce(sum(line.amount_fen), 0)::bigint,
        encode(sha256(convert_to(coalesce(string_agg(
            rosters_canonical(line), E'\n' ORDER BY line.award_id, line.month, line.instalment
        ), ''), 'UTF8')), 'hex')
    FROM rosters_rosterline AS line
    WHERE line.roster_id = roster AND line.live AND village IN ('', line.region)
$$;

CREATE FUNCTION rosters_digest(roster bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$ SELECT digest FROM rosters_sums(roster) $$;

-- Every line names its award and its decision and pays what they say: to the family, person, payee and account of the
-- award, in a roster of its township that is still open; and all that is live for an award in a month, with what is
-- held of it, is to the fen what the decision grants. A decision that ends an award pays nothing.
CREATE FUNCTION rosters_line_from_award() RETURNS trigger  -- of many lines at once, so never one by one
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
DECLARE
    fault record;
BEGIN
    SELECT line.award_id, line.month INTO fault
    FROM written AS line
    LEFT JOIN awards_award AS award ON award.id = line.award_id
    LEFT JOIN awards_decision AS decision ON decision.id = line.decision_id AND decision.award_id = line.award_id
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
        WHERE line.live GROUP BY 1, 2
    ), held AS (
        SELECT line.award_id, line.month, sum(departure.held_fen) AS fen
        FROM rosters_departure AS departure
        JOIN rosters_rosterline AS line ON line.id = departure.line_id
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
    WHERE coalesce(rostered.fen, 0) + coalesce(held.fen, 0) <> decision.amount_fen
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'what is rostered for an award in a month is what its decision grants: award %, month %',
            fault.award_id, fault.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rosters_amount_is_the_decisions';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER rosters_line_from_award AFTER INSERT ON rosters_rosterline
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION rosters_line_from_award();
ALTER TABLE rosters_rosterline ENABLE ALWAYS TRIGGER rosters_line_from_award;

-- A line leaves by a departure two people agreed to, or with a roster that is set aside; and never comes back.
CREATE FUNCTION rosters_line_leaves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM gone JOIN was USING (id) LEFT JOIN rosters_roster AS roster ON roster.id = gone.roster_id
        WHERE gone.live OR roster.state = 'released' OR roster.id IS NULL
            OR roster.state <> 'set_aside' AND NOT EXISTS (
                SELECT FROM rosters_departure AS departure
                WHERE departure.line_id = gone.id AND departure.state = 'done'
            )
    ) THEN
        RAISE EXCEPTION 'a line leaves its roster by a departure that somebody else agreed to, before release'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rosters_line_leaves';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER rosters_line_leaves AFTER UPDATE ON rosters_rosterline
    REFERENCING OLD TABLE AS was NEW TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION rosters_line_leaves();
ALTER TABLE rosters_rosterline ENABLE ALWAYS TRIGGER rosters_line_leaves;

-- A roster moves on with every village signed for what it now says, and is frozen and released as what it now is.
CREATE FUNCTION rosters_roster_moves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    unsigned text;
BEGIN
    IF NEW.needs_signatures AND NEW.state IS DISTINCT FROM OLD.state
        AND NEW.state IN ('signed_by_villages', 'ledger_submitted', 'reviewed', 'agreed', 'frozen')
    THEN
        SELECT village.region INTO unsigned
        FROM (SELECT DISTINCT line.region FROM rosters_rosterline AS line
              WHERE line.roster_id = NEW.id AND line.live) AS village,
            rosters_sums(NEW.id, village.region) AS sums
        WHERE NOT EXISTS (
            SELECT FROM rosters_villagesignature AS signature
            WHERE signature.roster_id = NEW.id AND signature.region = village.region
                AND signature.digest = sums.digest AND signature.total_fen = sums.total_fen
        )
        ORDER BY 1 LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'village % has not signed for what its lines now are', unsigned
                USING ERRCODE = 'check_violation', CONSTRAINT = 'rosters_village_unsigned';
        END IF;
    END IF;
    IF NEW.state IN ('frozen', 'released')
        AND NOT EXISTS (
            SELECT FROM rosters_sums(NEW.id) AS sums
            WHERE (sums.lines, sums.total_fen, sums.digest) = (NEW.lines, NEW.total_fen, NEW.digest)
        )
    THEN
        RAISE EXCEPTION 'a roster is frozen as what its lines are'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rosters_frozen_as_it_is';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rosters_roster_moves BEFORE UPDATE ON rosters_roster
    FOR EACH ROW EXECUTE FUNCTION rosters_roster_moves();
ALTER TABLE rosters_roster ENABLE ALWAYS TRIGGER rosters_roster_moves;

CREATE INDEX rosters_line_of_award ON rosters_rosterline (award_id, month) WHERE live;
