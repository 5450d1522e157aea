-- One row per tekun person supported in an institution and at home at once: the line that is worth less.
-- An impossible number under several names is nobody.
-- home: person
-- key: person_key
WITH mode AS (
    SELECT line.person_key, line.name, line.line_key, line.household_id,
           COALESCE(certificate.supply_mode, line.supply_mode) AS supply_mode,
           CASE WHEN certificate.line_key IS NULL THEN line.amount_fen ELSE certificate.amount_fen END AS amount_fen
    FROM appearances AS line
    LEFT JOIN tekun_both_modes AS certificate
        ON certificate.head_key = line.person_key AND certificate.line_key = line.line_key
    WHERE line.programme LIKE 'tekun%' AND line.is_counted AND line.supply_mode IN ('central', 'dispersed')
), several AS (
    SELECT person_key
    FROM mode
    GROUP BY person_key
    HAVING MIN(supply_mode) <> MAX(supply_mode) AND (person_key > 0 OR MIN(name) = MAX(name))
), ranked AS (
    SELECT mode.person_key, mode.line_key, mode.household_id, mode.amount_fen,
           LAG(mode.household_id) OVER dearest_first AS other_household_id,
           ROW_NUMBER() OVER dearest_first AS place, COUNT(*) OVER (PARTITION BY mode.person_key) AS places
    FROM mode
    JOIN several ON several.person_key = mode.person_key
    WINDOW dearest_first AS (
        PARTITION BY mode.person_key
        ORDER BY mode.amount_fen DESC NULLS LAST, mode.household_id, mode.line_key, mode.supply_mode
    )
)
SELECT person_key, line_key, household_id AS one_household_id, other_household_id, amount_fen AS smaller_fen
FROM ranked
WHERE place = places
