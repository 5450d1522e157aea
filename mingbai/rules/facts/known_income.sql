-- One row per counted member with a pension or a steady wage: what comes in every month.
-- A wage is steady where an employer insured the person in each of the last months up to this one; the least base counts.
-- Nothing is ever averaged over months. Holiday work of a student is no wage, nor is a base one chose to insure oneself by;
-- a public-welfare post is itself a relief measure.
-- home: person
-- key: household_key
-- carry: household
WITH pension AS (
    SELECT person_key, CAST(SUM(amount_fen) AS BIGINT) AS pension_fen, MIN(name) AS name
    FROM (
        SELECT person_key, kind, MAX(amount_fen) AS amount_fen, MIN(name) AS name
        FROM pensions
        WHERE NOT COALESCE(ANY_WORD(kind, PARAM('rk112_uncounted_pensions', NULL)), FALSE)
        GROUP BY person_key, kind
    ) AS each_kind
    GROUP BY person_key
), insured AS (
    SELECT person_key, YEAR(month) * 12 + MONTH(month) AS month_no, MAX(base_fen) AS base_fen, MIN(name) AS name,
           MIN(employer) AS employer
    FROM insurance
    WHERE month > run.year_ago AND month <= run.month
      AND ANY_WORD(kind, PARAM('rk112_employee_words', NULL))
      AND NOT ANY_WORD(kind, PARAM('rk112_exempt_words', NULL))
      AND NOT ANY_WORD(CONCAT(kind, COALESCE(employer, '')), PARAM('rk107_lawful_kinds', NULL))
      AND NOT COALESCE(employer LIKE '%灵活就业%' OR employer LIKE '%个人身份%', FALSE)
    GROUP BY person_key, YEAR(month) * 12 + MONTH(month)
), wage AS (
    SELECT insured.person_key, person.household_key, person.programme, MIN(insured.base_fen) AS wage_fen,
           MIN(insured.name) AS name, MIN(insured.employer) AS employer
    FROM insured
    JOIN appearances AS person ON person.person_key = insured.person_key
    LEFT JOIN (SELECT person_key FROM students GROUP BY person_key) AS student ON student.person_key = insured.person_key
    WHERE student.person_key IS NULL
      AND insured.month_no > YEAR(run.month) * 12 + MONTH(run.month) - PARAM('rk112_months_in_row', person.region_code)
    GROUP BY insured.person_key, person.household_key, person.programme
    HAVING COUNT(*) >= MAX(PARAM('rk112_months_in_row', person.region_code))
), known AS (
    SELECT person_key, household_key, programme FROM wage
    UNION
    SELECT person.person_key, person.household_key, person.programme
    FROM pension
    JOIN appearances AS person ON person.person_key = pension.person_key
)
SELECT person.household_key, person.programme, person.line_key, person.name, wage.employer,
       COALESCE(pension.pension_fen, 0) AS pension_fen, COALESCE(wage.wage_fen, 0) AS wage_fen,
       CASE WHEN wage.wage_fen IS NULL THEN 0
            ELSE COALESCE(LEAST(wage.wage_fen * 12, COALESCE(PARAM('employment_cost_months', person.region_code)
                                                    * PARAM('minimum_wage_fen', person.region_code), 0)), 0)
       END AS yearly_cost_fen,
       MATCH_TIER(person.person_state, person.name, COALESCE(pension.name, wage.name)) AS tier
FROM known
JOIN appearances AS person ON person.person_key = known.person_key AND person.household_key = known.household_key
    AND person.programme = known.programme
LEFT JOIN pension ON pension.person_key = known.person_key
LEFT JOIN wage ON wage.person_key = known.person_key AND wage.household_key = known.household_key
    AND wage.programme = known.programme
WHERE person.is_counted AND (person.programme LIKE 'dibao%' OR person.programme LIKE 'tekun%')
