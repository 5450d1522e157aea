-- One row per number that is probably another number of somebody in the lists, with the best partner found for it.
-- Levels count from the weakest (0) up: number 1 near birthday, 2 same birthday, 3 two slips, 4 one slip;
-- name 1 surname, 2 unreadable, 3 one character, 4 fits, 5 sounds the same, 6 same; place 1 township, 2 village, 3 home, 4 account.
WITH looked AS (
    SELECT scored.*, checked_l AND checked_r AS both_checked,
           gamma_name < 6 AND gamma_number >= 2 AND surname_l = surname_r AS like_twins,
           CASE WHEN LEFT(number_l, 14) = LEFT(number_r, 14)
                THEN ABS(TRY_CAST(SUBSTRING(number_l, 15, 3) AS INTEGER) - TRY_CAST(SUBSTRING(number_r, 15, 3) AS INTEGER))
                END AS apart
    FROM scored
    WHERE gamma_number > 0 AND gamma_name > 1
), allowed AS (
    SELECT looked.*
    FROM looked
    WHERE CASE
              -- Two valid numbers are two people until the name and two more things say otherwise.
              WHEN both_checked THEN gamma_name >= 4 AND gamma_place >= 2 AND (gamma_number >= 2 OR gamma_place >= 3)
              WHEN gamma_name >= 4 THEN gamma_number >= 3 OR gamma_place >= 2 AND (gamma_number >= 2 OR gamma_place >= 3)
              -- A name that is only similar may be a brother's: only one slip, and not where twins' numbers differ.
              ELSE gamma_number = 4 AND LEFT(number_l, 14) <> LEFT(number_r, 14)
          END
      -- Twins: one birthday and surname, numbers side by side. Only the same name makes them one person.
      AND NOT COALESCE(like_twins AND (both_checked AND apart <= $side_by_side OR gamma_number < 4 AND apart <= $next), FALSE)
      AND match_probability >= CASE WHEN like_twins AND both_checked AND (gamma_name = 4 OR apart <= 10 * $side_by_side)
                                    THEN $twin_line ELSE $line END
), best AS (
    SELECT person_key, MAX(gamma_name) AS gamma_name
    FROM (SELECT person_key_l AS person_key, gamma_name FROM allowed
          UNION ALL
          SELECT person_key_r, gamma_name FROM allowed) AS ends
    GROUP BY person_key
), turned AS (
    SELECT allowed.*,
           -- Told of the number that is worth less: without a valid check digit, else the greater one.
           CASE WHEN checked_l <> checked_r THEN checked_r
                WHEN (person_key_l < 0) <> (person_key_r < 0) THEN person_key_l < 0
                ELSE number_l > number_r END AS is_left
    FROM allowed
    JOIN best AS best_l ON best_l.person_key = person_key_l
    JOIN best AS best_r ON best_r.person_key = person_key_r
    -- Where names differ, neither may have a partner of its own name: one twin's other number is not the other twin's.
    WHERE NOT (like_twins AND both_checked) OR allowed.gamma_name >= GREATEST(best_l.gamma_name, best_r.gamma_name)
), sided AS (
    SELECT CASE WHEN is_left THEN person_key_l ELSE person_key_r END AS person_key,
           CASE WHEN is_left THEN person_key_r ELSE person_key_l END AS other_key,
           CASE WHEN is_left THEN unique_id_l ELSE unique_id_r END AS sighting,
           CASE WHEN is_left THEN unique_id_r ELSE unique_id_l END AS other_sighting,
           both_checked, gamma_number, gamma_name, gamma_place,
           CAST(FLOOR(match_probability * 10000) AS BIGINT) AS probability_bp, match_weight
    FROM turned
)
SELECT person_key, other_key, sighting, other_sighting, both_checked, gamma_number, gamma_name, gamma_place, probability_bp
FROM sided
QUALIFY ROW_NUMBER() OVER (
    PARTITION BY person_key ORDER BY ROUND(match_weight, 6) DESC, other_key, sighting, other_sighting
) = 1
ORDER BY person_key
