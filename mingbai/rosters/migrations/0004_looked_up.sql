DROP INDEX rosters_line_of_award; -- rosters_award_once begins with the same columns

-- That a line has its roster is asked once for all lines that are written (rosters_line_in_open_roster), no longer row by
-- row by a foreign key; and no roster is ever removed under its lines.
CREATE FUNCTION rosters_roster_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'a roster is set aside, never removed'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rosters_roster_stays';
END $$;
CREATE TRIGGER rosters_roster_stays BEFORE DELETE OR TRUNCATE ON rosters_roster
    FOR EACH STATEMENT EXECUTE FUNCTION rosters_roster_stays();
ALTER TABLE rosters_roster ENABLE ALWAYS TRIGGER rosters_roster_stays;
