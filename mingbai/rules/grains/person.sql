-- One row per person, household and programme of the month, with what would not be due without the person.
-- home: person
-- key: person_key
-- of: appearances
WITH known AS (
    SELECT appearances.*, PARAM('top_up_bp', appearances.region_code) AS top_up_bp,
           PARAM('benefit_rounding', appearances.region_code) AS rounding,
           COALESCE(appearances.standard_fen,
                    CASE WHEN appearances.programme LIKE '%urban' THEN PARAM('dibao_urban_standard_fen', appearances.region_code)
                         ELSE PARAM('dibao_rural_standard_fen', appearances.region_code) END) AS due_standard_fen,
           COALESCE(appearances.category IS NOT NULL
                    OR appearances.born_number + PARAM('old_age', appearances.region_code) * 10000 <= run.month_number
                    OR appearances.born_number + PARAM('minor_age', appearances.region_code) * 10000 > run.month_number,
                    FALSE) AS is_priority
    FROM appearances
), without AS (
    SELECT known.*,
           DIBAO_WITHOUT(known.member_count, COALESCE(known.priority_member_count, 0), known.annual_income_fen,
                         known.due_standard_fen, COALESCE(known.top_up_bp, 0), known.rounding, 1,
                         CASE WHEN known.is_priority AND known.priority_member_count > 0 THEN 1 ELSE 0 END) AS without_fen
    FROM known
)
SELECT person_key, programme, household_key, line_key, is_counted, is_payee, is_head, is_member, person_id, person_state,
       name, member_name, head_name, payee_name, relation, disability, category, exclusion, born_number, household_id,
       region_code, in_approvals, in_roster, payee_id, certificate_no, approved_fen, rostered_fen, amount_fen,
       roster_rows, largest_fen, several_heads, member_count, priority_member_count, annual_income_fen,
       due_standard_fen AS standard_fen, case_kind, grace_until, supply_mode, address, source, row_no,
       line_source, line_row_no, is_priority, run.month AS month,
       CASE WHEN person_state IN ('valid', 'upgraded') THEN 'A' ELSE 'B' END AS tier,
       CASE WHEN programme NOT LIKE 'dibao%' OR NOT is_counted OR COALESCE(member_count, 1) = 1 THEN amount_fen
            WHEN amount_fen > without_fen THEN amount_fen - without_fen
            WHEN amount_fen <= without_fen THEN 0 END AS loss_fen
FROM without
