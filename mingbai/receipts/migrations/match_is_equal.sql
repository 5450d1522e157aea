-- A match is an equality: the line (or urgent relief), its live payment, what was appropriated for it and one entry of
-- the bank say the same account, the same fen and the same month. Names that banks cut off are compared before. However
-- many are written, each list is read once: a planner that takes them for few would look for each in all of them.
CREATE OR REPLACE FUNCTION receipts_match_is_equal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
DECLARE
    fault bigint;
BEGIN
    SELECT matched.payment_id INTO fault
    FROM written AS matched
    LEFT JOIN payments_payment AS payment ON payment.id = matched.payment_id AND payment.is_live
        AND payment.state IN ('instructed', 'accepted', 'settled')
    LEFT JOIN people_account AS account ON account.id = payment.account_id
    LEFT JOIN rosters_rosterline AS line ON line.id = payment.line_id AND line.live
    LEFT JOIN receipts_entry AS entry ON entry.id = matched.entry_id
    LEFT JOIN receipts_allotment AS allotment ON allotment.id = matched.allotment_id
    WHERE payment.id IS NULL OR entry.id IS NULL OR entry.status <> 'paid'
        OR entry.payment_id IS NOT NULL AND entry.payment_id <> payment.id
        OR (matched.line_id, matched.region, matched.month, matched.programme, matched.amount_fen)
            IS DISTINCT FROM (payment.line_id, payment.region, payment.month, payment.programme, payment.amount_fen)
        OR entry.amount_fen <> payment.amount_fen
        OR entry.account_index IS DISTINCT FROM account.number_index
        OR entry.month <> payment.month OR entry.programme NOT IN ('', payment.programme)
        OR payment.line_id IS NOT NULL AND (line.id IS NULL OR line.amount_fen <> payment.amount_fen
            OR allotment.id IS NULL OR (allotment.line_id, allotment.amount_fen, allotment.month, allotment.programme)
                IS DISTINCT FROM (line.id, line.amount_fen, line.month, line.programme)
            OR allotment.account_index <> line.account_index)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'approval, appropriation and receipt do not agree on payment %', fault
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_match_is_equal';
    END IF;
    RETURN NULL;
END $$;
