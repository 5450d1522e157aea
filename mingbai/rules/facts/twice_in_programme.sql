-- One row per person whom one programme pays twice: in two households, or by two roster rows of one line.
-- home: person
-- key: person_key
WITH twice AS (
    SELECT person_key, line_key, programme_times AS times, household_id, other_household_id,
           programme_surplus_fen AS surplus_fen, tier
    FROM overlap
    WHERE programme = other_programme AND is_smaller
    UNION ALL
    SELECT person_key, line_key, roster_rows AS times, household_id, household_id AS other_household_id,
           rostered_fen - largest_fen AS surplus_fen, CASE WHEN in_approvals THEN tier ELSE 'B' END AS tier
    FROM person
    WHERE roster_rows > 1 AND is_head AND NOT COALESCE(several_heads, FALSE) AND programme <> 'linshi'
), ranked AS (
    SELECT person_key, line_key, times, household_id, other_household_id, surplus_fen, tier,
           ROW_NUMBER() OVER (
               PARTITION BY person_key ORDER BY surplus_fen DESC NULLS LAST, line_key, other_household_id
           ) AS place
    FROM twice
)
SELECT person_key, line_key, times, household_id AS one_household_id, other_household_id, surplus_fen, tier
FROM ranked
WHERE place = 1
