-- The live lines of a roster, or of one village in it: how many, how much, and their digest.
CREATE OR REPLACE FUNCTION rosters_sums(
    roster bigint, village text DEFAULT '', OUT lines integer, OUT total_fen bigint, OUT digest text
)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT
        count(*)::integer,
        coalesce(sum(line.amount_fen), 0)::bigint,
        encode(sha256(convert_to(coalesce(string_agg(
            rosters_canonical(line), E'\n' ORDER BY line.award_id, line.month, line.instalment
        ), ''), 'UTF8')), 'hex')
    FROM rosters_rosterline AS line
    WHERE line.roster_id = roster AND line.live
        AND line.region >= village AND line.region <= coalesce(nullif(village, ''), ':') -- which follows 9
$$;
