-- One row per member whose living spouse stands nowhere in the household, and what else is known of the spouse.
-- Both must be each other's latest marriage; a spouse in custody all month is left out lawfully.
-- home: person
-- key: person_key
-- carry: person
WITH apart AS (
    SELECT member.person_key, member.household_key, member.programme, member.spouse_key, member.spouse_id,
           member.registered_on, member.name
    FROM married_member AS member
    JOIN current_marriage AS back ON back.person_key = member.spouse_key AND back.spouse_key = member.person_key
    LEFT JOIN appearances AS here ON here.person_key = member.spouse_key AND here.household_key = member.household_key
    WHERE here.person_key IS NULL
), assisted AS (
    SELECT DISTINCT apart.spouse_key
    FROM apart
    JOIN appearances AS person ON person.person_key = apart.spouse_key
    WHERE person.is_counted AND (person.programme LIKE 'dibao%' OR person.programme LIKE 'tekun%')
)
SELECT DISTINCT apart.person_key, apart.household_key, apart.programme, apart.spouse_id, apart.registered_on, apart.name,
       assisted.spouse_key IS NOT NULL AS is_assisted, post.person_key IS NOT NULL AS is_on_payroll, post.unit, post.kind
FROM apart
LEFT JOIN assisted ON assisted.spouse_key = apart.spouse_key
LEFT JOIN payroll_post AS post ON post.person_key = apart.spouse_key
LEFT JOIN death ON death.person_key = apart.spouse_key AND death.died_on <= run.month_end
LEFT JOIN custody ON custody.person_key = apart.spouse_key AND custody.is_all_month
WHERE death.person_key IS NULL AND custody.person_key IS NULL
