-- A roster moves on with every village signed for what it now says, and is frozen and released as what it now is.
CREATE OR REPLACE FUNCTION rosters_roster_moves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    unsigned text;
BEGIN
    IF NEW.state IS DISTINCT FROM OLD.state AND (NEW.state = 'signed_by_villages'
        OR NEW.needs_signatures AND NEW.state IN ('ledger_submitted', 'reviewed', 'agreed', 'frozen'))
    THEN
        SELECT string_agg(village.region, ' ' ORDER BY village.region) INTO unsigned
        FROM rosters_villages(NEW.id) AS village (region), rosters_sums(NEW.id, village.region) AS sums
        WHERE NOT EXISTS (
            SELECT FROM rosters_villagesignature AS signature
            WHERE signature.roster_id = NEW.id AND signature.region = village.region
                AND signature.digest = sums.digest AND signature.total_fen = sums.total_fen
        );
        IF unsigned IS NOT NULL THEN
            RAISE EXCEPTION 'villages have not signed for what their lines now are'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'rosters_village_unsigned', DETAIL = unsigned;
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
