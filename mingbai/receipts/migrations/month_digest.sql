-- What a month rests on, in one digest: every live match and every explained item, in order. What was allotted for a line
-- is of its month (receipts_match_is_equal), so no other month is read.
CREATE OR REPLACE FUNCTION receipts_month_digest(place text, of_month date) RETURNS TABLE (lines bigint, fen numeric, explained bigint, digest text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
    WITH matched AS (
        SELECT matched.payment_id, matched.entry_id, matched.amount_fen, allotment.amount_fen AS allotted_fen
        FROM receipts_match AS matched LEFT JOIN receipts_allotment AS allotment
            ON allotment.id = matched.allotment_id AND allotment.month = of_month
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
