-- A list's rows are not let go before it can have stopped counting, and the day it happened is written once.
ALTER TABLE sources_delivery ADD CONSTRAINT sources_rows_stay_while_they_count CHECK (
    rows_gone_on IS NULL OR state = 'refused' OR rows_gone_on >= covers_month + interval '3 months'
);
CREATE FUNCTION sources_rows_gone_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'what is gone does not come back' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'sources_rows_gone_once';
END $$;
CREATE TRIGGER sources_rows_gone_once BEFORE UPDATE ON sources_delivery
    FOR EACH ROW WHEN (OLD.rows_gone_on IS NOT NULL AND NEW.rows_gone_on IS DISTINCT FROM OLD.rows_gone_on)
    EXECUTE FUNCTION sources_rows_gone_once();
ALTER TABLE sources_delivery ENABLE ALWAYS TRIGGER sources_rows_gone_once;

-- Nobody changes a row, and none goes but with a list that says its rows are gone.
CREATE FUNCTION sources_rows_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'sources_sourcerow is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sources_rows_stay BEFORE UPDATE OR TRUNCATE ON sources_sourcerow
    FOR EACH STATEMENT EXECUTE FUNCTION sources_rows_stay();
ALTER TABLE sources_sourcerow ENABLE ALWAYS TRIGGER sources_rows_stay;

CREATE FUNCTION sources_rows_go_with_their_list() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT delivery_id FROM gone) AS gone
        WHERE NOT EXISTS (
            SELECT FROM sources_delivery AS list WHERE list.id = gone.delivery_id AND list.rows_gone_on IS NOT NULL
        )
    ) THEN
        RAISE EXCEPTION 'sources_sourcerow is append-only: a row goes with its list''s time' USING
            ERRCODE = 'restrict_violation', CONSTRAINT = 'sources_rows_go_with_their_list';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sources_rows_go_with_their_list AFTER DELETE ON sources_sourcerow
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sources_rows_go_with_their_list();
ALTER TABLE sources_sourcerow ENABLE ALWAYS TRIGGER sources_rows_go_with_their_list;
