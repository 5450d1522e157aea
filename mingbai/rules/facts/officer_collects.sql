-- One row per line collected by an officer, or by an officer's relative nobody filed, who is not of the household.
-- Without the list of filings nobody can be said not to have filed.
-- home: person
-- key: household_key
-- carry: household
WITH payee AS (
    SELECT person_key, line_key, household_key, region_code
    FROM appearances
    WHERE is_payee AND NOT is_head AND NOT is_member AND in_roster
), kin AS (
    SELECT officer_key, officer_name, post, region_code, relative_key, relation FROM officer_kin
    UNION
    SELECT officer_key, officer_name, post, region_code, relative_key, relation FROM officer_kin_of_kin
)
SELECT payee.line_key, payee.household_key, officer.person_key AS officer_key, officer.name AS officer_name, officer.post,
       '经办人员本人领款' AS how, 'the officer collects' AS how_en, 2 AS place
FROM payee
JOIN officers AS officer ON officer.person_key = payee.person_key
UNION
SELECT payee.line_key, payee.household_key, kin.officer_key, kin.officer_name, kin.post,
       '未备案近亲属(' || kin.relation || ')领款' AS how, 'an unfiled relative (' || kin.relation || ') collects' AS how_en,
       3 AS place
FROM payee
JOIN kin ON kin.relative_key = payee.person_key AND SUBSTRING(kin.region_code, 1, 6) = SUBSTRING(payee.region_code, 1, 6)
LEFT JOIN relatives AS filed ON filed.relative_key = kin.relative_key AND filed.officer_key = kin.officer_key
    AND filed.filed_on <= run.month_end
WHERE filed.officer_key IS NULL AND run.has_relatives
