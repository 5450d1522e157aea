-- One row per benefit line of the month: what was approved, ordered, appropriated and paid for it.
-- home: household
-- key: line_key
-- carry: in place
WITH wide AS (
    SELECT COALESCE(approved.line_key, ordered.line_key, appropriated.line_key, bank.line_key) AS line_key,
           approved.line_key IS NOT NULL AS in_approvals,
           ordered.line_key IS NOT NULL AS in_roster,
           appropriated.line_key IS NOT NULL AS in_appropriations,
           bank.line_key IS NOT NULL AS in_payments,
           COALESCE(ordered.programme, approved.programme, appropriated.programme, bank.programme, '') AS programme,
           lapsed.line_key IS NOT NULL AS in_lapsed,
           COALESCE(ordered.region_code, approved.region_code, lapsed.region_code) AS region_code,
           CASE WHEN ordered.line_key IS NOT NULL THEN ordered.household_id
                WHEN approved.line_key IS NOT NULL THEN approved.household_id
                WHEN appropriated.line_key IS NOT NULL THEN appropriated.household_id ELSE bank.household_id END AS household_id,
           COALESCE(ordered.household_key, approved.household_key, appropriated.household_key, bank.household_key)
               AS household_key,
           CASE WHEN ordered.line_key IS NOT NULL THEN ordered.payee_id WHEN approved.line_key IS NOT NULL THEN approved.payee_id
                WHEN appropriated.line_key IS NOT NULL THEN appropriated.payee_id
                ELSE COALESCE(bank.payee_id, CASE WHEN bank.payee_key IS NULL THEN '' END) END AS payee_id,
           COALESCE(ordered.payee_key, approved.payee_key, appropriated.payee_key, bank.payee_key) AS payee_key,
           CASE WHEN ordered.line_key IS NOT NULL THEN ordered.payee_state
                WHEN approved.line_key IS NOT NULL THEN approved.payee_state
                WHEN appropriated.line_key IS NOT NULL THEN appropriated.payee_state ELSE bank.payee_state END AS payee_state,
           COALESCE(ordered.payee_name, approved.payee_name, appropriated.payee_name, bank.payee_name) AS payee_name,
           approved.head_id, approved.head_key, approved.head_state, approved.head_name, approved.certificate_no,
           approved.certificates, approved.several_heads, approved.approved_fen, ordered.rostered_fen,
           appropriated.appropriated_fen,
           CASE WHEN bank.paid_fen + bank.back_pay_fen IN (ordered.rostered_fen, approved.approved_fen)
                THEN bank.paid_fen + bank.back_pay_fen ELSE bank.instructed_fen END AS bank_fen,
           CASE WHEN bank.paid_fen + bank.back_pay_fen = approved.approved_fen THEN approved.approved_fen
                ELSE bank.paid_fen END AS paid_fen,
           bank.back_pay_fen, bank.lowest_name, bank.highest_name, lapsed.valid_from AS lapsed_from,
           lapsed.valid_to AS lapsed_to, lapsed.amount_fen AS lapsed_fen,
           ordered.smallest_fen, ordered.largest_fen, ordered.roster_rows, bank.successes, bank.instructions,
           bank.bank_ref, bank.paid_on, bank.status, bank.resolved,
           approved.account_no AS approved_account_no, approved.account_key AS approved_account_key,
           ordered.account_no AS rostered_account_no, ordered.account_key AS rostered_account_key,
           appropriated.account_no AS appropriated_account_no, appropriated.account_key AS appropriated_account_key,
           bank.account_no AS bank_account_no, bank.account_key AS bank_account_key,
           bank.lowest_account_key, bank.highest_account_key,
           COALESCE(ordered.account_name, approved.account_name) AS account_name,
           bank.payee_name AS bank_name, appropriated.payee_name AS appropriated_name,
           COALESCE(approved.member_count, ordered.member_count) AS member_count, approved.priority_member_count,
           approved.annual_income_fen, approved.case_kind, approved.address, approved.grace_until,
           approved.publicity_ended_on, approved.supply_mode, approved.care_level, approved.valid_from,
           approved.valid_to, approved.confirmed_on, approved.standard_fen AS own_standard_fen,
           COALESCE(ordered.source, approved.source, appropriated.source, bank.source) AS source,
           COALESCE(ordered.row_no, approved.row_no, appropriated.row_no, bank.row_no) AS row_no,
           bank.source AS bank_source, bank.row_no AS bank_row_no,
           approved.source AS approval_source, approved.row_no AS approval_row_no
    FROM approved_line AS approved
    FULL JOIN ordered_line AS ordered ON ordered.line_key = approved.line_key
    FULL JOIN appropriated_line AS appropriated
        ON appropriated.line_key = COALESCE(approved.line_key, ordered.line_key)
    FULL JOIN bank_line AS bank ON bank.line_key = COALESCE(approved.line_key, ordered.line_key, appropriated.line_key)
    LEFT JOIN lapsed_line AS lapsed
        ON lapsed.line_key = COALESCE(approved.line_key, ordered.line_key, appropriated.line_key, bank.line_key)
), listed AS (
    SELECT area, digits, programme, MAX(standard_fen) AS standard_fen, MAX(urban_standard_fen) AS urban_standard_fen
    FROM (
        SELECT area, digits, programme, standard_fen, CAST(NULL AS BIGINT) AS urban_standard_fen FROM standard_in_force
        UNION ALL
        SELECT area, digits, 'tekun_rural' AS programme, NULL AS standard_fen, standard_fen AS urban_standard_fen
        FROM standard_in_force
        WHERE programme = 'tekun_urban'
    ) AS said
    GROUP BY area, digits, programme
)
SELECT wide.line_key, wide.in_approvals, wide.in_roster, wide.in_appropriations, wide.in_payments, wide.in_lapsed,
       wide.lapsed_from, wide.lapsed_to, wide.lapsed_fen, wide.back_pay_fen, wide.lowest_name, wide.highest_name,
       wide.programme, wide.region_code, run.month AS month, wide.household_id, wide.household_key, wide.payee_id,
       wide.payee_key,
       wide.payee_state, wide.payee_name, wide.head_id, wide.head_key, wide.head_state, wide.head_name,
       wide.certificate_no, wide.certificates, wide.several_heads, wide.approved_fen, wide.rostered_fen,
       wide.appropriated_fen,
       wide.bank_fen, wide.paid_fen, wide.smallest_fen, wide.largest_fen, wide.roster_rows, wide.successes, wide.instructions,
       wide.bank_ref, wide.paid_on, wide.status, wide.resolved, wide.approved_account_no, wide.approved_account_key,
       wide.rostered_account_no, wide.rostered_account_key, wide.appropriated_account_no, wide.appropriated_account_key,
       wide.bank_account_no, wide.bank_account_key,
       wide.lowest_account_key, wide.highest_account_key, wide.account_name, wide.bank_name, wide.appropriated_name,
       wide.member_count, wide.priority_member_count, wide.annual_income_fen, wide.case_kind, wide.address,
       wide.grace_until, wide.publicity_ended_on, wide.supply_mode, wide.care_level, wide.valid_from,
       wide.valid_to, wide.confirmed_on, wide.source, wide.row_no, wide.bank_source, wide.bank_row_no, wide.approval_source,
       wide.approval_row_no,
       COALESCE(wide.rostered_fen, wide.approved_fen, wide.appropriated_fen, wide.bank_fen, wide.back_pay_fen)
           AS amount_fen,
       COALESCE(wide.own_standard_fen, township.standard_fen, county.standard_fen, city.standard_fen, province.standard_fen)
           AS standard_fen,
       CASE WHEN wide.programme = 'tekun_rural' AND wide.supply_mode = 'central'
            THEN COALESCE(wide.own_standard_fen, township.urban_standard_fen, county.urban_standard_fen,
                          city.urban_standard_fen, province.urban_standard_fen) END AS urban_standard_fen
FROM wide
LEFT JOIN listed AS township ON township.digits = 9 AND township.area = SUBSTRING(wide.region_code, 1, 9)
    AND township.programme = wide.programme
LEFT JOIN listed AS county ON county.digits = 6 AND county.area = SUBSTRING(wide.region_code, 1, 6)
    AND county.programme = wide.programme
LEFT JOIN listed AS city ON city.digits = 4 AND city.area = SUBSTRING(wide.region_code, 1, 4)
    AND city.programme = wide.programme
LEFT JOIN listed AS province ON province.digits = 2 AND province.area = SUBSTRING(wide.region_code, 1, 2)
    AND province.programme = wide.programme
