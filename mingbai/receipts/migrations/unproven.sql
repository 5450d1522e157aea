-- What still keeps a month of a county from being closed: lines without a match or an agreed explanation, rosters not
-- released, entries of the bank that match nothing, open items. Empty, or the month stays open. Each part reads its own
-- month only: what is asked of one month costs what it has, however many the desk keeps.
CREATE OR REPLACE FUNCTION receipts_unproven(place text, of_month date) RETURNS TABLE (what text, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
    SELECT 'line', line.id::text
    FROM rosters_rosterline AS line JOIN rosters_roster AS roster ON roster.id = line.roster_id
    WHERE line.live AND line.month = of_month AND starts_with(line.region, place)
        AND roster.state = 'released' AND roster.month = of_month
        AND NOT EXISTS (
            SELECT FROM receipts_match AS matched
            WHERE matched.line_id = line.id AND matched.is_live AND matched.month = of_month
        )
        AND line.id NOT IN (
            SELECT told::bigint FROM receipts_openitem AS item, jsonb_array_elements_text(item.lines) AS told
            WHERE item.state = 'explained' AND item.month = of_month
        )
    UNION ALL
    SELECT 'urgent', payment.end_to_end_id
    FROM payments_payment AS payment
    WHERE payment.urgent_id IS NOT NULL AND payment.is_live AND payment.month = of_month
        AND starts_with(payment.region, place)
        AND NOT EXISTS (
            SELECT FROM receipts_match AS matched
            WHERE matched.payment_id = payment.id AND matched.is_live AND matched.month = of_month
        )
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
