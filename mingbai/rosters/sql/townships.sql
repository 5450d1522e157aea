-- The townships of %(region)s that have something to say of %(month)s and no roster of it.
SELECT township FROM (
    SELECT DISTINCT left(due.region, %(digits)s) AS township
    FROM awards_lines(%(month)s) AS due
    WHERE starts_with(due.region, %(region)s)
) AS concerned
WHERE township NOT IN (
    SELECT region FROM rosters_roster WHERE month = %(month)s AND kind = 'regular' AND state <> 'set_aside'
)
ORDER BY 1
