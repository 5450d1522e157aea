-- One row per person in a post that public money pays, or with a hidden spouse in one; one's own post comes first.
-- home: person
-- key: person_key
SELECT person_key, CAST(NULL AS BIGINT) AS household_key, unit, kind, '本人' AS whose, 'The recipient' AS whose_en, name, other_name,
       is_misspelt
FROM payroll_post
UNION ALL
SELECT spouse.person_key, spouse.household_key, spouse.unit, spouse.kind, '未列入家庭成员的配偶' AS whose,
       'The unlisted spouse of' AS whose_en, spouse.name, spouse.name AS other_name,
       FALSE AS is_misspelt
FROM hidden_spouse AS spouse
LEFT JOIN payroll_post AS own ON own.person_key = spouse.person_key
WHERE spouse.is_on_payroll AND own.person_key IS NULL
