-- What every payment, every change of one and every bank file is held to, whoever writes it.

ALTER TABLE payments_payment SET (fillfactor = 60);  -- a state changes four times; it shall find room beside the old one

CREATE TRIGGER payments_lawful_payment AFTER INSERT ON payments_payment REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION payments_lawful_payment();
ALTER TABLE payments_payment ENABLE ALWAYS TRIGGER payments_lawful_payment;

CREATE TRIGGER payments_apply_states AFTER INSERT ON payments_paymentstate REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION payments_apply_states();
ALTER TABLE payments_paymentstate ENABLE ALWAYS TRIGGER payments_apply_states;

-- A file is begun as drafted, holds what it says when money is set aside for it, and what was written of it once stays.
CREATE FUNCTION payments_file_moves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'drafted' OR NEW.sha256 IS NOT NULL OR NOT EXISTS (
            SELECT FROM payments_fundrequest AS plan
            WHERE plan.id = NEW.request_id AND plan.state = 'arrived'
                AND (plan.fund_id, plan.programme) = (NEW.fund_id, NEW.programme) AND starts_with(NEW.region, plan.region)
        ) OR NOT EXISTS (SELECT FROM payments_specialaccount WHERE id = NEW.payer_id AND state = 'approved') THEN
            RAISE EXCEPTION 'a file is begun with money that arrived, from a registered account'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_file_has_money_and_payer';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.reviewed_by IS NOT NULL AND (NEW.reviewed_by, NEW.reviewed_at) IS DISTINCT FROM (OLD.reviewed_by, OLD.reviewed_at))
        OR (OLD.released_by IS NOT NULL AND (NEW.released_by, NEW.released_at, NEW.sha256, NEW.bytes)
            IS DISTINCT FROM (OLD.released_by, OLD.released_at, OLD.sha256, OLD.bytes))
        OR (OLD.sent_by IS NOT NULL AND (NEW.sent_by, NEW.sent_at, NEW.checkpoint)
            IS DISTINCT FROM (OLD.sent_by, OLD.sent_at, OLD.checkpoint))
    THEN
        RAISE EXCEPTION 'what was written of a file once stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_file_stays_as_signed';
    END IF;
    IF NEW.state = 'reserved' AND OLD.state = 'drafted' AND NOT EXISTS (
        SELECT FROM (
            SELECT count(*) AS payments, sum(amount_fen) AS fen,
                encode(sha256(convert_to(string_agg(
                    end_to_end_id || '|' || account_id || '|' || amount_fen, E'\n' ORDER BY end_to_end_id
                ), 'UTF8')), 'hex') AS digest
            FROM payments_payment WHERE file_id = NEW.id
        ) AS held
        WHERE (held.payments, held.fen, held.digest) = (NEW.payments, NEW.total_fen, NEW.digest)
    ) THEN
        RAISE EXCEPTION 'the file does not hold what it says'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_file_holds_what_it_says';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_file_moves BEFORE INSERT OR UPDATE ON payments_bankfile
    FOR EACH ROW EXECUTE FUNCTION payments_file_moves();
ALTER TABLE payments_bankfile ENABLE ALWAYS TRIGGER payments_file_moves;

-- The desk writes rows; what these functions do, they do only as triggers.
REVOKE ALL ON FUNCTION payments_lawful_payment(), payments_apply_states(), payments_file_moves() FROM PUBLIC;
