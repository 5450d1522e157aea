-- An entry's state changes once or twice and stands in no index: it finds room beside the old one.
ALTER TABLE receipts_entry SET (fillfactor = 50);

-- What belongs to a closed month stays as it was signed: no match of it is made or ended, no item of it changes.
DROP TRIGGER receipts_closed_stays_closed ON receipts_match;
DROP TRIGGER receipts_closed_stays_closed ON receipts_openitem;
CREATE OR REPLACE FUNCTION receipts_closed_stays_closed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    closed date;
BEGIN
    SELECT signed.month INTO closed
    FROM (SELECT DISTINCT month, region FROM written) AS written
    JOIN receipts_signature AS signed ON signed.step = 'closed' AND signed.month = written.month
        AND starts_with(written.region, signed.region)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the month % is closed', closed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_closed_stays_closed';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER receipts_closed_takes_nothing AFTER INSERT ON receipts_match REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION receipts_closed_stays_closed();
ALTER TABLE receipts_match ENABLE ALWAYS TRIGGER receipts_closed_takes_nothing;
CREATE TRIGGER receipts_closed_stays_closed AFTER UPDATE ON receipts_match REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION receipts_closed_stays_closed();
ALTER TABLE receipts_match ENABLE ALWAYS TRIGGER receipts_closed_stays_closed;
CREATE TRIGGER receipts_closed_stays_closed AFTER UPDATE ON receipts_openitem REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION receipts_closed_stays_closed();
ALTER TABLE receipts_openitem ENABLE ALWAYS TRIGGER receipts_closed_stays_closed;

-- A month is signed, from the first step to the last, only while nothing keeps it open, in order, under figures that
-- still stand. What is put forward for signature means nothing until it is signed, and is judged then.
DROP TRIGGER receipts_month_is_proven ON receipts_closing;
CREATE OR REPLACE FUNCTION receipts_month_is_proven() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    left_open record;
    stands record;
BEGIN
    SELECT * INTO left_open FROM receipts_unproven(NEW.region, NEW.month) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the month is open by % %', left_open.what, left_open.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_month_is_proven';
    END IF;
    SELECT * INTO stands FROM receipts_month_digest(NEW.region, NEW.month);
    IF NEW.digest IS DISTINCT FROM stands.digest OR NOT EXISTS (
        SELECT FROM receipts_closing AS closing WHERE closing.id = NEW.closing_id
            AND (closing.region, closing.month, closing.digest) = (NEW.region, NEW.month, NEW.digest)
            AND (closing.lines, closing.fen, closing.explained) = (stands.lines, stands.fen, stands.explained)
    ) THEN
        RAISE EXCEPTION 'what is signed is not what stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_signed_as_it_stands';
    END IF;
    IF (SELECT count(*) FROM receipts_signature AS before WHERE before.closing_id = NEW.closing_id)
        <> array_position(ARRAY['prepared', 'checked', 'funded', 'closed'], NEW.step) - 1
    THEN
        RAISE EXCEPTION 'signatures come in order, under the same figures'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_signed_in_order';
    END IF;
    RETURN NEW;
END $$;
