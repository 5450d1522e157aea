-- The villages with live lines on a roster, each found after the one before: few are there, whose lines are many.
CREATE OR REPLACE FUNCTION rosters_villages(roster bigint) RETURNS SETOF varchar
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE village AS (
        (SELECT region FROM rosters_rosterline WHERE roster_id = roster AND live ORDER BY region LIMIT 1)
        UNION ALL
        SELECT (
            SELECT line.region FROM rosters_rosterline AS line
            WHERE line.roster_id = roster AND line.live AND line.region > village.region ORDER BY line.region LIMIT 1
        ) FROM village WHERE village.region IS NOT NULL
    )
    SELECT region FROM village WHERE region IS NOT NULL
$$;
