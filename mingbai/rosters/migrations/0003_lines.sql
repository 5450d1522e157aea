-- What every line of a roster is held to, whoever writes it; and when a roster may be signed off.

CREATE FUNCTION rosters_digest(roster bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$ SELECT digest FROM rosters_sums(roster) $$;

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

CREATE TRIGGER rosters_roster_moves BEFORE UPDATE ON rosters_roster
    FOR EACH ROW EXECUTE FUNCTION rosters_roster_moves();
ALTER TABLE rosters_roster ENABLE ALWAYS TRIGGER rosters_roster_moves;

CREATE INDEX rosters_line_of_award ON rosters_rosterline (award_id, month) WHERE live;
