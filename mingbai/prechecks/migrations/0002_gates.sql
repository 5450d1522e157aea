-- When money may be held back, and when a roster may be released, whoever asks.

-- A hold repeats the finding it rests on: the line, the rule of the closed list, the certainty of who it is (D2, D3).
ALTER TABLE prechecks_hold
    ADD CONSTRAINT prechecks_hold_as_found FOREIGN KEY (finding_id, line_id, rule_id, match_tier)
        REFERENCES prechecks_finding (id, line_id, rule_id, match_tier),
    -- Five working days, and the longest run of days off on top: nobody's money is kept longer by a date set by hand.
    ADD CONSTRAINT prechecks_hold_ends_soon CHECK (
        until_on <= (coalesce(held_at, asked_at) AT TIME ZONE 'Asia/Shanghai')::date + 20
    );

-- The digest of all that was stored of a check: an edited, removed or added finding is another digest.
CREATE FUNCTION prechecks_digest(check_id bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public SET datestyle = 'ISO' SET timezone = 'UTC' AS $$
    SELECT encode(sha256(coalesce(
        string_agg(sha256(convert_to(finding::text, 'UTF8')), ''::bytea ORDER BY id), ''::bytea
    )), 'hex')
    FROM prechecks_finding AS finding WHERE check_made_id = check_id
$$;

CREATE FUNCTION prechecks_hold_asked() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.state <> 'asked' OR NOT EXISTS (
        SELECT FROM prechecks_finding AS finding JOIN rosters_rosterline AS line ON line.id = finding.line_id
        WHERE finding.id = NEW.finding_id AND finding.proposes_hold AND NEW.held_fen <= line.amount_fen
    ) THEN
        RAISE EXCEPTION 'a hold begins as a question about a finding that proposes it, for no more than the line pays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prechecks_hold_asked';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER prechecks_hold_asked BEFORE INSERT ON prechecks_hold
    FOR EACH ROW EXECUTE FUNCTION prechecks_hold_asked();
ALTER TABLE prechecks_hold ENABLE ALWAYS TRIGGER prechecks_hold_asked;

-- What keeps a roster from being released: a gate that the latest check found open on a line of it, or on something
-- of its township that has no line. A line that left the roster keeps nobody else waiting.
CREATE FUNCTION prechecks_open_gates(roster bigint, check_id bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT finding.id
    FROM prechecks_finding AS finding
    JOIN rosters_roster AS held ON held.id = roster
    LEFT JOIN rosters_rosterline AS line ON line.id = finding.line_id
    WHERE finding.check_made_id = check_id AND finding.gates
        AND (line.roster_id = held.id AND line.live
            OR finding.line_id IS NULL
                AND (starts_with(finding.region, held.region) OR starts_with(held.region, finding.region)))
$$;

-- A roster is released by its latest check, which saw it as it now is; with no gate open and no question about a hold
-- unanswered; and with a proof that says it found no difference.
CREATE FUNCTION prechecks_release_gate() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.state = 'withdrawn' OR TG_OP = 'UPDATE' AND OLD.state = NEW.state THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM prechecks_checkedroster AS seen
        WHERE seen.check_made_id = NEW.check_made_id AND seen.roster_id = NEW.roster_id
            AND seen.digest = NEW.checked_digest
    ) OR EXISTS (
        SELECT FROM prechecks_checkedroster AS later
        WHERE later.roster_id = NEW.roster_id AND later.check_made_id > NEW.check_made_id
    ) THEN
        RAISE EXCEPTION 'a roster is released by the latest check of what it now is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prechecks_released_as_checked';
    END IF;
    IF EXISTS (SELECT FROM prechecks_open_gates(NEW.roster_id, NEW.check_made_id)) THEN
        RAISE EXCEPTION 'a gate is open'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prechecks_gate_open';
    END IF;
    IF EXISTS (
        SELECT FROM prechecks_hold AS hold
        JOIN rosters_rosterline AS line ON line.id = hold.line_id
        WHERE line.roster_id = NEW.roster_id AND line.live AND hold.state = 'asked'
    ) THEN
        RAISE EXCEPTION 'somebody was asked whether to hold a line, and has not answered'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prechecks_hold_unanswered';
    END IF;
    IF (NEW.proof ->> 'differences')::bigint IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'a roster is released when it equals what is approved in every column'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prechecks_released_when_equal';
    END IF;
    IF NEW.state = 'released' AND NOT EXISTS (
        SELECT FROM rosters_roster AS roster
        WHERE roster.id = NEW.roster_id AND roster.state = 'released' AND roster.released_by = NEW.released_by
            AND (roster.digest, roster.lines, roster.total_fen) = (NEW.released_digest, NEW.lines, NEW.total_fen)
    ) THEN
        RAISE EXCEPTION 'what is released is the roster, as it then is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prechecks_released_as_it_is';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER prechecks_release_gate BEFORE INSERT OR UPDATE ON prechecks_release
    FOR EACH ROW EXECUTE FUNCTION prechecks_release_gate();
ALTER TABLE prechecks_release ENABLE ALWAYS TRIGGER prechecks_release_gate;

-- No roster says it is released but by a release.
CREATE FUNCTION prechecks_roster_released() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.state = 'released' AND OLD.state <> 'released' AND NOT EXISTS (
        SELECT FROM prechecks_release AS release
        WHERE release.roster_id = NEW.id AND release.state IN ('asked', 'released')
            AND release.asked_by <> NEW.released_by
    ) THEN
        RAISE EXCEPTION 'a roster is released when somebody else asked for it after the check'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'prechecks_roster_released';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER prechecks_roster_released BEFORE UPDATE ON rosters_roster
    FOR EACH ROW EXECUTE FUNCTION prechecks_roster_released();
ALTER TABLE rosters_roster ENABLE ALWAYS TRIGGER prechecks_roster_released;
