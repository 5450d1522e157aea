-- The rosters of earlier months.
-- home: household
-- key: line_key
SELECT line_key, row_id, month, programme, region_code, household_id, household_key, payee_id, payee_key, account_no,
       account_key, amount_fen, member_count
FROM previous_roster
