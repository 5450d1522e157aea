-- One row per benefit line of the month: what was approved, ordered, appropriated and paid for it, and what was due.
-- Due is unknown where a fact or a local value is; in grace, and for several certificates, no formula says it.
-- home: household
-- key: line_key
-- of: benefit_line
WITH placed AS (
    SELECT benefit_line.*,
           COALESCE(programme = 'tekun_rural' AND supply_mode = 'central' AND PARAM('tekun_institution_urban', region_code),
                    FALSE) AS is_urban_by_place
    FROM benefit_line
), stated AS (
    SELECT placed.*, CASE WHEN is_urban_by_place THEN urban_standard_fen ELSE standard_fen END AS stated_fen
    FROM placed
), known AS (
    SELECT stated.*,
           COALESCE(stated_fen,
                    CASE WHEN programme LIKE '%urban' THEN PARAM('dibao_urban_standard_fen', region_code)
                         ELSE PARAM('dibao_rural_standard_fen', region_code) END) AS known_standard_fen,
           PARAM('top_up_bp', region_code) AS top_up_bp, PARAM('benefit_rounding', region_code) AS rounding,
           COALESCE(stated_fen,
                    CASE WHEN programme = 'tekun_urban' OR is_urban_by_place
                         THEN PARAM('tekun_urban_standard_fen', region_code)
                         ELSE PARAM('tekun_rural_standard_fen', region_code) END) AS basic_fen,
           PARAM('last_year_minimum_wage_fen', region_code) AS wage_fen,
           in_approvals AND certificates = 1 AND grace_until IS NULL AS has_formula
    FROM stated
), worked_out AS (
    SELECT known.*,
           CASE WHEN has_formula AND programme LIKE 'dibao%' AND PARAM('benefit_method', region_code) = 'bands'
                THEN DIBAO_BANDS(member_count, priority_member_count, annual_income_fen, known_standard_fen, top_up_bp,
                                 rounding, PARAM('benefit_bands', region_code))
                WHEN has_formula AND programme LIKE 'dibao%'
                THEN DIBAO_BENEFIT(member_count, priority_member_count, annual_income_fen, known_standard_fen, top_up_bp,
                                   rounding) END AS household_fen,
           CASE WHEN has_formula AND programme LIKE 'dibao%' AND case_kind = 'single' AND member_count = 1
                THEN SINGLE_BENEFIT(PARAM('average_supplement_fen', region_code), known_standard_fen, top_up_bp, rounding)
           END AS single_fen,
           CASE WHEN has_formula AND programme LIKE 'tekun%'
                THEN TEKUN_SUPPORT(basic_fen, wage_fen, care_level, PARAM('tekun_care_able', region_code),
                                   PARAM('tekun_care_partial', region_code), PARAM('tekun_care_total', region_code))
           END AS support_fen,
           CASE WHEN has_formula AND programme LIKE 'tekun%' AND stated_fen IS NOT NULL
                THEN TEKUN_SUPPORT(TIMES_STANDARD(stated_fen, PARAM('tekun_basic_bp', region_code)), wage_fen, care_level,
                                   PARAM('tekun_care_able', region_code), PARAM('tekun_care_partial', region_code),
                                   PARAM('tekun_care_total', region_code)) END AS support_by_dibao_fen,
           CASE WHEN programme LIKE 'dibao%'
                THEN known_standard_fen * member_count + TOP_UP(known_standard_fen, top_up_bp, member_count, rounding)
                WHEN programme LIKE 'tekun%' AND COALESCE(certificates, 1) = 1
                THEN TIMES_STANDARD(basic_fen, PARAM('rk318_tekun_most_bp', region_code)) END AS whole_fen
    FROM known
)
SELECT line_key, in_approvals, in_roster, in_appropriations, in_payments, in_lapsed, lapsed_from, lapsed_to, lapsed_fen,
       back_pay_fen, lowest_name, highest_name, programme, region_code, month, household_id,
       household_key, payee_id, payee_key, payee_state, payee_name, payee_id AS person_id, payee_name AS name, head_id,
       head_key, head_state, head_name, certificate_no, certificates, approved_fen, rostered_fen, appropriated_fen,
       bank_fen, paid_fen, amount_fen, smallest_fen, largest_fen, roster_rows, successes, instructions, bank_ref, paid_on,
       status, resolved, approved_account_no, approved_account_key, rostered_account_no, rostered_account_key,
       appropriated_account_no, bank_account_no, lowest_account_key, highest_account_key, account_name, bank_name,
       appropriated_name, member_count, priority_member_count, annual_income_fen, case_kind, address, grace_until,
       publicity_ended_on, supply_mode, care_level, valid_from, valid_to, confirmed_on, source, row_no, bank_source,
       bank_row_no, approval_source, approval_row_no, known_standard_fen AS standard_fen,
       CASE WHEN payee_state IN ('valid', 'upgraded') THEN 'A' ELSE 'B' END AS tier,
       CASE WHEN COALESCE(case_kind, 'whole') <> 'single' THEN COALESCE(household_fen, support_fen)
            WHEN household_fen IS NOT NULL THEN single_fen END AS due_fen,
       CASE WHEN COALESCE(case_kind, 'whole') <> 'single' THEN support_by_dibao_fen ELSE household_fen END AS other_due_fen,
       CASE WHEN single_fen > whole_fen THEN single_fen ELSE whole_fen END AS most_fen
FROM worked_out
