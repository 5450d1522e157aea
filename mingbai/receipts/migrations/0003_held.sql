-- What matches, entries and closings are held to, whoever writes them.

CREATE TRIGGER receipts_match_is_equal AFTER INSERT ON receipts_match REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION receipts_match_is_equal();
ALTER TABLE receipts_match ENABLE ALWAYS TRIGGER receipts_match_is_equal;

-- What still keeps a month of a county from being closed: lines without a match or an agreed explanation, rosters not
-- released, entries of the bank that match nothing, open items. Empty, or the month stays open.
CREATE FUNCTION receipts_unproven(place text, of_month date) RETURNS TABLE (what text, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
    SELECT 'line', line.id::text
    FROM rosters_rosterline AS line JOIN rosters_roster AS roster ON roster.id = line.roster_id
    WHERE line.live AND line.month = of_month AND starts_with(line.region, place) AND roster.state = 'released'
        AND NOT EXISTS (SELECT FROM receipts_match AS matched WHERE matched.line_id = line.id AND matched.is_live)
        AND line.id NOT IN (
            SELECT told::bigint FROM receipts_openitem AS item, jsonb_array_elements_text(item.lines) AS told
            WHERE item.state = 'explained' AND item.month = of_month
        )
    UNION ALL
    SELECT 'urgent', payment.end_to_end_id
    FROM payments_payment AS payment
    WHERE payment.urgent_id IS NOT NULL AND payment.is_live AND payment.month = of_month
        AND starts_with(payment.region, place)
        AND NOT EXISTS (SELECT FROM receipts_match AS matched WHERE matched.payment_id = payment.id AND matched.is_live)
        AND payment.id NOT IN (
            SELECT told::bigint FROM receipts_openitem AS item, jsonb_array_elements_text(item.payment_ids) AS told
            WHERE item.state = 'explained' AND item.month = of_month
        )
    UNION ALL
    SELECT 'roster', roster.id::text FROM rosters_roster AS roster
    WHERE roster.month = of_month AND starts_with(roster.region, place) AND roster.state NOT IN ('released', 'set_aside')
    UNION ALL
    SELECT 'entry', entry.id::text FROM receipts_entry AS entry
    WHERE entry.state = 'unmatched' AND entry.counts_in = of_month AND starts_with(entry.region, place)
    UNION ALL
    SELECT 'item', item.id::text FROM receipts_openitem AS item
    WHERE item.state IN ('open', 'answered') AND item.month = of_month AND starts_with(item.region, place)
$$;

-- What a month rests on, in one digest: every live match and every explained item, in order.
CREATE FUNCTION receipts_month_digest(place text, of_month date) RETURNS TABLE (lines bigint, fen numeric, explained bigint, digest text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
    WITH matched AS (
        SELECT matched.payment_id, matched.entry_id, matched.amount_fen, allotment.amount_fen AS allotted_fen
        FROM receipts_match AS matched LEFT JOIN receipts_allotment AS allotment ON allotment.id = matched.allotment_id
        WHERE matched.is_live AND matched.month = of_month AND starts_with(matched.region, place)
    ), explained AS (
        SELECT id, key, jsonb_array_length(lines) AS lines FROM receipts_openitem
        WHERE state = 'explained' AND month = of_month AND starts_with(region, place)
    )
    SELECT (SELECT count(*) FROM matched), (SELECT coalesce(sum(amount_fen), 0) FROM matched),
        (SELECT coalesce(sum(lines), 0) FROM explained),
        encode(sha256(convert_to(
            coalesce((SELECT string_agg(concat_ws('|', payment_id, entry_id, amount_fen, allotted_fen), E'\n' ORDER BY payment_id) FROM matched), '')
            || E'\n--\n' || coalesce((SELECT string_agg(id || '|' || key, E'\n' ORDER BY id) FROM explained), ''), 'UTF8')), 'hex')
$$;

CREATE FUNCTION receipts_month_sha256(place text, of_month date) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT digest FROM receipts_month_digest(place, of_month)
$$;

-- All that the entries of a statement say, in one digest; what we make of them is no part of it.
CREATE FUNCTION receipts_entries_digest(statement bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT encode(sha256(convert_to(coalesce(string_agg(
        concat_ws('|', id, reference, status, amount_fen, coalesce(encode(account_index, 'hex'), '-'),
            coalesce(encode(payee_index, 'hex'), '-'), name, paid_on, end_to_end_id, payment_id, month, programme,
            counts_in, purpose, reason),
        E'\n' ORDER BY id), ''), 'UTF8')), 'hex')
    FROM receipts_entry WHERE statement_id = statement
$$;

-- A month is put forward and signed only while nothing keeps it open, in order, under figures that still stand; once it
-- is closed nothing of it changes.
CREATE FUNCTION receipts_month_is_proven() RETURNS trigger
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
    IF NEW.digest IS DISTINCT FROM stands.digest THEN
        RAISE EXCEPTION 'what is signed is not what stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_signed_as_it_stands';
    END IF;
    IF TG_TABLE_NAME = 'receipts_closing' THEN
        IF (NEW.lines, NEW.fen, NEW.explained) IS DISTINCT FROM (stands.lines::int, stands.fen::bigint, stands.explained::int) THEN
            RAISE EXCEPTION 'what is signed is not what stands'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_signed_as_it_stands';
        END IF;
    ELSIF NOT EXISTS (SELECT FROM receipts_closing AS closing WHERE closing.id = NEW.closing_id
            AND (closing.region, closing.month, closing.digest) = (NEW.region, NEW.month, NEW.digest))
        OR (SELECT count(*) FROM receipts_signature AS before WHERE before.closing_id = NEW.closing_id)
            <> array_position(ARRAY['prepared', 'checked', 'funded', 'closed'], NEW.step) - 1
    THEN
        RAISE EXCEPTION 'signatures come in order, under the same figures'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_signed_in_order';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER receipts_month_is_proven BEFORE INSERT ON receipts_closing
    FOR EACH ROW EXECUTE FUNCTION receipts_month_is_proven();
ALTER TABLE receipts_closing ENABLE ALWAYS TRIGGER receipts_month_is_proven;
CREATE TRIGGER receipts_month_is_proven BEFORE INSERT ON receipts_signature
    FOR EACH ROW EXECUTE FUNCTION receipts_month_is_proven();
ALTER TABLE receipts_signature ENABLE ALWAYS TRIGGER receipts_month_is_proven;

-- What belongs to a closed month stays as it was signed: no match of it is made or ended, no item of it changes.
CREATE FUNCTION receipts_closed_stays_closed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM receipts_signature AS signed
        WHERE signed.step = 'closed' AND signed.month = NEW.month AND starts_with(NEW.region, signed.region)
    ) THEN
        RAISE EXCEPTION 'the month % is closed', NEW.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_closed_stays_closed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER receipts_closed_stays_closed BEFORE INSERT OR UPDATE ON receipts_match
    FOR EACH ROW EXECUTE FUNCTION receipts_closed_stays_closed();
ALTER TABLE receipts_match ENABLE ALWAYS TRIGGER receipts_closed_stays_closed;
CREATE TRIGGER receipts_closed_stays_closed BEFORE UPDATE ON receipts_openitem
    FOR EACH ROW EXECUTE FUNCTION receipts_closed_stays_closed();
ALTER TABLE receipts_openitem ENABLE ALWAYS TRIGGER receipts_closed_stays_closed;
