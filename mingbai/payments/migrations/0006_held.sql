-- What every payment, every change of one and every bank file is held to, whoever writes it.

ALTER TABLE payments_payment SET (fillfactor = 60);  -- a state changes four times; it shall find room beside the old one

-- A payment pays what was released: the line of a released roster, to the fen, to its payee and into its account, or
-- urgent relief that a second person approved; one attempt after the other, into another account only where two people
-- agreed to it afresh.
CREATE FUNCTION payments_lawful_payment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    fault text;
BEGIN
    PERFORM 1 FROM payments_payment WHERE id IN (SELECT previous_id FROM written WHERE previous_id IS NOT NULL)
    ORDER BY id FOR NO KEY UPDATE;

    SELECT payment.end_to_end_id INTO fault
    FROM written AS payment
    LEFT JOIN rosters_rosterline AS line ON line.id = payment.line_id AND line.live
    LEFT JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released'
    LEFT JOIN payments_urgentrelief AS relief ON relief.id = payment.urgent_id AND relief.state = 'approved'
    WHERE payment.line_id IS NOT NULL AND (roster.id IS NULL OR (
            line.region, line.month, line.programme, line.household_id, line.person_id, line.instalment,
            line.payee_id, line.payee_organisation_id, line.amount_fen
        ) IS DISTINCT FROM (
            payment.region, payment.month, payment.programme, payment.household_id, payment.person_id,
            payment.instalment, payment.payee_id, payment.payee_organisation_id, payment.amount_fen
        ) OR payment.attempt = 1 AND line.account_id <> payment.account_id)
        OR payment.urgent_id IS NOT NULL AND (relief.id IS NULL OR (
            relief.region, relief.month, relief.programme, relief.household_id, relief.person_id,
            relief.payee_id, relief.amount_fen
        ) IS DISTINCT FROM (
            payment.region, payment.month, payment.programme, payment.household_id, payment.person_id,
            payment.payee_id, payment.amount_fen
        ) OR payment.attempt = 1 AND relief.account_id <> payment.account_id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'pays something else than was released: %', fault
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_pays_what_was_released';
    END IF;

    SELECT payment.end_to_end_id INTO fault
    FROM written AS payment
    LEFT JOIN payments_bankfile AS file ON file.id = payment.file_id AND file.state = 'drafted'
        AND (file.fund_id, file.programme) = (payment.fund_id, payment.programme)
    WHERE file.id IS NULL OR payment.state <> 'drafted' OR NOT payment.is_live
        OR payment.end_to_end_id IS DISTINCT FROM rpad(left(payment.region, 6), 6, '0') || to_char(payment.month, 'YYYYMM')
            || coalesce('L' || payment.line_id, 'U' || payment.urgent_id) || 'A' || payment.attempt
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'is in no file that is being made, or is not called as its line: %', fault
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_begins_in_a_drafted_file';
    END IF;

    SELECT payment.end_to_end_id INTO fault
    FROM written AS payment
    LEFT JOIN people_account AS account ON account.id = payment.account_id AND account.state = 'confirmed'
    WHERE account.id IS NULL
        OR (account.person_id, account.organisation_id) IS DISTINCT FROM (payment.payee_id, payment.payee_organisation_id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the account is not a confirmed one of the payee: %', fault
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_to_a_confirmed_account';
    END IF;

    SELECT payment.end_to_end_id INTO fault
    FROM written AS payment
    LEFT JOIN payments_payment AS before ON before.id = payment.previous_id
    LEFT JOIN payments_accountchange AS change ON change.id = payment.change_id AND change.state = 'approved'
    WHERE payment.previous_id IS NOT NULL AND (
        before.id IS NULL OR before.attempt + 1 <> payment.attempt
        OR (before.line_id, before.urgent_id) IS DISTINCT FROM (payment.line_id, payment.urgent_id)
        OR before.state NOT IN ('rejected', 'returned', 'void')
        OR before.account_id <> payment.account_id AND (change.id IS NULL
            OR (change.payment_id, change.account_id) <> (payment.previous_id, payment.account_id))
    )
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'follows no attempt that failed, or into an account two people did not agree to: %', fault
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_follows_a_failed_attempt';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_lawful_payment AFTER INSERT ON payments_payment REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION payments_lawful_payment();
ALTER TABLE payments_payment ENABLE ALWAYS TRIGGER payments_lawful_payment;

-- Applies the changes of one statement: each from the state the payment is in, all that its step says and nothing else,
-- and only where its file stands. Whoever comes second finds another state and changes nothing.
CREATE FUNCTION payments_apply_states() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed bigint;
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT step_id, min(state) AS first, max(state) AS last, count(*) AS payments, min(at) AS began, max(at) AS ended,
                encode(sha256(convert_to(string_agg(payment_id || ':' || state, ',' ORDER BY payment_id), 'UTF8')), 'hex')
                    AS digest
            FROM written GROUP BY step_id
        ) AS together LEFT JOIN payments_step AS step ON step.id = together.step_id
        WHERE (step.state, step.state, step.payments, step.digest, step.at, step.at)
            IS DISTINCT FROM (together.first, together.last, together.payments, together.digest, together.began, together.ended)
    ) THEN
        RAISE EXCEPTION 'what changes together is one step, whole and as its digest says'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_step_is_whole';
    END IF;

    IF EXISTS (
        SELECT FROM written
        JOIN payments_payment AS payment ON payment.id = written.payment_id
        LEFT JOIN payments_bankfile AS file ON file.id = payment.file_id
        WHERE file.state IS DISTINCT FROM CASE
            WHEN written.state = 'reserved' THEN 'reserved'
            WHEN written.state = 'void' AND written.before IN ('drafted', 'reserved') THEN 'withdrawn'
            ELSE 'sent'
        END
    ) THEN
        RAISE EXCEPTION 'a payment goes as far as its file has gone'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_state_as_its_file';
    END IF;

    UPDATE payments_payment AS payment
    SET state = written.state, is_live = written.state NOT IN ('rejected', 'returned', 'void')
    FROM written
    WHERE payment.id = written.payment_id AND payment.state = written.before AND payment.region = written.region;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> (SELECT count(*) FROM written) THEN
        RAISE EXCEPTION 'a payment is not in the state it was to leave'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_state_is_stale';
    END IF;

    IF EXISTS (  -- asked after the rows are ours: an attempt made meanwhile is seen
        SELECT FROM written JOIN payments_payment AS later ON later.previous_id = written.payment_id
        WHERE written.state = 'void'
    ) THEN
        RAISE EXCEPTION 'there is a later attempt, which needs the money'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_given_up_though_tried_again';
    END IF;
    RETURN NULL;
END $$;
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
