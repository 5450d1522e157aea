-- One row per line that somebody outside the household collects; institutions collect for their residents.
-- home: household
-- key: collector_key
-- carry: person
SELECT line.line_key, line.household_key, line.household_id, line.programme, line.region_code, line.source, line.row_no,
       line.payee_key AS collector_key, line.payee_id AS collector_id, line.payee_name AS collector_name,
       COALESCE(line.rostered_fen, line.approved_fen) AS amount_fen
FROM benefit_line AS line
LEFT JOIN member_rows AS member ON member.household_key = line.household_key AND member.person_key = line.payee_key
LEFT JOIN (SELECT DISTINCT account_key FROM institutions) AS institution
    ON institution.account_key = COALESCE(line.rostered_account_key, line.approved_account_key)
WHERE (line.in_roster OR line.in_approvals) AND line.payee_key <> line.head_key AND member.person_key IS NULL
  AND institution.account_key IS NULL AND COALESCE(line.supply_mode, '') <> 'central'
