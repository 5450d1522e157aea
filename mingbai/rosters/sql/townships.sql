-- The townships of %(region)s that have something to say of %(month)s and no roster of it.
SELECT DISTINCT left(due.region, %(digits)s) AS township
FROM awards_lines(%(month)s) AS due
WHERE starts_with(due.region, %(region)s) AND NOT EXISTS (
    SELECT FROM rosters_roster AS roster
    WHERE roster.region = left(due.region, %(digits)s) AND roster.month = %(month)s
        AND roster.kind = 'regular' AND roster.state <> 'set_aside'
)
ORDER BY 1
