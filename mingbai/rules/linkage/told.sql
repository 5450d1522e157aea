-- One row per finding: both numbers with what the lists say of them, and the smaller of what each costs in the month.
WITH cost AS (
    -- Counted benefits only; one-off relief may stand beside anything. Unknown as soon as one of them is.
    SELECT person_key,
           CASE WHEN COUNT(*) FILTER (is_double) = COUNT(loss_fen) FILTER (is_double)
                THEN CAST(COALESCE(SUM(loss_fen) FILTER (is_double), 0) AS BIGINT) END AS loss_fen
    FROM (SELECT person.*, is_counted AND programme <> 'linshi' AS is_double FROM person) AS person
    GROUP BY person_key
), place AS (
    SELECT person_key, person_id, household_id, region_code, programme, source, row_no
    FROM person
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY person_key ORDER BY is_counted DESC, programme, household_id, source, row_no, line_key
    ) = 1
), account AS (
    SELECT account_key, MIN(account_no) AS account_no
    FROM account_uses
    WHERE account_key IN (
        SELECT account FROM sighting
        WHERE unique_id IN (SELECT sighting FROM verdict UNION ALL SELECT other_sighting FROM verdict)
    )
    GROUP BY account_key
)
SELECT here.person_id, one.name, here.household_id, here.region_code, here.programme, here.source, here.row_no,
       CASE WHEN one_cost.loss_fen <= other_cost.loss_fen THEN one_cost.loss_fen
            WHEN one_cost.loss_fen > other_cost.loss_fen THEN other_cost.loss_fen END AS amount_fen,
       one.number, other.number AS other_number, other.name AS other_name,
       CAST(one.told_born AS VARCHAR) AS born, CAST(other.told_born AS VARCHAR) AS other_born,
       one.village, other.village AS other_village, there.household_id AS other_household_id,
       one_account.account_no, other_account.account_no AS other_account_no,
       verdict.both_checked, verdict.gamma_number, verdict.gamma_name, verdict.probability_bp,
       COALESCE(one.born = other.born OR one.told_born = other.told_born, FALSE) AS same_birthday,
       COALESCE(one.home = other.home, FALSE) AS same_home, one.village = other.village AS same_village,
       COALESCE(one.account = other.account, FALSE) AS same_account
FROM verdict
JOIN sighting AS one ON one.unique_id = verdict.sighting
JOIN sighting AS other ON other.unique_id = verdict.other_sighting
JOIN place AS here ON here.person_key = verdict.person_key
JOIN place AS there ON there.person_key = verdict.other_key
JOIN cost AS one_cost ON one_cost.person_key = verdict.person_key
JOIN cost AS other_cost ON other_cost.person_key = verdict.other_key
LEFT JOIN account AS one_account ON one_account.account_key = one.account
LEFT JOIN account AS other_account ON other_account.account_key = other.account
ORDER BY here.person_id, other.number
