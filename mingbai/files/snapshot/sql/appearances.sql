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
), unlisted AS (
    SELECT own.programme, own.household_key, own.person_key
    FROM (
        SELECT programme, household_key, person_key FROM head_line
        UNION
        SELECT programme, household_key, person_key FROM payee_line
    ) AS own
    LEFT JOIN member_rows AS member ON member.programme = own.programme
        AND member.household_key = own.household_key AND member.person_key = own.person_key
    WHERE member.household_key IS NULL
), listed AS (
    SELECT DISTINCT member.household_key, member.programme
    FROM unlisted
    JOIN member_rows AS member ON member.household_key = unlisted.household_key AND member.programme = unlisted.programme
), named AS (
    SELECT member.programme, member.household_key, member.person_key, household_line.line_key, TRUE AS is_member,
           CASE WHEN member.programme LIKE 'dibao%' THEN COALESCE(member.counted, FALSE) END AS is_counted,
           member.person_id, member.person_state, member.name, member.relation, member.disability, member.category,
           member.exclusion, member.born_on, member.source, member.row_no
    FROM member_rows AS member
    JOIN household_line ON household_line.household_key = member.household_key
        AND household_line.programme = member.programme
    UNION ALL
    SELECT unlisted.programme, unlisted.household_key, unlisted.person_key, NULL AS line_key, FALSE AS is_member,
           CASE WHEN unlisted.programme LIKE 'dibao%' AND listed.household_key IS NOT NULL THEN FALSE END AS is_counted,
           NULL AS person_id, NULL AS person_state, NULL AS name, NULL AS relation, NULL AS disability, NULL AS category,
           NULL AS exclusion, NULL AS born_on, NULL AS source, NULL AS row_no
    FROM unlisted
    LEFT JOIN listed ON listed.programme = unlisted.programme AND listed.household_key = unlisted.household_key
), placed AS (
    SELECT named.*, head_line.line_key IS NOT NULL AS is_head, payee_line.line_key IS NOT NULL AS is_payee,
           COALESCE(head_line.line_key, payee_line.line_key, named.line_key) AS own_line_key
    FROM named
    LEFT JOIN head_line ON head_line.programme = named.programme
        AND head_line.household_key = named.household_key AND head_line.person_key = named.person_key
    LEFT JOIN payee_line ON payee_line.programme = named.programme
        AND payee_line.household_key = named.household_key AND payee_line.person_key = named.person_key
)
SELECT placed.person_key, placed.programme, placed.household_key, placed.own_line_key AS line_key,
       COALESCE(placed.is_counted, placed.is_head) AS is_counted, placed.is_payee, placed.is_head, placed.is_member,
       CASE WHEN placed.is_member THEN placed.person_id WHEN placed.is_head AND line.head_key = placed.person_key
            THEN line.head_id ELSE line.payee_id END AS person_id,
       CASE WHEN placed.is_member THEN placed.person_state WHEN placed.is_head AND line.head_key = placed.person_key
            THEN line.head_state ELSE line.payee_state END AS person_state,
       CASE WHEN placed.is_member THEN placed.name WHEN placed.is_head AND line.head_key = placed.person_key
            THEN line.head_name ELSE line.payee_name END AS name,
       placed.name AS member_name,
       CASE WHEN line.head_key = placed.person_key THEN line.head_name END AS head_name,
       CASE WHEN line.payee_key = placed.person_key THEN line.payee_name END AS payee_name,
       placed.relation, placed.disability, placed.category, placed.exclusion,
       COALESCE(YEAR(placed.born_on) * 10000 + MONTH(placed.born_on) * 100 + DAY(placed.born_on),
                CASE WHEN placed.person_key > 0 THEN placed.person_key // 11000 % 100000000 END) AS born_number,
       line.household_id, line.region_code, line.in_approvals, line.in_roster, line.payee_id, line.payee_key,
       line.certificate_no,
       line.approved_fen, line.rostered_fen, COALESCE(line.rostered_fen, line.approved_fen) AS amount_fen,
       line.roster_rows, line.largest_fen, line.several_heads, line.member_count, line.priority_member_count,
       line.annual_income_fen, line.standard_fen, line.case_kind, line.grace_until, line.supply_mode, line.address,
       COALESCE(placed.source, line.source) AS source, COALESCE(placed.row_no, line.row_no) AS row_no,
       line.source AS line_source, line.row_no AS line_row_no
FROM placed
JOIN benefit_line AS line ON line.line_key = placed.own_line_key
