-- One row per benefit line: what civil affairs approved. A certificate (without one, a person) entered again counts once,
-- as it was entered last.
-- home: household
-- key: line_key
-- made: anew
WITH several AS (
    SELECT line_key FROM active_approvals GROUP BY line_key HAVING COUNT(*) > 1
), named AS (
    SELECT approval.row_id, approval.line_key, approval.valid_from,
           COALESCE(approval.certificate_no, CAST(approval.head_key AS VARCHAR), '') AS certificate
    FROM several
    JOIN active_approvals AS approval ON approval.line_key = several.line_key
), latest AS (
    SELECT line_key, certificate, MAX(valid_from) AS valid_from FROM named GROUP BY line_key, certificate
), entry AS (
    SELECT MAX(named.row_id) AS row_id
    FROM named
    JOIN latest ON latest.line_key = named.line_key AND latest.certificate = named.certificate
        AND latest.valid_from = named.valid_from
    GROUP BY named.line_key, named.certificate
), summed AS (
    SELECT approval.line_key, MIN(approval.row_id) AS row_id, CAST(SUM(approval.amount_fen) AS BIGINT) AS approved_fen,
           COUNT(*) AS certificates, MIN(approval.confirmed_on) AS confirmed_on,
           COALESCE(MIN(approval.head_key) <> MAX(approval.head_key), FALSE) AS several_heads
    FROM entry
    JOIN active_approvals AS approval ON approval.row_id = entry.row_id
    GROUP BY approval.line_key
)
SELECT approval.line_key, approval.row_id, COALESCE(summed.approved_fen, approval.amount_fen) AS approved_fen,
       COALESCE(summed.certificates, CAST(1 AS BIGINT)) AS certificates,
       COALESCE(summed.several_heads, FALSE) AS several_heads,
       approval.certificate_no, approval.programme, approval.region_code, approval.household_id, approval.household_key,
       approval.head_id, approval.head_key, approval.head_state, approval.head_name, approval.payee_id, approval.payee_key,
       approval.payee_state, approval.payee_name, approval.account_no, approval.account_key, approval.account_name,
       approval.member_count, approval.priority_member_count, approval.annual_income_fen, approval.case_kind,
       approval.address, approval.grace_until, approval.publicity_ended_on, approval.standard_fen, approval.supply_mode,
       approval.care_level, approval.valid_from, approval.valid_to,
       COALESCE(summed.confirmed_on, approval.confirmed_on) AS confirmed_on, approval.source, approval.row_no
FROM active_approvals AS approval
LEFT JOIN summed ON summed.line_key = approval.line_key
WHERE summed.line_key IS NULL OR summed.row_id = approval.row_id
