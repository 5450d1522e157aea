-- Applies the changes of one statement: each from the state the payment is in, all that its step says and nothing else,
-- and only where its file stands. Whoever comes second finds another state and changes nothing.
CREATE OR REPLACE FUNCTION payments_apply_states() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
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
            AND payment.id = ANY (ARRAY(SELECT payment_id FROM written))
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
    WHERE payment.id = written.payment_id AND payment.state = written.before AND payment.region = written.region
        AND payment.id = ANY (ARRAY(SELECT payment_id FROM written));
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> (SELECT count(*) FROM written) THEN
        RAISE EXCEPTION 'a payment is not in the state it was to leave'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_state_is_stale';
    END IF;

    IF EXISTS (  -- asked after the rows are ours: an attempt made meanwhile is seen
        SELECT FROM payments_payment AS later
        WHERE later.previous_id IS NOT NULL
            AND later.previous_id = ANY (ARRAY(SELECT payment_id FROM written WHERE state = 'void'))
    ) THEN
        RAISE EXCEPTION 'there is a later attempt, which needs the money'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_given_up_though_tried_again';
    END IF;
    RETURN NULL;
END $$;
