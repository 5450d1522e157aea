-- A payment pays what was released: the line of a released roster, to the fen, to its payee and into its account, or
-- urgent relief that a second person approved; one attempt after the other, into another account only where two people
-- agreed to it afresh. What an institution is paid for a person (R-708) is paid to the institution.
-- What is compared is looked up by the ids that were written: a file costs what it has, however much the desk keeps.
CREATE OR REPLACE FUNCTION payments_lawful_payment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
DECLARE
    fault text;
BEGIN
    PERFORM 1 FROM payments_payment WHERE id = ANY (ARRAY(SELECT previous_id FROM written))
    ORDER BY id FOR NO KEY UPDATE;

    SELECT payment.end_to_end_id INTO fault
    FROM written AS payment
    LEFT JOIN rosters_rosterline AS line ON line.id = payment.line_id AND line.live
        AND line.id = ANY (ARRAY(SELECT line_id FROM written))
    LEFT JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released'
    LEFT JOIN payments_urgentrelief AS relief ON relief.id = payment.urgent_id AND relief.state = 'approved'
    WHERE payment.line_id IS NOT NULL AND (roster.id IS NULL OR (
            line.region, line.month, line.programme, line.household_id, line.person_id, line.instalment,
            CASE WHEN line.payee_organisation_id IS NULL THEN line.payee_id END, line.payee_organisation_id,
            line.amount_fen
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
        AND account.id = ANY (ARRAY(SELECT account_id FROM written))
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
        AND before.id = ANY (ARRAY(SELECT previous_id FROM written))
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
