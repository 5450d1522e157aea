-- One row per recipient related to an officer of the county who has not filed it: the nearest, and the largest benefit.
-- Welfare allowances (for age, disability, orphans) are owed to anyone and need no filing.
-- home: person
-- key: person_key
WITH kin AS (
    SELECT officer_key, officer_name, post, region_code, relative_key, relation, steps FROM officer_kin
    UNION ALL
    SELECT officer_key, officer_name, post, region_code, relative_key, relation, steps FROM officer_kin_of_kin
), unfiled AS (
    SELECT kin.officer_key, kin.officer_name, kin.post, kin.region_code, kin.relative_key, kin.relation, kin.steps
    FROM kin
    LEFT JOIN relatives AS filed
        ON filed.relative_key = kin.relative_key AND filed.officer_key = kin.officer_key
    WHERE filed.officer_key IS NULL
), ranked AS (
    SELECT person.person_key, person.line_key, unfiled.officer_name, unfiled.post, unfiled.relation, unfiled.steps,
           ROW_NUMBER() OVER (
               PARTITION BY person.person_key
               ORDER BY unfiled.steps, person.amount_fen DESC NULLS LAST, person.line_key, unfiled.officer_key,
                        unfiled.post, unfiled.relation
           ) AS place
    FROM unfiled
    JOIN appearances AS person ON person.person_key = unfiled.relative_key
    WHERE person.is_counted AND SUBSTRING(person.region_code, 1, 6) = SUBSTRING(unfiled.region_code, 1, 6)
        AND person.programme NOT IN ('living_disabled', 'care_disabled', 'orphan', 'unsupported_child', 'old_age')
)
SELECT person_key, line_key, officer_name, post, relation, steps
FROM ranked
WHERE place = 1
