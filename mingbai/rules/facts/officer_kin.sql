-- One row per officer and registered relative: how many steps of near kinship they are apart, as many as are asked for.
-- home: person
-- key: relative_key
-- carry: person
WITH tie AS (
    SELECT officers.person_key AS officer_key, officers.name AS officer_name, officers.post, officers.region_code,
           kinships.other_key AS relative_key, kinships.relation,
           KIN_STEPS(kinships.relation, PARAM('rk501_near_kin', officers.region_code)) AS steps
    FROM officers
    JOIN kinships ON kinships.person_key = officers.person_key
    UNION ALL
    SELECT officers.person_key AS officer_key, officers.name AS officer_name, officers.post, officers.region_code,
           marriage.spouse_key AS relative_key, '配偶' AS relation, 1 AS steps
    FROM officers
    JOIN current_marriage AS marriage ON marriage.person_key = officers.person_key
)
SELECT officer_key, officer_name, post, region_code, relative_key, relation, steps
FROM tie
WHERE relative_key <> officer_key AND steps <= PARAM('rk501_hops', region_code)
