-- One row per number that fails its check, and valid number it may have been: one digit wrong, too few or too many, or
-- two neighbours swapped.
-- The weighted sum of all 18 places is 1 (mod 11), so for each place only one digit mends it: at most 35 candidates of 18 characters.
-- Read from the lists whose findings are red and from the month's own; the other side's valid number meets it by key.
-- home: person
-- key: candidate_key
-- carry: person
WITH told AS (
    SELECT person_key, person_id, name FROM deaths WHERE person_key < 0
    UNION
    SELECT person_key, person_id, name FROM cremations WHERE person_key < 0
    UNION
    SELECT person_key, person_id, name FROM prisoners WHERE person_key < 0
    UNION
    SELECT person_key, person_id, name FROM payroll WHERE person_key < 0
    UNION
    SELECT person_key, person_id, name FROM appearances WHERE person_key < 0
), place AS (
    SELECT place, weight, inverse, unit
    FROM (VALUES
        (1, 7, 8, 110000000000000000), (2, 9, 5, 11000000000000000), (3, 10, 10, 1100000000000000),
        (4, 5, 9, 110000000000000), (5, 8, 7, 11000000000000), (6, 4, 3, 1100000000000), (7, 2, 6, 110000000000),
        (8, 1, 1, 11000000000), (9, 6, 2, 1100000000), (10, 3, 4, 110000000), (11, 7, 8, 11000000),
        (12, 9, 5, 1100000), (13, 10, 10, 110000), (14, 5, 9, 11000), (15, 8, 7, 1100), (16, 4, 3, 110), (17, 2, 6, 11),
        (18, 1, 1, 1)
    ) AS p(place, weight, inverse, unit)
), digit AS (
    SELECT told.person_key, told.name, place.place, place.weight, place.inverse, place.unit,
           INSTR('0123456789X', SUBSTRING(told.person_id, place.place, 1)) - 1 AS digit
    FROM told
    CROSS JOIN place
    WHERE LENGTH(told.person_id) = 18 AND told.name IS NOT NULL
), whole AS (
    SELECT person_key, name, CAST(MOD(SUM(weight * digit), 11) AS BIGINT) AS remainder,
           CAST(SUM(unit * digit) AS BIGINT) AS number_key
    FROM digit
    GROUP BY person_key, name
    HAVING MIN(digit) >= 0 AND MAX(CASE WHEN place < 18 THEN digit END) <= 9
), mended AS (
    SELECT digit.person_key, digit.name, whole.number_key, digit.place, digit.digit, digit.unit,
           MOD(digit.digit + (12 - whole.remainder) * digit.inverse, 11) AS mended
    FROM digit
    JOIN whole ON whole.person_key = digit.person_key AND whole.name = digit.name
    WHERE whole.remainder <> 1
), swapped AS (
    SELECT this.person_key, this.name,
           whole.number_key + (next.digit - this.digit) * (this.unit - next.unit) AS candidate_key
    FROM digit AS this
    JOIN digit AS next
        ON next.person_key = this.person_key AND next.name = this.name AND next.place = this.place + 1
    JOIN whole ON whole.person_key = this.person_key AND whole.name = this.name
    WHERE this.digit <> next.digit AND next.digit <= 9
      AND MOD(whole.remainder + (next.digit - this.digit) * (this.weight - next.weight) + 110, 11) = 1
)
SELECT number_key + (mended - digit) * unit AS candidate_key, person_key AS misspelt_key, name
FROM mended
WHERE mended <= 9 OR place = 18
UNION
SELECT candidate_key, person_key AS misspelt_key, name
FROM swapped
UNION
SELECT candidate_key, misspelt_key, name
FROM mislengthed_number
