-- One row per number with a digit too few or too many, and valid number it may have been: one put in, or one taken out.
-- The weighted sum of all 18 places is 1 (mod 11), so in each gap only one digit fits: at most 18 candidates.
-- home: person
-- key: candidate_key
-- carry: person
WITH listed AS (
    SELECT person_key, person_id, name FROM appearances WHERE person_key < 0
    UNION
    SELECT person_key, person_id, name FROM deaths WHERE person_key < 0
    UNION
    SELECT person_key, person_id, name FROM cremations WHERE person_key < 0
    UNION
    SELECT person_key, person_id, name FROM prisoners WHERE person_key < 0
    UNION
    SELECT person_key, person_id, name FROM payroll WHERE person_key < 0
), told AS (
    SELECT person_key, person_id, name, LENGTH(person_id) AS length
    FROM listed
    WHERE LENGTH(person_id) IN (17, 19) AND name IS NOT NULL
), place AS (
    SELECT place, weight, inverse, unit
    FROM (VALUES
        (1, 7, 8, 110000000000000000), (2, 9, 5, 11000000000000000), (3, 10, 10, 1100000000000000),
        (4, 5, 9, 110000000000000), (5, 8, 7, 11000000000000), (6, 4, 3, 1100000000000), (7, 2, 6, 110000000000),
        (8, 1, 1, 11000000000), (9, 6, 2, 1100000000), (10, 3, 4, 110000000), (11, 7, 8, 11000000),
        (12, 9, 5, 1100000), (13, 10, 10, 110000), (14, 5, 9, 11000), (15, 8, 7, 1100), (16, 4, 3, 110), (17, 2, 6, 11),
        (18, 1, 1, 1)
    ) AS p(place, weight, inverse, unit)
), gap AS (
    SELECT place AS gap, inverse, unit FROM place
    UNION ALL
    SELECT 19 AS gap, CAST(NULL AS INT) AS inverse, CAST(NULL AS BIGINT) AS unit
), digit AS (
    SELECT told.person_key, told.name, told.length, gap.gap, gap.inverse, gap.unit AS gap_unit, place.place, place.weight,
           place.unit,
           CASE WHEN told.length = 17 AND place.place = gap.gap THEN 0
                ELSE INSTR('0123456789X', SUBSTRING(told.person_id,
                                                    CASE WHEN place.place < gap.gap THEN place.place
                                                         WHEN told.length = 17 THEN place.place - 1
                                                         ELSE place.place + 1 END, 1)) - 1 END AS digit
    FROM told
    CROSS JOIN gap
    CROSS JOIN place
    WHERE gap.gap <= 18 OR told.length = 19
), whole AS (
    SELECT person_key, name, length, gap, inverse, gap_unit, CAST(MOD(SUM(weight * digit), 11) AS BIGINT) AS remainder,
           CAST(SUM(unit * digit) AS BIGINT) AS number_key
    FROM digit
    GROUP BY person_key, name, length, gap, inverse, gap_unit
    HAVING MIN(digit) >= 0 AND MAX(CASE WHEN place < 18 THEN digit END) <= 9
)
SELECT number_key + MOD((12 - remainder) * inverse, 11) * gap_unit AS candidate_key, person_key AS misspelt_key, name
FROM whole
WHERE length = 17 AND (MOD((12 - remainder) * inverse, 11) <= 9 OR gap = 18)
UNION
SELECT number_key AS candidate_key, person_key AS misspelt_key, name
FROM whole
WHERE length = 19 AND remainder = 1
