-- What acts and leaves are held to, asked once for all that a statement writes.

-- Draws the numbers of acts before they are written: a record's key is sealed for its act and opens for no other.
CREATE FUNCTION evidence_draw_acts(how_many integer) RETURNS bigint[]
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT array_agg(nextval(pg_get_serial_sequence('evidence_act', 'id'))) FROM generate_series(1, how_many)
$$;

-- Every act waits for its place, whoever wrote it.
CREATE FUNCTION evidence_acts_wait() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO evidence_waiting (act_id) SELECT id FROM written ORDER BY id;
    RETURN NULL;
END $$;
CREATE TRIGGER evidence_acts_wait AFTER INSERT ON evidence_act REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_acts_wait();
ALTER TABLE evidence_act ENABLE ALWAYS TRIGGER evidence_acts_wait;

-- A place is an act's. Acts are never removed, so that it is enough to look once.
CREATE FUNCTION evidence_leaves_are_acts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM written WHERE NOT EXISTS (SELECT FROM evidence_act WHERE id = written.act_id)) THEN
        RAISE EXCEPTION 'a leaf is of no act'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'evidence_leaf_of_an_act';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER evidence_leaves_are_acts AFTER INSERT ON evidence_leaf REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_leaves_are_acts();
ALTER TABLE evidence_leaf ENABLE ALWAYS TRIGGER evidence_leaves_are_acts;

-- The desk writes rows; what these functions do, they do only as triggers.
REVOKE ALL ON FUNCTION evidence_acts_wait(), evidence_leaves_are_acts() FROM PUBLIC;
