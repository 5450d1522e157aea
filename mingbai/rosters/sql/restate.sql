-- Says anew what the rosters %(rosters)s come to; returns of each what is logged, the digest of its lines among it.
UPDATE rosters_roster AS roster SET (lines, total_fen, digest) = (
    SELECT sums.lines, sums.total_fen, sums.digest FROM rosters_sums(roster.id) AS sums
)
WHERE roster.id = ANY (%(rosters)s)
RETURNING id, {logged}
