-- One row per officer and relative of a relative, no more steps of near kinship apart than are asked for.
-- home: person
-- key: relative_key
-- carry: person
WITH tie AS (
    SELECT kin.officer_key, kin.officer_name, kin.post, kin.region_code, kinships.other_key AS relative_key,
           kin.relation || ' → ' || kinships.relation AS relation,
           kin.steps + KIN_STEPS(kinships.relation, PARAM('rk501_near_kin', kin.region_code)) AS steps
    FROM officer_kin AS kin
    JOIN kinships ON kinships.person_key = kin.relative_key
    UNION ALL
    SELECT kin.officer_key, kin.officer_name, kin.post, kin.region_code, marriage.spouse_key AS relative_key,
           kin.relation || ' → 配偶' AS relation, kin.steps + 1 AS steps
    FROM officer_kin AS kin
    JOIN current_marriage AS marriage ON marriage.person_key = kin.relative_key
)
SELECT officer_key, officer_name, post, region_code, relative_key, relation, steps
FROM tie
WHERE relative_key <> officer_key AND steps <= PARAM('rk501_hops', region_code)
