-- One row per benefit line of the month: what was approved, ordered, appropriated and paid for it.
-- home: household
-- key: line_key
SELECT line_key, in_approvals, in_roster, in_appropriations, in_payments, in_lapsed, lapsed_from, lapsed_to, lapsed_fen,
       back_pay_fen, lowest_name, highest_name, programme, region_code, month, household_id,
       household_key, payee_id, payee_key, payee_state, payee_name, payee_id AS person_id, payee_name AS name, head_id,
       head_key, head_state, head_name, certificate_no, certificates, approved_fen, rostered_fen, appropriated_fen,
       bank_fen, paid_fen, amount_fen, largest_fen, roster_rows, successes, instructions, bank_ref, paid_on, status,
       resolved, approved_account_no, approved_account_key, rostered_account_no, rostered_account_key,
       appropriated_account_no, bank_account_no, lowest_account_key, highest_account_key, account_name, bank_name,
       appropriated_name, member_count, priority_member_count, annual_income_fen, case_kind, address, grace_until,
       publicity_ended_on, supply_mode, care_level, valid_from, valid_to, confirmed_on, source, row_no, approval_source,
       approval_row_no,
       CASE WHEN payee_state IN ('valid', 'upgraded') THEN 'A' ELSE 'B' END AS tier,
       COALESCE(standard_fen,
                CASE WHEN programme LIKE '%urban' THEN PARAM('dibao_urban_standard_fen', region_code)
                     ELSE PARAM('dibao_rural_standard_fen', region_code) END) AS standard_fen
FROM benefit_line
