-- One row per person, household and programme of the month: why the person appears, and the benefit line that stands for it.
-- Dibao is paid for the counted members of a household; other programmes for one person, the head of the approval.
-- home: household
-- key: person_key
-- carry: person
WITH live AS (
    SELECT line_key, programme, household_key, payee_key, head_key, in_approvals
    FROM benefit_line
    WHERE in_approvals OR in_roster
), head_line AS (
    SELECT programme, household_key, COALESCE(head_key, payee_key) AS person_key, MIN(line_key) AS line_key
    FROM live
    GROUP BY programme, household_key, COALESCE(head_key, payee_key)
), payee_line AS (
    SELECT programme, household_key, payee_key AS person_key, MIN(line_key) AS line_key
    FROM live
    GROUP BY programme, household_key, payee_key
), listed AS (
    SELECT DISTINCT member.household_key, member.programme FROM member_rows AS member
), named AS (
    SELECT member.programme, member.household_key, member.person_key
    FROM member_rows AS member
    JOIN household_line ON household_line.household_key = member.household_key
        AND household_line.programme = member.programme
    UNION
    SELECT programme, household_key, person_key FROM head_line
    UNION
    SELECT programme, household_key, person_key FROM payee_line
), placed AS (
    SELECT named.programme, named.household_key, named.person_key,
           head_line.line_key IS NOT NULL AS is_head, payee_line.line_key IS NOT NULL AS is_payee,
           member.person_key IS NOT NULL AS is_member,
           CASE
               WHEN named.programme LIKE 'dibao%' AND listed.household_key IS NOT NULL THEN COALESCE(member.counted, FALSE)
               WHEN named.programme LIKE 'dibao%' THEN head_line.line_key IS NOT NULL
               ELSE head_line.line_key IS NOT NULL
           END AS is_counted,
           COALESCE(head_line.line_key, payee_line.line_key, household_line.line_key) AS line_key
    FROM named
    LEFT JOIN member_rows AS member ON member.programme = named.programme
        AND member.household_key = named.household_key AND member.person_key = named.person_key
    LEFT JOIN listed ON listed.programme = named.programme AND listed.household_key = named.household_key
    LEFT JOIN head_line ON head_line.programme = named.programme
        AND head_line.household_key = named.household_key AND head_line.person_key = named.person_key
    LEFT JOIN payee_line ON payee_line.programme = named.programme
        AND payee_line.household_key = named.household_key AND payee_line.person_key = named.person_key
    LEFT JOIN household_line ON household_line.programme = named.programme
        AND household_line.household_key = named.household_key
)
SELECT placed.person_key, placed.programme, placed.household_key, placed.line_key, placed.is_counted, placed.is_payee,
       placed.is_head, placed.is_member,
       CASE WHEN placed.is_member THEN member.person_id WHEN placed.is_head AND line.head_key = placed.person_key
            THEN line.head_id ELSE line.payee_id END AS person_id,
       CASE WHEN placed.is_member THEN member.person_state WHEN placed.is_head AND line.head_key = placed.person_key
            THEN line.head_state ELSE line.payee_state END AS person_state,
       CASE WHEN placed.is_member THEN member.name WHEN placed.is_head AND line.head_key = placed.person_key
            THEN line.head_name ELSE line.payee_name END AS name,
       member.name AS member_name,
       CASE WHEN line.head_key = placed.person_key THEN line.head_name END AS head_name,
       CASE WHEN line.payee_key = placed.person_key THEN line.payee_name END AS payee_name,
       member.relation, member.disability, member.category, member.exclusion,
       COALESCE(YEAR(member.born_on) * 10000 + MONTH(member.born_on) * 100 + DAY(member.born_on),
                CASE WHEN placed.person_key > 0 THEN placed.person_key // 11000 % 100000000 END) AS born_number,
       line.household_id, line.region_code, line.in_approvals, line.in_roster, line.payee_id, line.certificate_no,
       line.approved_fen, line.rostered_fen, COALESCE(line.rostered_fen, line.approved_fen) AS amount_fen,
       line.roster_rows, line.largest_fen, line.several_heads, line.member_count, line.priority_member_count,
       line.annual_income_fen, line.standard_fen, line.case_kind, line.grace_until, line.supply_mode, line.address,
       COALESCE(member.source, line.source) AS source, COALESCE(member.row_no, line.row_no) AS row_no,
       line.source AS line_source, line.row_no AS line_row_no
FROM placed
JOIN benefit_line AS line ON line.line_key = placed.line_key
LEFT JOIN member_rows AS member ON member.programme = placed.programme
    AND member.household_key = placed.household_key AND member.person_key = placed.person_key
