-- One row per household with more than one dibao certificate in force, its latest; single-person cases stand apart.
-- home: household
-- key: row_id
WITH entered_again AS (
    SELECT household_key FROM active_approvals WHERE programme LIKE 'dibao%' GROUP BY household_key HAVING COUNT(*) > 1
), several AS (
    SELECT approval.household_key, SUBSTRING(approval.region_code, 1, 6) AS county
    FROM entered_again
    JOIN active_approvals AS approval ON approval.household_key = entered_again.household_key
    WHERE approval.programme LIKE 'dibao%' AND approval.case_kind IS DISTINCT FROM 'single'
        AND approval.household_id <> ''
    GROUP BY approval.household_key, SUBSTRING(approval.region_code, 1, 6)
    HAVING MIN(approval.certificate_no) <> MAX(approval.certificate_no)
), certificate AS (
    SELECT approval.household_key, several.county, approval.certificate_no, MAX(approval.row_id) AS row_id,
           MAX(approval.amount_fen) AS amount_fen, MAX(approval.valid_from) AS valid_from,
           MAX(approval.confirmed_on) AS confirmed_on
    FROM active_approvals AS approval
    JOIN several ON several.household_key = approval.household_key
        AND several.county = SUBSTRING(approval.region_code, 1, 6)
    WHERE approval.programme LIKE 'dibao%' AND approval.case_kind IS DISTINCT FROM 'single'
        AND approval.certificate_no IS NOT NULL
    GROUP BY approval.household_key, several.county, approval.certificate_no
), ranked AS (
    SELECT row_id, COUNT(*) OVER household AS certificates,
           CAST(SUM(amount_fen) OVER household - MAX(amount_fen) OVER household AS BIGINT) AS surplus_fen,
           LEAD(certificate_no) OVER latest_first AS earlier_no, ROW_NUMBER() OVER latest_first AS place
    FROM certificate
    WINDOW household AS (PARTITION BY household_key, county),
           latest_first AS (
               PARTITION BY household_key, county ORDER BY valid_from DESC, confirmed_on DESC, certificate_no DESC
           )
)
SELECT row_id, certificates, surplus_fen, earlier_no
FROM ranked
WHERE place = 1
